package org.polyptych.io.electron;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.polyptych.core.BadInputException;
import org.polyptych.io.Completed;
import org.polyptych.io.Metadata;
import org.polyptych.io.PatternReader;
import org.polyptych.io.ReadOut;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.Support;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.io.matlab.MatlabFile;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;

/**
 * 4D-STEM in plain HDF5: {@code dp} [frame, y, x] counts, {@code scan_index_yx} [frame, 2], and at the root attributes
 * in the units that their names say: {@code voltage_kV}, {@code scan_step_A}, {@code object_pixel_A},
 * {@code semiangle_mrad}.
 */
public final class StemPair implements ScanFormat {
    private static final String PATTERNS = "dp";
    private static final String INDEX = "scan_index_yx";
    private static final String VOLTAGE = "voltage_kV";
    private static final String STEP = "scan_step_A";
    private static final String PIXEL = "object_pixel_A";
    private static final String SEMIANGLE = "semiangle_mrad";
    private static final double ANGSTROM = 1e-10;

    @Override
    public String name() {
        return "4D-STEM in HDF5 (dp with scan_index_yx)";
    }

    @Override
    public Support support() {
        return new Support("stem-pair", "h5py");
    }

    @Override
    public boolean recognises(Path file) {
        if (Files.isDirectory(file) || !MatlabFile.isOtherHdf5(file)) {
            return false;
        }
        try (Hdf5File open = Hdf5File.open(file)) {
            return open.isDataset(PATTERNS) && open.isDataset(INDEX);
        }
    }

    @Override
    public Scan read(Path file, ReaderSettings settings) {
        Metadata metadata = new Metadata(file, settings).beam(Metadata.Beam.ELECTRON);
        long[] shape;
        try (Hdf5File open = Hdf5File.open(file)) {
            shape = PatternReader.shape(open, PATTERNS);
            number(open, VOLTAGE).ifPresent(kilovolts -> metadata.energy(kilovolts * 1e3));
            number(open, PIXEL).ifPresent(pixel -> metadata.objectPixel(pixel * ANGSTROM, pixel * ANGSTROM));
            number(open, STEP).ifPresent(step -> metadata.positions(positions(open, shape[0], step * ANGSTROM)));
            metadata.lookedFor("energy", "attribute " + VOLTAGE)
                    .lookedFor("objectPixel", "attribute " + PIXEL)
                    .lookedFor("positions", "attribute " + STEP)
                    .lookedFor("scanStep", "attribute " + STEP);
            note(open, metadata);
        }
        Completed completed = metadata.complete(Math.toIntExact(shape[0]), (int) shape[1], (int) shape[2]);
        return completed.scan(
                file, PatternReader.open(file, PATTERNS, ReadOut.counts(), PatternReader.usualMemoryLimit()));
    }

    private static void note(Hdf5File file, Metadata metadata) {
        metadata.note("patterns: 'dp' taken as counts");
        metadata.note("positions: " + INDEX + " (y, x) times " + STEP + "; turned only by file.scanRotation=DEGREES");
        Optional<Double> semiangle = file.number("/", SEMIANGLE);
        metadata.note("probe: none in the file"
                + semiangle
                        .map(angle -> String.format(Locale.ROOT, "; its semi-angle is %.4g mrad", angle))
                        .orElse(""));
        file.text("/", "source").ifPresent(source -> metadata.note("source: " + source));
    }

    private static OptionalDouble number(Hdf5File file, String attribute) {
        Optional<Double> value = file.number("/", attribute);
        if (value.isPresent() && !(value.get() > 0 && value.get() < Double.POSITIVE_INFINITY)) {
            throw new BadInputException(
                    file.path() + ": attribute '" + attribute + "' must be above 0, got " + value.get());
        }
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private static Positions positions(Hdf5File file, long frames, double step) {
        try (Hdf5Dataset dataset = file.dataset(INDEX)) {
            long[] shape = dataset.shape();
            if (shape.length != 2 || shape[0] != frames || shape[1] != 2) {
                throw new BadInputException(dataset.label() + " must be [frame, 2] for " + frames
                        + " frames, but its shape is " + dataset.shapeText());
            }
            double[] index = dataset.doubles();
            double[] y = new double[(int) frames];
            double[] x = new double[(int) frames];
            for (int j = 0; j < frames; j++) {
                y[j] = index[2 * j] * step;
                x[j] = index[2 * j + 1] * step;
            }
            return new Positions(y, x);
        }
    }
}
