package org.polyptych.core;

import java.util.Arrays;

/** The value in the middle; of an even number of values the mean of the two in the middle. The values stay as they are. */
public final class Median {
    private Median() {}

    /** @param values at least one */
    public static double of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** @param values at least one */
    public static double of(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : ((double) sorted[half - 1] + sorted[half]) / 2;
    }
}
