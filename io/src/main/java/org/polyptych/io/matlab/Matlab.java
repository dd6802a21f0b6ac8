package org.polyptych.io.matlab;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.polyptych.core.BadInputException;
import org.polyptych.io.Metadata;
import org.polyptych.io.PatternReader;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.Support;
import org.polyptych.io.frames.FrameSize;
import org.polyptych.io.frames.OpenValues;
import org.polyptych.io.frames.Sample;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Scan;

/**
 * MATLAB files with counts A(y, x, frame), or with axes in another order, which is then said after the array's name, as
 * in {@code file.dataset=A:frame,y,x}. Nothing else is known of them: geometry and positions come from the settings.
 */
public final class Matlab implements ScanFormat {
    /** How PtyLab calls its patterns. */
    public static final String PTYLAB = "ptychogram";

    private final long memoryLimit;

    /** Frames that need more than half of Java's memory stay in the file, where the format allows it. */
    public Matlab() {
        this(PatternReader.usualMemoryLimit());
    }

    /** @param memoryLimit how many bytes of amplitudes may be held in memory */
    Matlab(long memoryLimit) {
        this.memoryLimit = memoryLimit;
    }

    @Override
    public String name() {
        return "MATLAB (*.mat, level 5 and 7.3, an array of counts)";
    }

    @Override
    public Support support() {
        return new Support("matlab", "SciPy, h5py");
    }

    /** All of MATLAB's files but those of PtyLab, which a format of its own reads. */
    @Override
    public boolean recognises(Path file) {
        if (!MatlabFile.isMatlab(file)) {
            return false;
        }
        try (MatlabFile open = MatlabFile.open(file)) {
            return open.find(PTYLAB).isEmpty();
        }
    }

    @Override
    public Scan read(Path file, ReaderSettings settings) {
        try (MatlabFile open = MatlabFile.open(file)) {
            Metadata metadata = new Metadata(file, settings);
            Choice choice =
                    metadata.dataset().map(typed -> Choice.typed(open, typed)).orElseGet(() -> Choice.only(open));
            long[] size = choice.array.size();
            FrameAxes axes = choice.axes;
            if (axes.isGrid()) {
                metadata.scanShape(axes.length("row", size), axes.length("column", size));
            }
            FrameSize.bytes(axes.rows(size), axes.columns(size), Sample.FLOAT32, file.toString());
            OpenValues values = OpenValues.of(metadata);
            boolean[] good = values.good(
                    axes.rows(size) * axes.columns(size), () -> open.good(choice.array.name(), axes, metadata.notes()));
            Frames frames = open.frames(choice.array.name(), axes, values.readOut(good), memoryLimit);
            metadata.note("patterns: array '" + choice.array.name() + "', " + MatlabArray.text(size)
                    + ", taken as " + values.text() + " (" + String.join(", ", axes.names())
                    + "), zero frequency at pixel ("
                    + frames.rows() / 2 + ", " + frames.columns() / 2 + ")"
                    + (choice.said
                            ? ""
                            : "; if its axes are others, say so, as in file.dataset=" + choice.array.name()
                                    + ":frame,y,x"));
            metadata.note("probe: not looked for; give one with --probe");
            return metadata.complete(frames.count(), frames.rows(), frames.columns())
                    .scan(file, frames, good);
        }
    }

    /**
     * The array with the frames.
     *
     * @param said whether a person said what its dimensions are
     */
    private record Choice(MatlabArray array, FrameAxes axes, boolean said) {
        /** From NAME or NAME:AXES. */
        static Choice typed(MatlabFile file, String typed) {
            int colon = typed.indexOf(':');
            MatlabArray array = file.array(colon < 0 ? typed : typed.substring(0, colon));
            return of(file, array, colon < 0 ? null : typed.substring(colon + 1));
        }

        static Choice only(MatlabFile file) {
            List<MatlabArray> candidates = file.arrays().stream()
                    .filter(array -> !array.complex() && array.extended() >= 3)
                    .toList();
            if (candidates.size() != 1) {
                throw new BadInputException(file.path() + ": "
                        + (candidates.isEmpty()
                                ? "no real array of three dimensions or more; the file has " + file.arrays()
                                : "which array has the frames? --set file.dataset=NAME; the file has " + candidates));
            }
            return of(file, candidates.getFirst(), null);
        }

        private static Choice of(MatlabFile file, MatlabArray array, String axes) {
            String label = file.path() + ": array '" + array.name() + "', " + MatlabArray.text(array.size()) + ", ";
            int rank = array.size().length;
            if (array.complex()) {
                throw new BadInputException(label + "is complex; counts are real");
            }
            if (axes == null && rank != 3) {
                throw new BadInputException(label + "has " + rank
                        + " dimensions; say what they are (y, x, frame; or y, x, row, column of the scan), in their order:"
                        + " --set file.dataset=" + array.name() + ":y,x,column,row");
            }
            FrameAxes known;
            try {
                known = axes == null ? FrameAxes.MATLAB : FrameAxes.of(axes);
            } catch (IllegalArgumentException e) {
                throw new BadInputException(label + "file.dataset: " + e.getMessage(), e);
            }
            if (known.names().size() != rank) {
                throw new BadInputException(label + "has " + rank + " dimensions, but file.dataset names "
                        + known.names().stream().collect(Collectors.joining(", ")));
            }
            for (long n : array.size()) {
                if (n < 1) {
                    throw new BadInputException(label + "is empty");
                }
            }
            return new Choice(array, known, axes != null);
        }
    }
}
