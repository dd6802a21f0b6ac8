package org.polyptych.core;

/** ln k! for the laws of counting. */
final class LogFactorial {
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    /** Below this a table is exact; from here on Stirling's series with three terms is good to 1e-11. */
    private static final int TABLE = 16;

    private static final double[] SMALL = new double[TABLE];

    static {
        for (int k = 2; k < TABLE; k++) {
            SMALL[k] = SMALL[k - 1] + Math.log(k);
        }
    }

    private LogFactorial() {}

    /** @param k a whole number, 0 or more */
    static double of(double k) {
        if (k < TABLE) {
            return SMALL[(int) k];
        }
        double inverse = 1 / k;
        double square = inverse * inverse;
        double series = inverse * (1.0 / 12 - square * (1.0 / 360 - square / 1260));
        return (k + 0.5) * Math.log(k) - k + HALF_LOG_TWO_PI + series;
    }
}
