package org.polyptych.core;

/** Sums of many floats, fast and exact enough to decide by. */
public final class PairwiseSum {
    private static final int LANES = 1024;

    private PairwiseSum() {}

    /**
     * The sum of the first n values. Destroys them: adds them up in 1024 lanes, which are then added in double. Each
     * block is copied behind the lanes first, a constant distance away, so that the loop becomes vector instructions.
     */
    public static double destroying(float[] values, int n) {
        int lanes = Math.min(n, LANES);
        int first = lanes;
        for (; first + LANES <= n; first += LANES) {
            System.arraycopy(values, first, values, LANES, LANES);
            addSecondBlock(values);
        }
        double sum = 0;
        for (int i = first; i < n; i++) {
            sum += values[i];
        }
        for (int i = 0; i < lanes; i++) {
            sum += values[i];
        }
        return sum;
    }

    private static void addSecondBlock(float[] values) {
        for (int i = 0; i < LANES; i++) {
            values[i] += values[LANES + i];
        }
    }
}
