package org.polyptych.engines.likelihood;

import org.polyptych.physics.FrameStack;

/**
 * l = I - n - (n + v) ln((I + v) / (n + v)): counted photons (Thibault and Guizar-Sicairos 2012, eq. 3) beside a noise of
 * variance v that is itself like v counts. Unlike a bare guard of the logarithm, its minimum stays at I = n.
 *
 * @param floor v, in counts, 0 or more
 */
record Poisson(float floor) implements Likelihood {
    /** Where the model is too dark by more than this, the curvature of the logarithm says nothing about a step. */
    private static final float MOST = 100;

    @Override
    public String lossName() {
        return "negative log-likelihood of Poisson counts, less its least value, relative to the counts";
    }

    @Override
    public double unit(FrameStack frames) {
        return frames.totalCounts();
    }

    @Override
    public void evaluate(float[] intensity, float[] amplitude, float[] weights, float[] factor, int from, int to) {
        value(intensity, amplitude, weights, factor, floor, from, to);
    }

    /**
     * With r = (I + v) / (n + v) = r1 r2 and r1 = 1 + u1 as much of it as lies between 2/3 and 3/2, l / (n + v) = (r - 1 - u1) +
     * (u1 - ln r1) - ln r2. The first logarithm is a series in z = u1 / (2 + u1) without cancellation; the second is 64
     * atanh((x - 1) / (x + 1)) with x the 32nd root of r2, by square roots: vector instructions exist for these, and for
     * Math.log none.
     */
    private static void value(
            float[] intensity, float[] amplitude, float[] weights, float[] factor, float floor, int from, int to) {
        for (int i = from; i < to; i++) {
            float w = weights[i];
            float n = amplitude[i] * amplitude[i];
            float p = Math.max(intensity[i] + floor, DARK);
            float q = Math.max(n + floor, DARK);
            float u = p / q - 1;
            float u1 = Math.max(Math.min(u, 0.5f), -1f / 3);
            float z = u1 / (2 + u1);
            float z2 = z * z;
            float near = 2 * z2 * (1 / (1 - z) - z * (1f / 3 + z2 * (1f / 5 + z2 * (1f / 7))));
            float x = (float) Math.sqrt(p / q / (1 + u1));
            x = (float) Math.sqrt(x);
            x = (float) Math.sqrt(x);
            x = (float) Math.sqrt(x);
            x = (float) Math.sqrt(x);
            float y = (x - 1) / (x + 1);
            float y2 = y * y;
            float far = 64 * y * (1 + y2 * (1f / 3 + y2 * (1f / 5 + y2 * (1f / 7 + y2 * (1f / 9)))));
            factor[i] = w * (intensity[i] - n) / p;
            intensity[i] = w * q * Math.max(u - u1 + near - far, 0);
        }
    }

    @Override
    public void expand(
            float[] intensity, float[] amplitude, float[] weights, float[] first, float[] second, int from, int to) {
        terms(intensity, amplitude, weights, first, second, floor, from, to);
    }

    private static void terms(
            float[] intensity,
            float[] amplitude,
            float[] weights,
            float[] first,
            float[] second,
            float floor,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            float w = weights[i];
            float n = amplitude[i] * amplitude[i];
            float p = Math.max(intensity[i] + floor, DARK);
            float slope = Math.max((intensity[i] - n) / p, -MOST);
            float ratio = Math.min((n + floor) / p, MOST);
            float a = first[i];
            second[i] = w * (slope * second[i] + 0.5f * ratio * (a * (a / p)));
        }
    }

    @Override
    public void floatingTerms(
            float[] intensity, float[] amplitude, float[] weights, float[] above, float[] below, int from, int to) {
        for (int i = from; i < to; i++) {
            above[i] = weights[i] * amplitude[i] * amplitude[i];
            below[i] = weights[i] * intensity[i];
        }
    }

    /** Exact without a floor. */
    @Override
    public double floating(double above, double below) {
        return above / below;
    }
}
