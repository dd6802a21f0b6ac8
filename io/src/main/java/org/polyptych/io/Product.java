package org.polyptych.io;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/** The datasets and attributes of a product file of Ptychodus and Pty-Chi, new names and old. */
record Product(Hdf5File file) {
    static final String PROBE = "probe";
    static final String OBJECT = "object";
    static final String INDEXES = "probe_position_indexes";
    static final String LAYER_SPACING = "object_layer_spacing_m";

    static final String LAYER_DISTANCE = "object_layer_distance_m";
    static final String WEIGHTS = "opr_weights";
    static final String LOSS_VALUES = "loss_values";
    static final String COSTS = "costs";
    static final String ENERGY = "probe_energy_eV";
    static final String DISTANCE = "detector_object_distance_m";
    static final String PHOTONS = "probe_photon_count";
    static final String PIXEL_HEIGHT = "pixel_height_m";
    static final String PIXEL_WIDTH = "pixel_width_m";
    static final String CENTRE_X = "center_x_m";
    static final String CENTRE_Y = "center_y_m";

    /** Metres. */
    record Pixel(double height, double width) {}

    /** The probe, [mode, y, x], [variation, mode, y, x] or [y, x]. */
    Probe probe() {
        return probe(file, PROBE);
    }

    /**
     * The weights of the probe's variations, {@code opr_weights} [frame, variation], or [variation] for all frames alike;
     * null if the file has none, or the probe has one variation.
     */
    double[][] weights(int variations, int frames) {
        if (variations == 1 || !file.isDataset(WEIGHTS)) {
            return null;
        }
        try (Hdf5Dataset dataset = file.dataset(WEIGHTS)) {
            long[] shape = dataset.shape();
            boolean same = shape.length == 1 && shape[0] == variations;
            if (!same && !Arrays.equals(shape, new long[] {frames, variations})) {
                throw new BadInputException(dataset.label() + " must be [" + frames + " frames, " + variations
                        + " variations of the probe], but its shape is " + dataset.shapeText());
            }
            double[] values = dataset.doubles();
            double[][] weights = new double[frames][];
            Arrays.setAll(
                    weights,
                    j -> Arrays.copyOfRange(values, same ? 0 : j * variations, (same ? 1 : j + 1) * variations));
            return weights;
        }
    }

    /** {@link #probe()} from a dataset of any name. */
    static Probe probe(Hdf5File file, String name) {
        try (Hdf5Dataset dataset = file.dataset(name)) {
            int rank = dataset.rank();
            if (rank < 2 || rank > 4) {
                throw new BadInputException(dataset.label() + " must be [mode, y, x] or [variation, mode, y, x], but"
                        + " its shape is " + dataset.shapeText());
            }
            ComplexImage[] images = filled(dataset);
            int modes = rank == 2 ? 1 : (int) dataset.shape()[rank - 3];
            ComplexImage[][] variations = new ComplexImage[images.length / modes][];
            for (int v = 0; v < variations.length; v++) {
                variations[v] = Arrays.copyOfRange(images, v * modes, (v + 1) * modes);
            }
            return new Probe(variations);
        }
    }

    /** The object, [layer, y, x] or [y, x], on the pixels of {@link #pixel()}. */
    Specimen specimen() {
        ComplexImage[] layers;
        try (Hdf5Dataset dataset = file.dataset(OBJECT)) {
            if (dataset.rank() < 2 || dataset.rank() > 3) {
                throw new BadInputException(
                        dataset.label() + " must be [layer, y, x], but its shape is " + dataset.shapeText());
            }
            layers = filled(dataset);
        }
        Pixel pixel = pixel();
        return new Specimen(
                new ComplexImage[][] {layers},
                pixel.height(),
                pixel.width(),
                file.number(OBJECT, CENTRE_Y).orElse(0.0),
                file.number(OBJECT, CENTRE_X).orElse(0.0),
                spacing(layers.length));
    }

    static ComplexImage[] filled(Hdf5Dataset dataset) {
        ComplexImage[] images = dataset.complexImages();
        if (images.length == 0) {
            throw new BadInputException(dataset.label() + " is empty: its shape is " + dataset.shapeText());
        }
        return images;
    }

    private double[] spacing(int layers) {
        if (layers == 1) {
            return new double[0];
        }
        for (String name : List.of(LAYER_SPACING, LAYER_DISTANCE)) {
            if (file.isDataset(name)) {
                try (Hdf5Dataset dataset = file.dataset(name)) {
                    double[] spacing = dataset.doubles();
                    if (spacing.length < layers - 1) {
                        throw new BadInputException(dataset.label() + " has " + spacing.length + " values; " + layers
                                + " layers need " + (layers - 1));
                    }
                    return Arrays.copyOf(spacing, layers - 1);
                }
            }
        }
        throw new BadInputException(file.path() + ": the object has " + layers + " layers, but the dataset '"
                + LAYER_SPACING + "' (metres between them) is missing");
    }

