package org.polyptych.io.numpy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.io.Completed;
import org.polyptych.io.FoundProbe;
import org.polyptych.io.InFile;
import org.polyptych.io.Metadata;
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpyHeader;
import org.polyptych.io.NpyStream;
import org.polyptych.io.NpzFile;
import org.polyptych.io.PatternReader;
import org.polyptych.io.ReadOut;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.Support;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;

/**
 * PtychoPINN's npz: {@code xcoords}, {@code ycoords} in pixels of the specimen, {@code diff3d} or {@code diffraction}
 * (amplitudes as float32, or counts as whole numbers; [frame, y, x], in older files [y, x, frame]), {@code probeGuess}.
 * {@code _metadata} is a pickle: it is never executed. How large a pixel is it does not say, unless {@link
 * PtychoPinnWriter} wrote it.
 */
public final class PtychoPinn implements ScanFormat {
    static final String X = "xcoords";
    static final String Y = "ycoords";
    static final String DIFF3D = "diff3d";
    static final String DIFFRACTION = "diffraction";
    static final String PROBE = "probeGuess";
    static final String OBJECT = "objectGuess";

    @Override
    public String name() {
        return "PtychoPINN (*.npz with xcoords, ycoords and diff3d)";
    }

    static boolean isIn(NpzArrays arrays) {
        return (arrays.has(DIFF3D) || arrays.has(DIFFRACTION)) && (arrays.has(X) || arrays.has(Y));
    }

    @Override
    public boolean recognises(Path file) {
        return NpzArrays.in(file).filter(PtychoPinn::isIn).isPresent();
    }

    @Override
    public Scan read(Path file, ReaderSettings settings) {
        Metadata metadata = new Metadata(file, settings);
        List<String> unreadable = NpzArrays.in(file).map(NpzArrays::unreadable).orElse(List.of());
        if (!unreadable.isEmpty()) {
            metadata.note("format: " + String.join(", ", unreadable)
                    + " was not read: it holds Python objects or nothing that is known; pickles are never executed");
        }
        try (NpzFile npz = NpzFile.open(file)) {
            OwnArrays own = new OwnArrays(file, npz);
            own.find(metadata);
            Positions pixels = positions(file, npz);
            Frames frames = frames(npz, pixels.count(), metadata);
            own.positions(pixels).ifPresentOrElse(metadata::positions, () -> metadata.positionsInPixels(pixels));
            metadata.note("positions: xcoords taken as columns (right) and ycoords as rows (down), in pixels of the"
                    + " specimen, where the probe lies on it");
            Optional<Probe> probe = probe(file, npz, own, frames, metadata);
            if (npz.has(OBJECT)) {
                metadata.note("object: objectGuess is in the file, but not where it lies; left out");
            }
            return metadata.complete(frames.count(), frames.rows(), frames.columns())
                    .scan(
                            Completed.stem(file),
                            file,
                            frames,
                            own.mask(frames),
                            probe,
                            Optional.empty(),
                            Optional.empty());
        }
    }

    private static Frames frames(NpzFile npz, int positions, Metadata metadata) {
        String name = metadata.dataset().orElse(npz.has(DIFF3D) ? DIFF3D : DIFFRACTION);
        NpyHeader header;
        try (NpyStream in = npz.stream(name)) {
            header = in.header();
        }
        StackLayout layout = layout(header.shape(), positions);
        if (layout == StackLayout.FRAMES_LAST) {
            metadata.note("format: axes of '" + name + "' taken as [y, x, frame], since the last is as long as the"
                    + " positions");
        } else if (Arrays.stream(header.shape()).allMatch(n -> n == positions)) {
            metadata.note("format: axes of '" + name + "' could be read either way; taken as [frame, y, x]");
        }
        ReadOut readOut = StackValues.of(header.type(), true, name, metadata);
        Frames frames = NumpyFrames.ofNpz(npz, name, layout, readOut, PatternReader.usualMemoryLimit());
        StackValues.note(frames, readOut, metadata);
        return frames;
    }

    private static StackLayout layout(int[] shape, int positions) {
        boolean last = shape.length == 3 && shape[0] != positions && shape[2] == positions;
        return last ? StackLayout.FRAMES_LAST : StackLayout.FRAMES_FIRST;
    }

    private static Positions positions(Path file, NpzFile npz) {
        double[] x = numbers(file, npz, X);
        double[] y = numbers(file, npz, Y);
        if (x.length != y.length) {
            throw new BadInputException(file + ": " + x.length + " values in " + X + ", but " + y.length + " in " + Y);
        }
        return InFile.made(file, () -> new Positions(y, x));
    }

    static double[] numbers(Path file, NpzFile npz, String name) {
        NpyArray array = npz.read(name);
        if (array.type().isComplex()) {
            throw new BadInputException(file + ": array '" + name + "' must hold real numbers");
        }
        return array.doubles();
    }

    private static Optional<Probe> probe(Path file, NpzFile npz, OwnArrays own, Frames frames, Metadata metadata) {
        List<String> notes = new ArrayList<>();
        Optional<Probe> probe = Optional.empty();
        if (npz.has(PROBE)) {
            NpyArray array = npz.read(PROBE);
            int rank = array.shape().length;
            if (!array.type().isComplex() || rank < 2 || rank > 3 || array.size() == 0) {
                throw new BadInputException(file + ": array '" + PROBE
                        + "' must be complex [y, x] or [mode, y, x]; it is " + array.shapeText());
            }
            probe = FoundProbe.usable(file, own.modes(Probe.of(array.complexImages())), frames, notes);
        } else {
            notes.add("probe: none in the file");
        }
        notes.forEach(metadata::note);
        return probe;
    }

    @Override
    public Support support() {
        return new Support("numpy", "NumPy");
    }
}
