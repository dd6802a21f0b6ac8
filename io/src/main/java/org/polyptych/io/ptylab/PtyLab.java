package org.polyptych.io.ptylab;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Units;
import org.polyptych.io.Completed;
import org.polyptych.io.FoundProbe;
import org.polyptych.io.InFile;
import org.polyptych.io.Metadata;
import org.polyptych.io.PatternReader;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.Support;
import org.polyptych.io.TransposedFrames;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.io.matlab.Matlab;
import org.polyptych.io.matlab.MatlabFile;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;

/**
 * Scans of PtyLab, all in metres: {@code ptychogram} (counts [frame, y, x]; in MATLAB's files (y, x, frame)), {@code
 * encoder} or {@code positions} [frame, (y, x)], {@code wavelength}, {@code dxd} (detector pixel) or {@code xd} (their
 * coordinates), {@code zo} (specimen to detector); {@code probe}, where there is one, is a start.
 */
public final class PtyLab implements ScanFormat {
    private static final String PATTERNS = Matlab.PTYLAB;
    private static final List<String> POSITIONS = List.of("encoder", "positions");
    private static final String WAVELENGTH = "wavelength";
    private static final String PIXEL = "dxd";
    private static final String COORDINATES = "xd";
    private static final String DISTANCE = "zo";
    private static final String PROBE = "probe";
    private static final String ORIENTATION = "orientation";
    private static final String LEDS = "zled";
    private static final int TRANSPOSED = 4;

    private final long memoryLimit;

    /** Frames that need more than half of Java's memory stay in the file, where the format allows it. */
    public PtyLab() {
        this(PatternReader.usualMemoryLimit());
    }

    /** @param memoryLimit how many bytes of amplitudes may be held in memory */
    PtyLab(long memoryLimit) {
        this.memoryLimit = memoryLimit;
    }

    @Override
    public String name() {
        return "PtyLab (*.hdf5, *.mat with ptychogram)";
    }

    @Override
    public Support support() {
        return new Support("ptylab", "a file of PtyLab's, h5py, SciPy");
    }

    @Override
    public boolean recognises(Path file) {
        if (MatlabFile.isMatlab(file)) {
            try (MatlabFile open = MatlabFile.open(file)) {
                return open.find(PATTERNS).isPresent();
            }
        }
        if (!Hdf5File.hasSignature(file)) {
            return false;
        }
        try (Hdf5File open = Hdf5File.open(file)) {
            return open.isDataset(PATTERNS);
        }
    }

    @Override
    public Scan read(Path file, ReaderSettings settings) {
        try (Fields fields = MatlabFile.isMatlab(file)
                ? new MatlabFields(MatlabFile.open(file))
                : new Hdf5Fields(Hdf5File.open(file))) {
            if (fields.has(LEDS) && !fields.has(DISTANCE)) {
                throw new BadInputException(file + ": has '" + LEDS + "' and no '" + DISTANCE
                        + "': Fourier ptychography, which is not read here");
            }
            Metadata metadata = new Metadata(file, settings).beam(Metadata.Beam.XRAY);
            Frames frames = oriented(fields, fields.frames(PATTERNS, memoryLimit), metadata);
            positive(fields, WAVELENGTH, metadata)
                    .ifPresent(metres -> metadata.energy(Units.PLANCK_TIMES_LIGHT_EV_M / metres));
            positive(fields, DISTANCE, metadata).ifPresent(metadata::distance);
            pixel(fields, metadata).ifPresent(metres -> metadata.detectorPixel(metres, metres));
            positions(fields, file, metadata);
            metadata.lookedFor("energy", "'" + WAVELENGTH + "' in metres")
                    .lookedFor("distance", "'" + DISTANCE + "' in metres")
                    .lookedFor("detectorPixel", "'" + PIXEL + "' and '" + COORDINATES + "' in metres")
                    .lookedFor("positions", "'encoder' and 'positions' in metres");
            metadata.note("patterns: '" + PATTERNS + "' taken as counts"
                    + (fields instanceof MatlabFields ? " (y, x, frame)" : " [frame, y, x]")
                    + ", zero frequency at pixel (" + frames.rows() / 2 + ", " + frames.columns() / 2 + ")");
            metadata.note(
                    "geometry: taken as far field (Fraunhofer); PtyLab keeps its propagator among its parameters and"
                            + " not in this file (file.nearField=true if it is near field)");
            Optional<Probe> probe = probe(fields, file, frames, metadata.notes());
            Completed completed = metadata.complete(frames.count(), frames.rows(), frames.columns());
            boolean[] mask = new boolean[frames.rows() * frames.columns()];
            Arrays.fill(mask, true);
            return completed.scan(Completed.stem(file), file, frames, mask, probe, Optional.empty(), Optional.empty());
        }
    }