    /** The pixel size attached to the object, else to the probe, if either has one. */
    Optional<Pixel> findPixel() {
        for (String name : List.of(OBJECT, PROBE)) {
            if (file.isDataset(name)) {
                Optional<Double> height = file.number(name, PIXEL_HEIGHT);
                Optional<Double> width = file.number(name, PIXEL_WIDTH);
                if (height.isPresent() && width.isPresent()) {
                    return Optional.of(checked(name, new Pixel(height.get(), width.get())));
                }
            }
        }
        return Optional.empty();
    }

    /** {@link #findPixel()}, without which there is no result. */
    Pixel pixel() {
        return findPixel()
                .orElseThrow(() -> new BadInputException(file.path()
                        + ": the pixel size is missing; 'object' (or 'probe') needs the attributes " + PIXEL_HEIGHT
                        + " and " + PIXEL_WIDTH));
    }

    private Pixel checked(String name, Pixel pixel) {
        if (!(pixel.height() > 0 && pixel.width() > 0)
                || Double.isInfinite(pixel.height())
                || Double.isInfinite(pixel.width())) {
            throw new BadInputException(file.path() + ": '" + name + "' has a pixel size of " + pixel.height() + " x "
                    + pixel.width() + " m; it must be finite and larger than 0");
        }
        return pixel;
    }

    boolean hasPositions() {
        return file.isDataset(PairFiles.POSITION_Y) || file.isDataset(PairFiles.POSITION_X);
    }

    /** Positions as they stand in the file, in metres. */
    Positions positions() {
        return read(PairFiles.POSITION_Y, PairFiles.POSITION_X);
    }

    /** The first so many of them, where the list may not be filled yet. */
    Positions positions(int count) {
        double[] y = Arrays.copyOf(numbers(PairFiles.POSITION_Y), count);
        double[] x = Arrays.copyOf(numbers(PairFiles.POSITION_X), count);
        return InFile.made(file.path(), () -> new Positions(y, x));
    }

    /** How many positions are there. */
    Placed placed() {
        if (!hasPositions()) {
            return Placed.NOT_SAID;
        }
        double[] y = numbers(PairFiles.POSITION_Y);
        double[] x = numbers(PairFiles.POSITION_X);
        int both = Math.min(y.length, x.length);
        double[] pairs = new double[2 * both];
        for (int j = 0; j < both; j++) {
            pairs[2 * j] = y[j];
            pairs[2 * j + 1] = x[j];
        }
        try (Hdf5Dataset dataset = file.dataset(PairFiles.POSITION_Y)) {
            return Placed.of(pairs, 2, dataset.mayGrow());
        }
    }

    /** Positions in datasets of other names, if they are there. */
    Optional<Positions> positions(String nameY, String nameX) {
        return file.isDataset(nameY) ? Optional.of(read(nameY, nameX)) : Optional.empty();
    }

    private Positions read(String nameY, String nameX) {
        double[] y = numbers(nameY);
        double[] x = numbers(nameX);
        if (y.length != x.length) {
            throw new BadInputException(
                    file.path() + ": " + y.length + " values in " + nameY + ", but " + x.length + " in " + nameX);
        }
        return InFile.made(file.path(), () -> new Positions(y, x));
    }

    private double[] numbers(String name) {
        try (Hdf5Dataset dataset = file.dataset(name)) {
            if (dataset.rank() != 1) {
                throw new BadInputException(
                        dataset.label() + " must be a list of numbers, but its shape is " + dataset.shapeText());
            }
            return dataset.doubles();
        }
    }

    /** Which frame each position belongs to, if the file says. */
    Optional<long[]> indexes() {
        if (!file.isDataset(INDEXES)) {
            return Optional.empty();
        }
        try (Hdf5Dataset dataset = file.dataset(INDEXES)) {
            return Optional.of(dataset.longs());
        }
    }

    /** The loss after each iteration; empty if there is none. */
    double[] losses() {
        for (String name : List.of(LOSS_VALUES, COSTS)) {
            if (file.isDataset(name)) {
                return numbers(name);
            }
        }
        return new double[0];
    }

    /** A positive number at the root; NaN if it is missing, 0 or not a number. */
    double positive(String attribute) {
        double value = file.number("/", attribute).orElse(Double.NaN);
        return value > 0 && value < Double.POSITIVE_INFINITY ? value : Double.NaN;
    }

    /** Text at the root; empty if there is none. */
    String text(String attribute) {
        return file.text("/", attribute).orElse("").replaceAll("\\s+", " ").strip();
    }
}
