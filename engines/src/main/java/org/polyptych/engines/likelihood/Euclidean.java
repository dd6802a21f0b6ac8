package org.polyptych.engines.likelihood;

import org.polyptych.physics.FrameStack;

/** l = (sqrt(I) - y)^2: amplitudes with the same normal error everywhere (Thibault and Guizar-Sicairos 2012, eq. 6). */
record Euclidean() implements Likelihood {
    /** Where the model's amplitude is too small by more than this, its curvature says nothing about a step. */
    private static final float MOST = 10;

    @Override
    public String lossName() {
        return "squared amplitude error, relative to the counts";
    }

    @Override
    public double unit(FrameStack frames) {
        return frames.totalCounts();
    }

    @Override
    public void evaluate(float[] intensity, float[] amplitude, float[] weights, float[] factor, int from, int to) {
        value(intensity, amplitude, weights, factor, from, to);
    }

    private static void value(float[] intensity, float[] amplitude, float[] weights, float[] factor, int from, int to) {
        for (int i = from; i < to; i++) {
            float w = weights[i];
            float a = (float) Math.sqrt(Math.max(intensity[i], DARK));
            float d = a - amplitude[i];
            intensity[i] = w * d * d;
            factor[i] = w * d / a;
        }
    }

    @Override
    public void expand(
            float[] intensity, float[] amplitude, float[] weights, float[] first, float[] second, int from, int to) {
        terms(intensity, amplitude, weights, first, second, from, to);
    }

    private static void terms(
            float[] intensity, float[] amplitude, float[] weights, float[] first, float[] second, int from, int to) {
        for (int i = from; i < to; i++) {
            float w = weights[i];
            float p = Math.max(intensity[i], DARK);
            float ratio = Math.min(amplitude[i] / (float) Math.sqrt(p), MOST);
            float a = first[i];
            second[i] = w * ((1 - ratio) * second[i] + 0.25f * ratio * (a * (a / p)));
        }
    }

    @Override
    public void floatingTerms(
            float[] intensity, float[] amplitude, float[] weights, float[] above, float[] below, int from, int to) {
        for (int i = from; i < to; i++) {
            above[i] = weights[i] * amplitude[i] * (float) Math.sqrt(intensity[i]);
            below[i] = weights[i] * intensity[i];
        }
    }

    @Override
    public double floating(double above, double below) {
        return (above / below) * (above / below);
    }
}
