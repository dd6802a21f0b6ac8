package org.polyptych.io;

import java.util.Arrays;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.Tilt;

/**
 * A specimen as one dataset, [slice, y, x] or [mode, slice, y, x], with pixel sizes and centre as attributes and, beside
 * it, datasets {@code NAME_layer_spacing_m} and, if it is tilted, {@code NAME_tilt_rad}.
 */
final class SpecimenDataset {
    private static final String SPACING = "_layer_spacing_m";
    private static final String TILT = "_tilt_rad";

    private SpecimenDataset() {}

    static void write(Hdf5Writer file, String name, Specimen specimen) {
        ComplexImage[] images =
                Arrays.stream(specimen.images()).flatMap(Arrays::stream).toArray(ComplexImage[]::new);
        if (specimen.modes() == 1) {
            file.complex(name, images, specimen.slices());
        } else {
            file.complex(name, images, specimen.modes(), specimen.slices());
        }
        writePlace(file, name, specimen);
        if (specimen.slices() > 1) {
            file.doubles(name + SPACING, specimen.sliceSpacing(), specimen.sliceSpacing().length);
        }
        writeTilt(file, name + TILT, specimen.tilt());
    }

    /** Nothing where there is none. */
    static void writeTilt(Hdf5Writer file, String name, Tilt tilt) {
        if (!tilt.none()) {
            file.doubles(name, new double[] {tilt.y(), tilt.x()}, 2);
        }
    }

    static Tilt tilt(Hdf5File file, String name) {
        if (!file.isDataset(name)) {
            return Tilt.NONE;
        }
        try (Hdf5Dataset dataset = file.dataset(name)) {
            double[] values = dataset.doubles();
            if (values.length != 2 || !(Math.max(Math.abs(values[0]), Math.abs(values[1])) <= Tilt.MOST)) {
                throw new BadInputException(dataset.label() + " must be two angles (y, x) of at most " + Tilt.MOST
                        + " rad, got " + Arrays.toString(values));
            }
            return new Tilt(values[0], values[1]);
        }
    }

    /** The only image of a specimen, [y, x]. */
    static void writeImage(Hdf5Writer file, String name, Specimen specimen) {
        file.complex(name, specimen.images()[0]);
        writePlace(file, name, specimen);
    }

    private static void writePlace(Hdf5Writer file, String name, Specimen specimen) {
        file.attribute(name, Product.PIXEL_HEIGHT, specimen.pixelHeight());
        file.attribute(name, Product.PIXEL_WIDTH, specimen.pixelWidth());
        file.attribute(name, Product.CENTRE_Y, specimen.centreY());
        file.attribute(name, Product.CENTRE_X, specimen.centreX());
    }

    static Specimen read(Hdf5File file, String name) {
        try (Hdf5Dataset dataset = file.dataset(name)) {
            int rank = dataset.rank();
            if (rank < 2 || rank > 4) {
                throw new BadInputException(dataset.label() + " must be [slice, y, x] or [mode, slice, y, x], but its"
                        + " shape is " + dataset.shapeText());
            }
            ComplexImage[] images = Product.filled(dataset);
            int slices = rank == 2 ? 1 : (int) dataset.shape()[rank - 3];
            ComplexImage[][] modes = new ComplexImage[images.length / slices][];
            for (int m = 0; m < modes.length; m++) {
                modes[m] = Arrays.copyOfRange(images, m * slices, (m + 1) * slices);
            }
            return new Specimen(
                    modes,
                    size(file, name, Product.PIXEL_HEIGHT),
                    size(file, name, Product.PIXEL_WIDTH),
                    number(file, name, Product.CENTRE_Y),
                    number(file, name, Product.CENTRE_X),
                    spacing(file, name + SPACING, slices),
                    tilt(file, name + TILT));
        }
    }

    private static double[] spacing(Hdf5File file, String name, int slices) {
        if (slices == 1) {
            return new double[0];
        }
        try (Hdf5Dataset dataset = file.dataset(name)) {
            double[] spacing = dataset.doubles();
            if (spacing.length != slices - 1) {
                throw new BadInputException(dataset.label() + " has " + spacing.length + " values; " + slices
                        + " slices need " + (slices - 1));
            }
            return spacing;
        }
    }

    private static double size(Hdf5File file, String name, String attribute) {
        double value = number(file, name, attribute);
        if (!(value > 0)) {
            throw new BadInputException(
                    file.path() + ": '" + name + "': " + attribute + " must be larger than 0, got " + value);
        }
        return value;
    }

    private static double number(Hdf5File file, String name, String attribute) {
        double value = file.number(name, attribute)
                .orElseThrow(() -> new BadInputException(
                        file.path() + ": '" + name + "' lacks the attribute '" + attribute + "'"));
        if (!Double.isFinite(value)) {
            throw new BadInputException(
                    file.path() + ": '" + name + "': " + attribute + " must be finite, got " + value);
        }
        return value;
    }
}
