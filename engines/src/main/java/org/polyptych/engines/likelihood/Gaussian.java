package org.polyptych.engines.likelihood;

import org.polyptych.physics.FrameStack;

/**
 * l = (I - n)^2 / (v + n): counts with normal errors of variance n + v (Thibault and Guizar-Sicairos 2012, eq. 5, with
 * weights as in PtyPy).
 *
 * @param floor v, in counts, more than 0
 */
record Gaussian(float floor) implements Likelihood {
    @Override
    public String lossName() {
        return "chi-squared a pixel: the mean over good pixels of (I - n)^2 / (floor + n)";
    }

    @Override
    public double unit(FrameStack frames) {
        return (double) frames.count() * frames.goodPixels();
    }

    @Override
    public void evaluate(float[] intensity, float[] amplitude, float[] weights, float[] factor, int from, int to) {
        value(intensity, amplitude, weights, factor, floor, from, to);
    }

    private static void value(
            float[] intensity, float[] amplitude, float[] weights, float[] factor, float floor, int from, int to) {
        for (int i = from; i < to; i++) {
            float n = amplitude[i] * amplitude[i];
            float w = weights[i] / (floor + n);
            float d = intensity[i] - n;
            intensity[i] = w * d * d;
            factor[i] = 2 * w * d;
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
            float n = amplitude[i] * amplitude[i];
            float w = weights[i] / (floor + n);
            float d = 2 * (intensity[i] - n);
            float a = first[i];
            second[i] = w * (d * second[i] + a * a);
        }
    }

    @Override
    public void floatingTerms(
            float[] intensity, float[] amplitude, float[] weights, float[] above, float[] below, int from, int to) {
        for (int i = from; i < to; i++) {
            float n = amplitude[i] * amplitude[i];
            float w = weights[i] / (floor + n) * intensity[i];
            above[i] = w * n;
            below[i] = w * intensity[i];
        }
    }

    @Override
    public double floating(double above, double below) {
        return above / below;
    }
}
