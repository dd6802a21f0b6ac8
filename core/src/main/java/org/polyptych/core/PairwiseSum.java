package org.polyptych.core;

/** Sums of many floats, fast and exact enough to decide by. */
public final class PairwiseSum {
    private static final int LANES = 128;

    private PairwiseSum() {}

    /** The sum of the first n values. Destroys them. Rounds as a tree down to 128 lanes, which are added in double. */
    public static double destroying(float[] values, int n) {
        int length = n;
        while (length > LANES && length % 2 == 0) {
            length /= 2;
            fold(values, length);
        }
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += values[i];
        }
        return sum;
    }

    private static void fold(float[] values, int half) {
        for (int i = 0; i < half; i++) {
            values[i] += values[half + i];
        }
    }
}
