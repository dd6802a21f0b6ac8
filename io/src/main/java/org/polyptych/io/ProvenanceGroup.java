package org.polyptych.io;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.NearField;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;

/** The group {@code polyptych} of a result file: what the product layout has no place for. */
final class ProvenanceGroup {
    private static final String GROUP = "polyptych";
    private static final String SETTINGS = GROUP + "/settings";
    private static final String NEAR_FIELD = "near_field_magnification";
    private static final String IDENTITY = GROUP + "/identity";
    private static final String ILLUMINATION = GROUP + "/illumination";
    /** Object modes beyond the first, [mode, layer, y, x]; the product layout has one mode. */
    private static final String NOMINAL_Y = "polyptych/scan_position_y_m";

    private static final String NOMINAL_X = "polyptych/scan_position_x_m";
    private static final String MODES = GROUP + "/object_modes";
    private static final String TILT = GROUP + "/object_tilt_rad";
    /** Standard deviation of the object's pixels, [y, x], of several reconstructions. */
    private static final String DEVIATION = GROUP + "/object_deviation";

    private ProvenanceGroup() {}

    static boolean isIn(Hdf5File file) {
        return file.isGroup(GROUP) && file.isDataset(ILLUMINATION);
    }

    static void write(Hdf5Writer file, Result result) {
        Result.Provenance provenance = result.provenance();
        file.group(GROUP);
        RealImage illumination = result.illumination();
        file.floats(ILLUMINATION, illumination.values(), illumination.rows(), illumination.columns());
        file.attribute(ILLUMINATION, "unit", "counts");
        Specimen specimen = result.specimen();
        if (specimen.modes() > 1) {
            ComplexImage[] further = Arrays.stream(specimen.images())
                    .skip(1)
                    .flatMap(Arrays::stream)
                    .toArray(ComplexImage[]::new);
            file.complex(MODES, further, specimen.modes() - 1, specimen.slices());
        }
        SpecimenDataset.writeTilt(file, TILT, specimen.tilt());
        ConditionsGroup.write(file, GROUP, result.conditions(), provenance.geometry());
        result.refinedFrom().ifPresent(from -> {
            file.doubles(NOMINAL_Y, from.y(), from.count());
            file.doubles(NOMINAL_X, from.x(), from.count());
        });
        FoundGroup.write(file, GROUP, result.found());
        RepresentationGroup.write(file, GROUP, result.representation());
        result.deviation().ifPresent(image -> file.floats(DEVIATION, image.values(), image.rows(), image.columns()));
        file.attribute(GROUP, "name", provenance.name());
        file.attribute(GROUP, "source", provenance.source());
        file.attribute(GROUP, "engine", provenance.engine());
        file.attribute(GROUP, "loss_name", provenance.lossName());
        file.attribute(GROUP, "iterations", (long) provenance.iterations());
        file.attribute(GROUP, "seed", provenance.seed());
        file.attribute(GROUP, "program", provenance.program());
        file.attribute(GROUP, "machine", provenance.machine());
        file.attribute(GROUP, "started", provenance.started());
        file.attribute(GROUP, "seconds", provenance.seconds());
        file.attribute(GROUP, "stopped", provenance.stopped());
        file.attribute(GROUP, "resumed", provenance.resumed());
        writeGeometry(file, provenance.geometry());
        file.group(SETTINGS);
        provenance.settings().forEach((key, value) -> file.attribute(SETTINGS, key, value));
        file.group(IDENTITY);
        provenance.identity().forEach((key, value) -> file.attribute(IDENTITY, key, value));
    }

    private static void writeGeometry(Hdf5Writer file, Geometry geometry) {
        file.attribute(GROUP, "beam", geometry instanceof XrayGeometry ? "x-ray" : "electron");
        file.attribute(GROUP, "energy_eV", energy(geometry));
        file.attribute(GROUP, "detector_rows", (long) geometry.rows());
        file.attribute(GROUP, "detector_columns", (long) geometry.columns());
        file.attribute(GROUP, "pixel_height_m", geometry.pixelHeight());
        file.attribute(GROUP, "pixel_width_m", geometry.pixelWidth());
        file.attribute(GROUP, "distance_m", geometry.distance());
        writeNearField(file, GROUP, geometry);
    }

    /** The magnification of a near field; nothing for the far field. */
    static void writeNearField(Hdf5Writer file, String group, Geometry geometry) {
        geometry.near().ifPresent(near -> file.attribute(group, NEAR_FIELD, near.magnification()));
    }

    /** What {@link #writeNearField} wrote. */
    static Optional<NearField> nearField(Hdf5File file, String group) {
        return file.number(group, NEAR_FIELD).map(NearField::new);
    }

