package org.polyptych.io.numpy;

import java.nio.file.Path;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.io.InFile;
import org.polyptych.io.Metadata;
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpyStream;
import org.polyptych.io.NpyType;
import org.polyptych.io.NpzFile;
import org.polyptych.io.PatternReader;
import org.polyptych.io.ReadOut;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.Support;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;

/**
 * PtychoNN's npz: {@code reciprocal} [frame, y, x], {@code position} [frame, 2] in metres, {@code real} (what a network
 * was taught; not read). Energy, distance and detector are not in it.
 */
public final class PtychoNn implements ScanFormat {
    private static final String PATTERNS = "reciprocal";
    private static final String POSITIONS = "position";

    @Override
    public String name() {
        return "PtychoNN (*.npz with reciprocal)";
    }

    static boolean isIn(NpzArrays arrays) {
        return arrays.has(PATTERNS);
    }

    @Override
    public boolean recognises(Path file) {
        return NpzArrays.in(file).filter(PtychoNn::isIn).isPresent();
    }

    @Override
    public Scan read(Path file, ReaderSettings settings) {
        Metadata metadata = new Metadata(file, settings)
                .beam(Metadata.Beam.XRAY)
                .lookedFor("positions", "array '" + POSITIONS + "', [frame, 2] in metres");
        try (NpzFile npz = NpzFile.open(file)) {
            NpyType type;
            try (NpyStream in = npz.stream(PATTERNS)) {
                type = in.header().type();
            }
            ReadOut readOut = StackValues.of(type, false, PATTERNS, metadata);
            Frames frames = NumpyFrames.ofNpz(
                    npz, PATTERNS, StackLayout.FRAMES_FIRST, readOut, PatternReader.usualMemoryLimit());
            StackValues.note(frames, readOut, metadata);
            if (npz.has(POSITIONS)) {
                positions(file, npz.read(POSITIONS), metadata);
            }
            List<String> others = npz.names().stream()
                    .filter(name -> !List.of(PATTERNS, POSITIONS).contains(name))
                    .toList();
            if (!others.isEmpty()) {
                metadata.note("format: of the file's arrays " + String.join(", ", others) + " were not read");
            }
            return metadata.complete(frames.count(), frames.rows(), frames.columns())
                    .scan(file, frames);
        }
    }

    private static void positions(Path file, NpyArray array, Metadata metadata) {
        int[] shape = array.shape();
        if (array.type().isComplex() || shape.length != 2 || shape[1] != 2) {
            throw new BadInputException(file + ": array '" + POSITIONS
                    + "' must be real numbers [frame, 2] in metres; it" + " is " + array.shapeText());
        }
        double[] values = array.doubles();
        double[] y = new double[shape[0]];
        double[] x = new double[shape[0]];
        for (int j = 0; j < y.length; j++) {
            y[j] = values[2 * j];
            x[j] = values[2 * j + 1];
        }
        metadata.positions(InFile.made(file, () -> new Positions(y, x)));
        metadata.note("positions: position[:, 0] taken as y (down), position[:, 1] as x (right), in metres; the format"
                + " leaves this open: file.swap, file.flipY, file.flipX change it");
    }

    @Override
    public Support support() {
        return new Support("numpy", "NumPy");
    }
}
