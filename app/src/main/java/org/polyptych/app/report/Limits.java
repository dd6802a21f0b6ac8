package org.polyptych.app.report;

import java.util.Arrays;

/** The values that the two ends of a colour map stand for; low is below high. */
record Limits(double low, double high) {
    static final Limits TURN = new Limits(-Math.PI, Math.PI);

    Limits {
        if (!(low < high)) {
            throw new IllegalArgumentException("limits must rise, got " + low + " to " + high);
        }
    }

    /**
     * The 1st to the 99th percentile of the finite values inside the mask, so that single wild pixels do not eat up the
     * range; about the value where all are equal.
     */
    static Limits robust(float[] values, boolean[] mask) {
        return percentiles(values, mask, 1, 99);
    }

    static Limits percentiles(float[] values, boolean[] mask, double lowPercent, double highPercent) {
        float[] inside = new float[values.length];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (mask[i] && Float.isFinite(values[i])) {
                inside[n++] = values[i];
            }
        }
        if (n == 0) {
            return new Limits(0, 1);
        }
        Arrays.sort(inside, 0, n);
        double low = inside[(int) Math.round((n - 1) * lowPercent / 100)];
        double high = inside[(int) Math.round((n - 1) * highPercent / 100)];
        double least = 1e-6 * Math.max(Math.abs(low), Math.abs(high)) + 1e-12;
        return high - low >= least ? new Limits(low, high) : new Limits(low - least, high + least);
    }

    /** Where a value lies: 0 at low, 1 at high. */
    double fraction(double value) {
        return (value - low) / (high - low);
    }
}
