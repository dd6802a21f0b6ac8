package org.polyptych.io.numpy;

import java.util.List;
import org.polyptych.io.Counts;
import org.polyptych.io.NpyHeader;
import org.polyptych.io.NpyStream;
import org.polyptych.io.NpyType;
import org.polyptych.io.ReadOut;
import org.polyptych.io.frames.DetectorMarks;
import org.polyptych.io.frames.Sample;

/** Looks for a detector's marks in the first frames of an array, as long as any pixel could carry one. */
final class NumpyMarks {
    private NumpyMarks() {}

    /**
     * The same read-out with the marked pixels known, if it is of counts, frame after frame.
     *
     * @param in the array; closed
     * @param notes gets a line if any pixel is bad
     */
    static ReadOut known(ReadOut readOut, NpyStream in, List<String> notes) {
        try (in) {
            NpyHeader header = in.header();
            boolean whole = !header.type().isFloat() && header.type() != NpyType.BOOL;
            if (!(readOut instanceof Counts) || !whole || header.fortran()) {
                return readOut;
            }
            StackLayout.Sizes sizes = StackLayout.FRAMES_FIRST.of(header, in.label());
            int pixels = sizes.rows() * sizes.columns();
            DetectorMarks marks = new DetectorMarks(Sample.valueOf(header.type().name()), pixels, in.label());
            double[] numbers = new double[pixels];
            float[] values = new float[pixels];
            for (int j = 0; j < sizes.frames() && marks.isOpen(); j++) {
                in.next(numbers);
                for (int i = 0; i < pixels; i++) {
                    values[i] = (float) numbers[i];
                }
                marks.look(values);
            }
            return new Counts(marks.good(notes), null);
        }
    }
}
