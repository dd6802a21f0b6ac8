package org.polyptych.io.numpy;

import java.nio.file.Path;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.io.Completed;
import org.polyptych.io.Counts;
import org.polyptych.io.Metadata;
import org.polyptych.io.NpyFile;
import org.polyptych.io.NpyHeader;
import org.polyptych.io.NpyStream;
import org.polyptych.io.NpzFile;
import org.polyptych.io.PatternReader;
import org.polyptych.io.ReadOut;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.Support;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Scan;

/**
 * Frames alone: an array [frame, y, x], or [scan y, scan x, y, x] as 4D-STEM has it, in an npy or as the only such array
 * of an npz. It says nothing of beam, detector and positions; a person does.
 */
public final class NumpyStack implements ScanFormat {
    private final long memoryLimit;

    /** Frames that need more than half of Java's memory stay in the file (npy) or are refused (npz). */
    public NumpyStack() {
        this(PatternReader.usualMemoryLimit());
    }

    /** @param memoryLimit how many bytes of amplitudes may be held in memory */
    NumpyStack(long memoryLimit) {
        this.memoryLimit = memoryLimit;
    }

    @Override
    public String name() {
        return "NumPy stack (*.npy, *.npz, [frame, y, x] or [scan y, scan x, y, x])";
    }

    @Override
    public boolean recognises(Path file) {
        if (NpyFile.hasSignature(file)) {
            return true; // what is wrong with it is said when it is read
        }
        return NpzArrays.in(file).filter(arrays -> !stacks(arrays).isEmpty()).isPresent()
                && NpzArrays.in(file).filter(NumpyStack::isOthers).isEmpty();
    }

    private static boolean isOthers(NpzArrays arrays) {
        return PtychoPinn.isIn(arrays) || PtychoNn.isIn(arrays);
    }

    private static List<String> stacks(NpzArrays arrays) {
        return arrays.names().stream()
                .filter(name -> arrays.header(name).filter(NumpyStack::isStack).isPresent())
                .toList();
    }

    private static boolean isStack(NpyHeader header) {
        int rank = header.shape().length;
        return !header.type().isComplex() && (rank == 3 || rank == 4);
    }

    @Override
    public Scan read(Path file, ReaderSettings settings) {
        Metadata metadata = new Metadata(file, settings);
        return NpyFile.hasSignature(file) ? npy(file, metadata) : npz(file, metadata);
    }

    private Scan npy(Path file, Metadata metadata) {
        NpyHeader header;
        try (NpyStream in = NpyFile.stream(file)) {
            header = in.header();
        }
        scan(StackLayout.FRAMES_FIRST.of(header, file.toString()), metadata);
        ReadOut readOut = NumpyMarks.known(
                StackValues.of(header.type(), false, "the array", metadata), NpyFile.stream(file), metadata.notes());
        return scan(file, NumpyFrames.ofNpy(file, readOut, memoryLimit), readOut, metadata);
    }

    private Scan npz(Path file, Metadata metadata) {
        try (NpzFile arrays = NpzFile.open(file)) {
            String name = metadata.dataset().orElseGet(() -> only(file));
            NpyHeader header;
            try (NpyStream in = arrays.stream(name)) {
                header = in.header();
                scan(StackLayout.FRAMES_FIRST.of(header, in.label()), metadata);
            }
            ReadOut readOut = NumpyMarks.known(
                    StackValues.of(header.type(), false, name, metadata), arrays.stream(name), metadata.notes());
            Frames frames = NumpyFrames.ofNpz(arrays, name, StackLayout.FRAMES_FIRST, readOut, memoryLimit);
            List<String> others =
                    arrays.names().stream().filter(n -> !n.equals(name)).toList();
            if (!others.isEmpty()) {
                metadata.note("format: of the file's arrays " + String.join(", ", others) + " were not read");
            }
            return scan(file, frames, readOut, metadata);
        }
    }

    private static String only(Path file) {
        List<String> stacks = stacks(NpzArrays.in(file).orElseThrow());
        if (stacks.size() != 1) {
            throw new BadInputException(file + ": " + stacks.size() + " arrays could be the frames: "
                    + String.join(", ", stacks) + "; say which with --set file.dataset=NAME");
        }
        return stacks.getFirst();
    }

    private static void scan(StackLayout.Sizes sizes, Metadata metadata) {
        if (sizes.scan() != null) {
            metadata.scanShape(sizes.scan()[0], sizes.scan()[1]);
            metadata.note("format: axes taken as [scan y, scan x, y, x]");
        }
    }

    private static Scan scan(Path file, Frames frames, ReadOut readOut, Metadata metadata) {
        StackValues.note(frames, readOut, metadata);
        Completed completed = metadata.complete(frames.count(), frames.rows(), frames.columns());
        return readOut instanceof Counts counts && counts.good() != null
                ? completed.scan(file, frames, counts.good())
                : completed.scan(file, frames);
    }

    @Override
    public Support support() {
        return new Support("numpy", "NumPy");
    }
}
