package org.polyptych.io;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;

/**
 * The group {@code polyptych} of a CXI file: the geometry exactly as it was (CXI's numbers give it back only to
 * rounding), notes, a specimen found with the data, and in {@code truth} what a simulated scan was made from.
 */
final class CxiOwnGroup {
    private static final String SETTINGS = CxiNames.TRUTH + "/settings";
    private static final String TRUE_Y = CxiNames.TRUTH + "/position_y_m";
    private static final String TRUE_X = CxiNames.TRUTH + "/position_x_m";
    private static final String TRUE_OBJECT = CxiNames.TRUTH + "/object";
    private static final String TRUE_PROBE = CxiNames.TRUTH + "/probe";
    private static final String BEAM = "beam";
    private static final String ELECTRON = "electron";

    private CxiOwnGroup() {}

    static void write(Hdf5Writer file, Scan scan, HowMade made) {
        write(file, scan.geometry(), scan.source());
        if (!scan.notes().isEmpty()) {
            file.texts(CxiNames.NOTES, scan.notes());
        }
        scan.specimen().ifPresent(specimen -> SpecimenDataset.write(file, CxiNames.OWN_OBJECT, specimen));
        if (scan.truth().isPresent() || !made.equals(HowMade.UNKNOWN)) {
            file.group(CxiNames.TRUTH);
            scan.truth().ifPresent(truth -> {
                SpecimenDataset.write(file, TRUE_OBJECT, truth.specimen());
                writeProbe(file, TRUE_PROBE, truth.probe());
                truth.positions().ifPresent(positions -> {
                    file.doubles(TRUE_Y, positions.y(), positions.count());
                    file.doubles(TRUE_X, positions.x(), positions.count());
                });
            });
            write(file, made);
        }
    }

    /** The geometry, and where the data came from. */
    static void write(Hdf5Writer file, Geometry geometry, String source) {
        file.group(CxiNames.OWN);
        file.attribute(CxiNames.OWN, BEAM, geometry instanceof XrayGeometry ? "x-ray" : ELECTRON);
        file.attribute(CxiNames.OWN, "energy_eV", ProvenanceGroup.energy(geometry));
        file.attribute(CxiNames.OWN, "distance_m", geometry.distance());
        file.attribute(CxiNames.OWN, Product.PIXEL_HEIGHT, geometry.pixelHeight());
        file.attribute(CxiNames.OWN, Product.PIXEL_WIDTH, geometry.pixelWidth());
        ProvenanceGroup.writeNearField(file, CxiNames.OWN, geometry);
        file.attribute(CxiNames.OWN, "source", source);
    }

    private static void write(Hdf5Writer file, HowMade made) {
        made.seed().ifPresent(seed -> file.attribute(CxiNames.TRUTH, "seed", seed));
        if (!made.settings().isEmpty()) {
            file.group(SETTINGS);
            made.settings().forEach((key, value) -> file.attribute(SETTINGS, key, value));
        }
    }

    /** [mode, y, x], or [variation, mode, y, x] if there are several variations. */
    static void writeProbe(Hdf5Writer file, String name, Probe probe) {
        ComplexImage[] images = new ComplexImage[probe.variations() * probe.modes()];
        for (int k = 0; k < images.length; k++) {
            images[k] = probe.mode(k / probe.modes(), k % probe.modes());
        }
        if (probe.variations() == 1) {
            file.complex(name, images, probe.modes());
        } else {
            file.complex(name, images, probe.variations(), probe.modes());
        }
    }

    static boolean isIn(Hdf5File file) {
        return file.isGroup(CxiNames.OWN) && file.text(CxiNames.OWN, BEAM).isPresent();
    }

    static Geometry geometry(Hdf5File file, int rows, int columns) {
        double height = number(file, Product.PIXEL_HEIGHT);
        double width = number(file, Product.PIXEL_WIDTH);
        double energy = number(file, "energy_eV");
        double distance = number(file, "distance_m");
        boolean electrons = file.text(CxiNames.OWN, BEAM).orElse("").equals(ELECTRON);
        return InFile.made(
                file.path(),
                () -> electrons
                        ? new ElectronGeometry(rows, columns, height, width, energy, distance)
                        : new XrayGeometry(
                                rows,
                                columns,
                                height,
                                width,
                                energy,
                                distance,
                                ProvenanceGroup.nearField(file, CxiNames.OWN)));
    }

    private static double number(Hdf5File file, String attribute) {
        return file.number(CxiNames.OWN, attribute)
                .orElseThrow(() -> new BadInputException(
                        file.path() + ": group '" + CxiNames.OWN + "' lacks the attribute '" + attribute + "'"));
    }

    static List<String> notes(Hdf5File file) {
        if (!file.isDataset(CxiNames.NOTES)) {
            return List.of();
        }
        try (Hdf5Dataset dataset = file.dataset(CxiNames.NOTES)) {
            return dataset.texts();
        }
    }

    static Optional<Specimen> specimen(Hdf5File file) {
        return file.isDataset(CxiNames.OWN_OBJECT)
                ? Optional.of(SpecimenDataset.read(file, CxiNames.OWN_OBJECT))
                : Optional.empty();
    }

    static Optional<Scan.Truth> truth(Hdf5File file) {
        return file.isDataset(TRUE_OBJECT) && file.isDataset(TRUE_PROBE)
                ? Optional.of(new Scan.Truth(
                        SpecimenDataset.read(file, TRUE_OBJECT), Product.probe(file, TRUE_PROBE), truePositions(file)))
                : Optional.empty();
    }

    private static Optional<Positions> truePositions(Hdf5File file) {
        return file.isDataset(TRUE_Y)
                ? Optional.of(
                        InFile.made(file.path(), () -> new Positions(numbers(file, TRUE_Y), numbers(file, TRUE_X))))
                : Optional.empty();
    }

    static HowMade howMade(Hdf5File file) {
        if (!file.isGroup(CxiNames.TRUTH)) {
            return HowMade.UNKNOWN;
        }
        Map<String, String> settings = new LinkedHashMap<>();
        if (file.isGroup(SETTINGS)) {
            for (String key : file.attributeNames(SETTINGS)) {
                settings.put(key, file.text(SETTINGS, key).orElseThrow());
            }
        }
        Optional<Long> seed = file.whole(CxiNames.TRUTH, "seed");
        return new HowMade(seed.isPresent() ? OptionalLong.of(seed.get()) : OptionalLong.empty(), settings);
    }

    private static double[] numbers(Hdf5File file, String name) {
        try (Hdf5Dataset dataset = file.dataset(name)) {
            return dataset.doubles();
        }
    }
}
