package org.polyptych.io.frames;

import org.polyptych.core.BadInputException;
import org.polyptych.io.CountLoops;

/**
 * Amplitudes of frames that stay in their file: square roots of the stored counts, read when asked for, by any number of
 * threads at once.
 *
 * @param stored the counts
 * @param below what a number below zero means
 * @param good where the detector is to be believed; elsewhere there is no light; null if everywhere
 */
public record CountFrames(StoredFrames stored, Below below, boolean[] good) implements ReadWhenAsked {
    /** What a number below zero means. */
    public enum Below {
        /** Nothing counts so: the file is not what it is taken for. */
        REFUSED,
        /** Noise about a dark level that was subtracted: no light. */
        ZERO
    }

    /** Frames without bad pixels. */
    public CountFrames(StoredFrames stored, Below below) {
        this(stored, below, null);
    }

    /** @throws BadInputException naming frame and pixel, for a value that no detector gives */
    @Override
    public void read(int[] indices, float[] buffer) {
        for (int k = 0; k < indices.length; k++) {
            float[] values = stored.values(indices[k]);
            int n = values.length;
            if (good != null) {
                for (int i = 0; i < n; i++) {
                    values[i] = good[i] ? values[i] : 0;
                }
            }
            if (!stored.isUnsigned()) {
                if (below == Below.ZERO) {
                    CountLoops.notNegative(values, n);
                }
                check(stored, values, indices[k], "counts");
            }
            CountLoops.roots(values, values, n);
            System.arraycopy(values, 0, buffer, k * n, n);
        }
    }

    /** @param what they are, for the message */
    static void check(StoredFrames stored, float[] values, int frame, String what) {
        int n = values.length;
        if (CountLoops.least(values, n) >= 0 && CountLoops.most(values, n) <= Float.MAX_VALUE) {
            return;
        }
        int i = 0;
        while (values[i] >= 0 && values[i] <= Float.MAX_VALUE) {
            i++;
        }
        throw new BadInputException(stored.label(frame) + ": frame " + frame + ", pixel (y " + i / stored.columns()
                + ", x " + i % stored.columns() + ") is " + values[i] + "; " + what
                + " must be finite and not negative");
    }
}
