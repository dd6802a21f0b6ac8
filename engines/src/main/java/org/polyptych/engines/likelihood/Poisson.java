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
     * The logarithm as ln r = 64 atanh((x - 1) / (x + 1)) with x the 32nd root of r, by square roots: vector instructions
     * exist for these, and for Math.log none. Right to 3e-6 for r of 1e-9 to 1e9.
     */
    private static void value(
            float[] intensity, float[] amplitude, float[] weights, float[] factor, float floor, int from, int to) {
        for (int i = from; i < to; i++) {
            float w = weights[i];
            float n = amplitude[i] * amplitude[i];
            float p = Math.max(intensity[i] + floor, DARK);
            float q = Math.max(n + floor, DARK);
            float d = intensity[i] - n;
            float x = (float) Math.sqrt(p / q);
            x = (float) Math.sqrt(x);
            x = (float) Math.sqrt(x);
            x = (float) Math.sqrt(x);
            x = (float) Math.sqrt(x);
            float z = (x - 1) / (x + 1);
            float z2 = z * z;
            float log = 64 * z * (1 + z2 * (1f / 3 + z2 * (1f / 5 + z2 * (1f / 7 + z2 * (1f / 9)))));
            intensity[i] = w * Math.max(d - q * log, 0);
            factor[i] = w * d / p;
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
