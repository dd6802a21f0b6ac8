package org.polyptych.core;

import java.util.Arrays;

/**
 * The largest of many non-negative floats, taken in by pieces. Keeps 1024 lanes, since one running value would make each
 * comparison wait for the one before. Not for use by two threads at once.
 */
public final class RunningMax {
    private static final int LANES = 1024;

    private final float[] lanes = new float[2 * LANES];

    /** Forgets everything. */
    public void reset() {
        Arrays.fill(lanes, 0, LANES, 0);
    }

    /** Takes in pixels {@code from} (included) to {@code to} (excluded). */
    public void take(float[] values, int from, int to) {
        for (int first = from; first < to; first += LANES) {
            int n = Math.min(LANES, to - first);
            System.arraycopy(values, first, lanes, LANES, n);
            compareSecondBlock(lanes, n);
        }
    }

    private static void compareSecondBlock(float[] lanes, int n) {
        for (int i = 0; i < n; i++) {
            lanes[i] = Math.max(lanes[i], lanes[LANES + i]);
        }
    }

    /** The largest so far, 0 if none was above 0. */
    public float value() {
        float max = 0;
        for (int i = 0; i < LANES; i++) {
            max = Math.max(max, lanes[i]);
        }
        return max;
    }
}