    /** PtyLab can turn the patterns when it opens them; its flips mix up axes of its own, so that they are left to people. */
    private static Frames oriented(Fields fields, Frames frames, Metadata metadata) {
        if (!fields.has(ORIENTATION)) {
            return frames;
        }
        double[] orientation = fields.numbers(ORIENTATION);
        if (orientation.length != 1 || orientation[0] == 0) {
            return frames;
        }
        if (orientation[0] == TRANSPOSED) {
            metadata.note("patterns: rows and columns exchanged, as orientation = 4 in the file says");
            return new TransposedFrames(frames);
        }
        metadata.note("warning: orientation is " + orientation[0] + " in the file; the patterns are left as they are"
                + " (inspect tries which of file.swap, file.flipY, file.flipX fits)");
        return frames;
    }

    private static Optional<Double> positive(Fields fields, String name, Metadata metadata) {
        if (!fields.has(name)) {
            return Optional.empty();
        }
        double[] values = fields.numbers(name);
        if (values.length == 0 || !(values[0] > 0) || values[0] == Double.POSITIVE_INFINITY) {
            throw new BadInputException(fields.label(name) + " must be a number above 0, in metres; it is "
                    + (values.length == 0 ? "empty" : String.valueOf(values[0])));
        }
        if (values.length > 1) {
            metadata.note("warning: '" + name + "' has " + values.length + " values; the first is used");
        }
        return Optional.of(values[0]);
    }

    private static Optional<Double> pixel(Fields fields, Metadata metadata) {
        if (fields.has(PIXEL) || !fields.has(COORDINATES)) {
            return positive(fields, PIXEL, metadata);
        }
        double[] coordinates = fields.numbers(COORDINATES);
        double step = coordinates.length < 2
                ? 0
                : (coordinates[coordinates.length - 1] - coordinates[0]) / (coordinates.length - 1);
        if (!(step > 0) || step == Double.POSITIVE_INFINITY) {
            throw new BadInputException(fields.label(COORDINATES) + " must be coordinates that grow, in metres");
        }
        metadata.note("detector: its pixel, " + (float) step + " m, taken from the steps of '" + COORDINATES + "'");
        return Optional.of(step);
    }

    private static void positions(Fields fields, Path file, Metadata metadata) {
        POSITIONS.stream().filter(fields::has).findFirst().ifPresent(name -> {
            double[][] columns = fields.columns(name);
            metadata.positions(InFile.made(file, () -> new Positions(columns[0], columns[1])));
            metadata.note("positions: '" + name + "' taken as (row, column) in metres, as PtyLab has them; +y down, +x"
                    + " right");
        });
    }

    private static Optional<Probe> probe(Fields fields, Path file, Frames frames, List<String> notes) {
        if (!fields.has(PROBE)) {
            notes.add("probe: none in the file");
            return Optional.empty();
        }
        ComplexImage[] modes = fields.images(PROBE);
        if (modes.length == 0 || modes[0].rows() != frames.rows() || modes[0].columns() != frames.columns()) {
            notes.add("probe: the one in the file is of another size than the frames and is left out");
            return Optional.empty();
        }
        return FoundProbe.usable(file, Probe.of(modes), frames, notes);
    }
}
