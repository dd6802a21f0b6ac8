package org.polyptych.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Units;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;

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
        if (!Hdf5File.hasSignature(file)) {
            return false;
        }
        try (Hdf5File open = Hdf5File.open(file)) {
            return open.isDataset(PATTERNS) || open.isDataset(POINTS) && open.isDataset(DETECTOR_PIXEL);
        }
    }

    @Override
    public Scan read(Path file) {
        try (Hdf5File open = Hdf5File.open(file)) {
            List<String> notes = new ArrayList<>();
            long[] shape = PatternReader.shape(open, PATTERNS);
            int rows = (int) shape[1];
            int columns = (int) shape[2];
            double wavelength = number(open, WAVELENGTH, "nm") * Units.METRES_PER_NANOMETRE;
            double distance = number(open, DISTANCE, "m");
            double pixel = number(open, DETECTOR_PIXEL, "um") * Units.METRES_PER_MICROMETRE;
            XrayGeometry geometry = InFile.made(
                    file,
                    () -> new XrayGeometry(
                            rows,
                            columns,
                            wavelength * distance / (rows * pixel),
                            wavelength * distance / (columns * pixel),
                            Units.PLANCK_TIMES_LIGHT_EV_M / wavelength,
                            distance));
            Positions positions = positions(open, shape[0], notes);
            Frames frames = frames(file, notes);
            PositionRange.noteUnits(positions, geometry, notes);
            PositionRange.noteStep(positions, geometry, notes);
            boolean[] mask = new boolean[rows * columns];
            Arrays.fill(mask, true);
            notes.add("probe: none in the file");
            return new Scan(
                    file.getFileName().toString().replaceFirst("\\.[^.]*$", ""),
                    file.toString(),
                    geometry,
                    frames,
                    mask,
                    positions,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.copyOf(notes));
        }
    }

    /** The patterns, moved if there is more light in their corners than in their middle. */
    private Frames frames(Path file, List<String> notes) {
        Frames stored = PatternReader.open(file, PATTERNS, new StoredAmplitudes(false), memoryLimit);
        boolean move = PatternCentre.isAtCorners(stored);
        notes.add("patterns: '" + PATTERNS + "' taken as amplitudes (square roots of counts); "
                + (move
                        ? "most light is in the corners, so they were moved by half their size"
                        : "most light is in the middle, so they were left in place")
                + ", zero frequency at pixel (" + stored.rows() / 2 + ", " + stored.columns() / 2
                + "); file.roll=true does otherwise");
        return move ? PatternReader.open(file, PATTERNS, new StoredAmplitudes(true), memoryLimit) : stored;
    }

    private static Positions positions(Hdf5File file, long frames, List<String> notes) {
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
            notes.add("positions: points[0] taken as y (down, along the rows), points[1] as x (right), in um; producers"
                    + " differ: file.swap, file.flipY, file.flipX change it");
            return new Positions(Arrays.copyOf(metres, count), Arrays.copyOfRange(metres, count, 2 * count));
        }
    }

    private static double number(Hdf5File file, String name, String unit) {
        try (Hdf5Dataset dataset = file.dataset(name)) {
            double[] values = dataset.doubles();
            if (values.length != 1 || !(values[0] > 0) || values[0] == Double.POSITIVE_INFINITY) {
                throw new BadInputException(dataset.label() + " must be one number above 0, in " + unit + "; it is "
                        + (values.length == 1 ? String.valueOf(values[0]) : dataset.shapeText()));
            }
            return values[0];
        }
    }
}
