package org.polyptych.physics.loss;

/**
 * With d = sqrt(I) - y: d^2 / (2 beta) where |d| is below beta, else |d| - beta / 2. Quadratic for small errors, robust
 * for large ones.
 *
 * @param beta where the two meet, in square roots of counts, more than 0
 */
public record SmoothL1(float beta) implements Loss {
    public SmoothL1 {
        if (!(beta > 0)) {
            throw new IllegalArgumentException("beta must be more than 0, got " + beta);
        }
    }

    @Override
    public String name() {
        return "SmoothL1";
    }

    @Override
    public void evaluate(float[] intensity, float[] amplitude, float[] weights, float[] factor, int from, int to) {
        for (int i = from; i < to; i++) {
            float y = amplitude[i];
            float w = weights[i];
            float a = (float) Math.sqrt(Math.max(intensity[i], DARK));
            float d = a - y;
            float clamped = Math.min(Math.max(d / beta, -1), 1);
            intensity[i] = w * clamped * (d - 0.5f * beta * clamped);
            factor[i] = w * clamped / (2 * a);
        }
    }

    @Override
    public void proximal(float[] intensity, float[] amplitude, float[] weights, float tau, float[] factor) {
        for (int i = 0; i < intensity.length; i++) {
            float y = amplitude[i];
            float a = (float) Math.sqrt(Math.max(intensity[i], DARK));
            float d = a - y;
            float inside = d * beta / (beta + tau);
            float outside = d - tau * Math.signum(d);
            float x = y + (Math.abs(d) <= beta + tau ? inside : outside);
            factor[i] = 1 + weights[i] * (x / a - 1);
        }
    }
}
