package org.polyptych.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Units;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.io.matlab.MatlabFile;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;

/**
 * Files of the Hard X-ray Nanoprobe of NSLS-II: {@code diffamp} (amplitudes [frame, y, x], sometimes in FFT order),
 * {@code points} (2, frames) in micrometres, {@code z_m, lambda_nm, ccd_pixel_um}. Which row of the points runs along
 * the array's rows, and with which sign, differs from producer to producer: {@link ReaderSettings}.
 */
public final class Hxn implements ScanFormat {
    private static final String PATTERNS = "diffamp";
    private static final String POINTS = "points";
    private static final String DISTANCE = "z_m";
    private static final String WAVELENGTH = "lambda_nm";
    private static final String DETECTOR_PIXEL = "ccd_pixel_um";

    private final long memoryLimit;

    /** Frames that need more than half of Java's memory stay in the file. */
    public Hxn() {
        this(PatternReader.usualMemoryLimit());
    }

    /** @param memoryLimit how many bytes of amplitudes may be held in memory */
    Hxn(long memoryLimit) {
        this.memoryLimit = memoryLimit;
    }

    @Override
    public String name() {
        return "HXN (*.h5 with diffamp and points)";
    }

    @Override
    public boolean recognises(Path file) {
        if (!MatlabFile.isOtherHdf5(file)) {
            return false;
        }
        try (Hdf5File open = Hdf5File.open(file)) {
            return open.isDataset(PATTERNS) || open.isDataset(POINTS) && open.isDataset(DETECTOR_PIXEL);
        }
    }

    @Override
    public Scan read(Path file, ReaderSettings settings) {
        try (Hdf5File open = Hdf5File.open(file)) {
            Metadata metadata = new Metadata(file, settings).beam(Metadata.Beam.XRAY);
            long[] shape = PatternReader.shape(open, PATTERNS);
            number(open, WAVELENGTH, "nm")
                    .ifPresent(
                            nm -> metadata.energy(Units.PLANCK_TIMES_LIGHT_EV_M / (nm * Units.METRES_PER_NANOMETRE)));
            number(open, DISTANCE, "m").ifPresent(metadata::distance);
            number(open, DETECTOR_PIXEL, "um")
                    .map(um -> um * Units.METRES_PER_MICROMETRE)
                    .ifPresent(pixel -> metadata.detectorPixel(pixel, pixel));
            metadata.lookedFor("energy", "dataset '" + WAVELENGTH + "'")
                    .lookedFor("distance", "dataset '" + DISTANCE + "'")
                    .lookedFor("detectorPixel", "dataset '" + DETECTOR_PIXEL + "'")
                    .lookedFor("positions", "dataset '" + POINTS + "'");
            if (open.isDataset(POINTS)) {
                positions(open, shape[0], metadata);
            }
            Frames frames = frames(file, metadata);
            metadata.note("probe: none in the file");
            return metadata.complete(frames.count(), frames.rows(), frames.columns())
                    .scan(file, frames);
        }
    }

    /** The patterns, moved if there is more light in their corners than in their middle. */
    private Frames frames(Path file, Metadata metadata) {
        Frames stored = PatternReader.open(file, PATTERNS, new StoredAmplitudes(false), memoryLimit);
        boolean move = PatternCentre.isAtCorners(stored);
        metadata.note("patterns: '" + PATTERNS + "' taken as amplitudes (square roots of counts); "
                + (move
                        ? "most light is in the corners, so they were moved by half their size"
                        : "most light is in the middle, so they were left in place")
                + ", zero frequency at pixel (" + stored.rows() / 2 + ", " + stored.columns() / 2
                + "); file.roll=true does otherwise");
        return move ? PatternReader.open(file, PATTERNS, new StoredAmplitudes(true), memoryLimit) : stored;
    }

    private static void positions(Hdf5File file, long frames, Metadata metadata) {
        try (Hdf5Dataset dataset = file.dataset(POINTS)) {
            long[] shape = dataset.shape();
            if (shape.length != 2 || shape[0] != 2) {
                throw new BadInputException(dataset.label() + " must be [2, frame] in micrometres, but its shape is "
                        + dataset.shapeText());
            }
            if (shape[1] != frames) {
                throw new BadInputException(dataset.label() + " has " + shape[1] + " positions for " + frames
                        + " frames; there must be one a frame");
            }
            double[] values = dataset.doubles();
            int count = (int) frames;
            double[] metres = Arrays.stream(values)
                    .map(v -> v * Units.METRES_PER_MICROMETRE)
                    .toArray();
            for (int j = 0; j < metres.length; j++) {
                if (!Double.isFinite(metres[j])) {
                    throw new BadInputException(dataset.label() + ": [" + j / count + ", " + j % count + "] is "
                            + values[j] + "; positions must be finite numbers");
                }
            }
            metadata.note(
                    "positions: points[0] taken as y (down, along the rows), points[1] as x (right), in um; producers"
                            + " differ: file.swap, file.flipY, file.flipX change it");
            metadata.positions(
                    new Positions(Arrays.copyOf(metres, count), Arrays.copyOfRange(metres, count, 2 * count)));
        }
    }

    private static Optional<Double> number(Hdf5File file, String name, String unit) {
        if (!file.isDataset(name)) {
            return Optional.empty();
        }
        try (Hdf5Dataset dataset = file.dataset(name)) {
            double[] values = dataset.doubles();
            if (values.length != 1 || !(values[0] > 0) || values[0] == Double.POSITIVE_INFINITY) {
                throw new BadInputException(dataset.label() + " must be one number above 0, in " + unit + "; it is "
                        + (values.length == 1 ? String.valueOf(values[0]) : dataset.shapeText()));
            }
            return Optional.of(values[0]);
        }
    }

    @Override
    public Support support() {
        return new Support("hxn", "");
    }
}
