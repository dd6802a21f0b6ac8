package org.polyptych.physics.prepare;

import java.util.Arrays;
import org.polyptych.core.Median;

/**
 * Where numbers lie and how far they scatter, whatever a minority of them does.
 *
 * @param median of the numbers
 * @param sigma 1.4826 times the median distance from the median: the standard deviation where they are Gaussian
 */
record Spread(double median, double sigma) {
    private static final double GAUSSIAN = 1.4826;

    /** @param values at least one, finite */
    static Spread of(double[] values) {
        double median = Median.of(values);
        double[] distances =
                Arrays.stream(values).map(v -> Math.abs(v - median)).toArray();
        return new Spread(median, GAUSSIAN * Median.of(distances));
    }
}