    /** Photon energy, or kinetic energy of the electrons, in eV. */
    static double energy(Geometry geometry) {
        return switch (geometry) {
            case XrayGeometry xray -> xray.energyEv();
            case ElectronGeometry electron -> electron.voltage();
        };
    }

    static Result read(Product product) {
        Hdf5File file = product.file();
        Probe probe = product.probe();
        Positions positions = product.positions();
        return new Result(
                specimen(product),
                probe,
                positions,
                image(file, ILLUMINATION),
                product.losses(),
                new Result.Provenance(
                        text(file, "name"),
                        text(file, "source"),
                        geometry(file),
                        text(file, "engine"),
                        text(file, "loss_name"),
                        size(file, "iterations"),
                        whole(file, "seed"),
                        texts(file, SETTINGS),
                        text(file, "program"),
                        text(file, "machine"),
                        text(file, "started"),
                        number(file, "seconds"),
                        // Results of the first version do not say.
                        file.text(GROUP, "stopped").orElse(""),
                        file.text(GROUP, "resumed").orElse(""),
                        file.isGroup(IDENTITY) ? texts(file, IDENTITY) : Map.of()),
                ConditionsGroup.read(file, GROUP).withWeights(product.weights(probe.variations(), positions.count())),
                said(product),
                FoundGroup.read(file, GROUP),
                RepresentationGroup.read(file, GROUP),
                file.isDataset(DEVIATION) ? Optional.of(image(file, DEVIATION)) : Optional.empty());
    }

    /** Where the scan says the frames are, if positions were refined. */
    static Optional<Positions> said(Product product) {
        return product.positions(NOMINAL_Y, NOMINAL_X);
    }

    /** All attributes of a group. */
    private static Map<String, String> texts(Hdf5File file, String group) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : file.attributeNames(group)) {
            texts.put(key, file.text(group, key).orElseThrow());
        }
        return texts;
    }

    private static Specimen specimen(Product product) {
        Specimen first = product.specimen();
        return new Specimen(
                modes(product.file(), first),
                first.pixelHeight(),
                first.pixelWidth(),
                first.centreY(),
                first.centreX(),
                first.sliceSpacing(),
                SpecimenDataset.tilt(product.file(), TILT));
    }

    /** The first and further ones. */
    private static ComplexImage[][] modes(Hdf5File file, Specimen first) {
        if (!file.isDataset(MODES)) {
            return first.images();
        }
        try (Hdf5Dataset dataset = file.dataset(MODES)) {
            ComplexImage[] further = dataset.complexImages();
            int slices = first.slices();
            ComplexImage[][] modes = new ComplexImage[1 + further.length / slices][];
            modes[0] = first.images()[0];
            for (int m = 1; m < modes.length; m++) {
                modes[m] = Arrays.copyOfRange(further, (m - 1) * slices, m * slices);
            }
            return modes;
        }
    }

    private static RealImage image(Hdf5File file, String name) {
        try (Hdf5Dataset dataset = file.dataset(name)) {
            if (dataset.rank() != 2) {
                throw new BadInputException(
                        dataset.label() + " must be [y, x], but its shape is " + dataset.shapeText());
            }
            long[] shape = dataset.shape();
            if (shape[0] < 1 || shape[1] < 1) {
                throw new BadInputException(dataset.label() + " is empty: its shape is " + dataset.shapeText());
            }
            return new RealImage((int) shape[0], (int) shape[1], dataset.floats());
        }
    }

    private static Geometry geometry(Hdf5File file) {
        int rows = size(file, "detector_rows");
        int columns = size(file, "detector_columns");
        double height = number(file, "pixel_height_m");
        double width = number(file, "pixel_width_m");
        double energy = number(file, "energy_eV");
        double distance = number(file, "distance_m");
        boolean electrons = text(file, "beam").equals("electron");
        return InFile.made(
                file.path(),
                () -> electrons
                        ? new ElectronGeometry(rows, columns, height, width, energy, distance)
                        : new XrayGeometry(rows, columns, height, width, energy, distance, nearField(file, GROUP)));
    }

    private static int size(Hdf5File file, String name) {
        long value = whole(file, name);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new BadInputException(file.path() + ": group '" + GROUP + "': the attribute '" + name
                    + "' must be 0 to " + Integer.MAX_VALUE + ", got " + value);
        }
        return (int) value;
    }

    private static String text(Hdf5File file, String name) {
        return file.text(GROUP, name).orElseThrow(() -> missing(file, name));
    }

    private static long whole(Hdf5File file, String name) {
        return file.whole(GROUP, name).orElseThrow(() -> missing(file, name));
    }

    private static double number(Hdf5File file, String name) {
        return file.number(GROUP, name).orElseThrow(() -> missing(file, name));
    }

    private static BadInputException missing(Hdf5File file, String name) {
        return new BadInputException(file.path() + ": group '" + GROUP + "' lacks the attribute '" + name + "'");
    }
}
