package org.polyptych.engines.pmace;

import org.polyptych.core.RunningMax;

/** By what a frame's estimate counts in the average. */
final class Weights {
    private Weights() {}

    /** The largest value, never 0. */
    static float largest(float[] values) {
        RunningMax max = new RunningMax();
        max.take(values, 0, values.length);
        return Math.max(max.value(), Float.MIN_NORMAL);
    }

    /** light = (light scale)^(k / 2). */
    static void weigh(float[] light, float scale, double k, int n) {
        if (k == 1.5) {
            weighUsual(light, scale, n);
        } else {
            for (int i = 0; i < n; i++) {
                light[i] = (float) Math.pow(light[i] * scale, k / 2);
            }
        }
    }

    /** k = 1.5, by square roots, which are vector instructions. */
    private static void weighUsual(float[] light, float scale, int n) {
        for (int i = 0; i < n; i++) {
            float root = (float) Math.sqrt(light[i] * scale);
            light[i] = root * (float) Math.sqrt(root);
        }
    }
}
