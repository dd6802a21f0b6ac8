package org.polyptych.io.electron;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.polyptych.core.BadInputException;
import org.polyptych.io.Metadata;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.Support;
import org.polyptych.io.frames.Hdf5Stored;
import org.polyptych.io.frames.OpenValues;
import org.polyptych.io.frames.StoredFrames;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.io.matlab.MatlabFile;
import org.polyptych.physics.Scan;

/**
 * EMD files with a cube of frames: EMD 0.2 and py4DSTEM before 0.14 (groups with a number as {@code emd_group_type},
 * vectors from {@code dim1} on), and EMD 1.0 as py4DSTEM writes it since (texts, vectors from {@code dim0} on, a group
 * {@code calibration} with {@code R_pixel_size, R_pixel_units, Q_pixel_size, Q_pixel_units}).
 */
public final class Emd implements ScanFormat {
    private static final String CALIBRATION = "calibration";
    /** No microscope has so few volts, and none so many kilovolts. */
    private static final double LEAST_VOLTS = 5000;

    @Override
    public String name() {
        return "EMD, py4DSTEM (*.emd, *.h5 with emd_group_type)";
    }

    @Override
    public Support support() {
        return new Support("emd", "h5py");
    }

    @Override
    public boolean recognises(Path file) {
        if (Files.isDirectory(file) || !MatlabFile.isOtherHdf5(file)) {
            return false;
        }
        try (Hdf5File open = Hdf5File.open(file)) {
            return !EmdCube.all(open, EmdCube.groups(open)).isEmpty();
        }
    }

    @Override
    public Scan read(Path file, ReaderSettings settings) {
        Metadata metadata = new Metadata(file, settings).beam(Metadata.Beam.ELECTRON);
        EmdCube cube;
        try (Hdf5File open = Hdf5File.open(file)) {
            List<String> groups = EmdCube.groups(open);
            cube = chosen(file, EmdCube.all(open, groups), metadata);
            tell(open, cube, new EmdFacts(open, groups), metadata);
        }
        StoredFrames stored = Hdf5Stored.open(file, cube.data());
        OpenValues values = OpenValues.of(metadata);
        metadata.note("patterns: '" + cube.data() + "' taken as " + values.textWithNoise());
        return metadata.complete(stored.count(), stored.rows(), stored.columns())
                .scan(file, values.frames(stored));
    }

    private static EmdCube chosen(Path file, List<EmdCube> cubes, Metadata metadata) {
        String names = cubes.stream().map(EmdCube::group).collect(Collectors.joining(", "));
        if (metadata.dataset().isPresent()) {
            String typed = metadata.dataset().get().replaceFirst("^/*", "/").replaceFirst("/data$", "");
            return cubes.stream()
                    .filter(cube -> cube.group().equals(typed))
                    .findFirst()
                    .orElseThrow(() ->
                            new BadInputException(file + ": no cube of frames " + typed + " in it; it has " + names));
        }
        if (cubes.size() > 1) {
            metadata.note("patterns: the largest of " + names + " (file.dataset=NAME takes another)");
        }
        return cubes.getFirst();
    }

    private static void tell(Hdf5File file, EmdCube cube, EmdFacts facts, Metadata metadata) {
        int rank = cube.shape().length;
        int rows = (int) cube.shape()[rank - 2];
        int columns = (int) cube.shape()[rank - 1];
        voltage(facts, metadata);
        Optional<EmdCube.Axis> y = cube.axis(file, rank - 2);
        Optional<EmdCube.Axis> x = cube.axis(file, rank - 1);
        DiffractionAxis inMetadata = new DiffractionAxis(
                facts.number(CALIBRATION, "Q_pixel_size").orElse(Double.NaN),
                facts.number(CALIBRATION, "Q_pixel_size").orElse(Double.NaN),
                facts.text(CALIBRATION, "Q_pixel_units"));
        if (AxisUnit.of(inMetadata.unit()).isPresent()) {
            inMetadata.tell(metadata, rows, columns);
        } else if (y.isPresent()
                && x.isPresent()
                && y.get().unit().equals(x.get().unit())) {
            new DiffractionAxis(y.get().step(), x.get().step(), x.get().unit()).tell(metadata, rows, columns);
        }
        if (rank == 4) {
            metadata.scanShape((int) Math.min(Integer.MAX_VALUE, cube.shape()[0]), (int)
                    Math.min(Integer.MAX_VALUE, cube.shape()[1]));
            step(cube.axis(file, 0), cube.axis(file, 1), facts, metadata);
        }
        facts.number(CALIBRATION, "QR_rotation")
                .filter(angle -> angle != 0)
                .ifPresent(angle -> metadata.note("scan rotation: the file's QR_rotation, " + angle
                        + ", is not used; file.scanRotation=DEGREES sets the angle from scan to detector"));
    }

    private static void step(Optional<EmdCube.Axis> y, Optional<EmdCube.Axis> x, EmdFacts facts, Metadata metadata) {
        double size = facts.number(CALIBRATION, "R_pixel_size").orElse(Double.NaN);
        Optional<AxisUnit> unit = length(facts.text(CALIBRATION, "R_pixel_units"));
        if (unit.isPresent() && size > 0) {
            metadata.scanStep(size * unit.get().si(), size * unit.get().si());
            return;
        }
        Optional<AxisUnit> unitY = y.flatMap(axis -> length(axis.unit()));
        Optional<AxisUnit> unitX = x.flatMap(axis -> length(axis.unit()));
        if (unitY.isPresent()
                && unitX.isPresent()
                && y.get().step() > 0
                && x.get().step() > 0) {
            metadata.scanStep(
                    y.get().step() * unitY.get().si(),
                    x.get().step() * unitX.get().si());
        } else {
            metadata.note("scan: not calibrated (a step in '"
                    + y.map(EmdCube.Axis::unit).orElse("") + "')");
        }
    }

    private static Optional<AxisUnit> length(String unit) {
        return AxisUnit.of(unit).filter(known -> known.kind() == AxisUnit.Kind.LENGTH);
    }

    private static void voltage(EmdFacts facts, Metadata metadata) {
        facts.number("microscope", "accelerating_voltage")
                .or(() -> facts.number("microscope", "voltage"))
                .filter(value -> value > 0)
                .ifPresent(value -> {
                    boolean volts = value >= LEAST_VOLTS;
                    metadata.energy(volts ? value : 1e3 * value)
                            .note("energy: the file's voltage, " + value + ", taken as " + (volts ? "V" : "kV"));
                });
    }
}
