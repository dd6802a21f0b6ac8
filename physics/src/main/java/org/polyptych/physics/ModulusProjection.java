package org.polyptych.physics;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.PairwiseSum;

/**
 * Pi_F on the detector: gives every wave the measured amplitude, Psi_m &lt;- y Psi_m / sqrt(sum over modes |Psi|^2).
 * Masked pixels keep Psi. Holds the scratch arrays of one thread.
 */
public final class ModulusProjection {
    private static final float DARK = 1e-30f;

    private final float[] error;
    private final float[] factor;
    private final int pixels;

    public ModulusProjection(int pixels) {
        this.pixels = pixels;
        this.error = new float[pixels];
        this.factor = new float[pixels];
    }

    /**
     * Projects the kernel's detector waves.
     *
     * @return sum over good pixels of (sqrt(sum |Psi|^2) - y)^2 before the projection, in counts
     */
    public double apply(FrameKernel kernel, float[] amplitude, float[] weights) {
        project(kernel.waves(), amplitude, weights, error, 0, pixels);
        return PairwiseSum.destroying(error, pixels);
    }

    /**
     * Projects only as far as noise demands (PtyPy's relaxation of the difference map): where the mean squared error a
     * good pixel is within the bound, the waves stay; else the error is shrunk to the bound.
     *
     * @param bound mean squared amplitude error a pixel that noise explains, in counts
     * @param goodPixels number of pixels with weight 1
     * @return as {@link #apply}
     */
    public double applyWithin(FrameKernel kernel, float[] amplitude, float[] weights, double bound, int goodPixels) {
        kernel.intensity(error);
        factors(error, amplitude, weights, factor, pixels);
        double sum = PairwiseSum.destroying(error, pixels);
        double mean = sum / goodPixels;
        if (mean > bound) {
            float kept = (float) Math.sqrt(bound / mean);
            for (int i = 0; i < pixels; i++) {
                factor[i] = kept + (1 - kept) * factor[i];
            }
            kernel.scaleWaves(factor);
        }
        return sum;
    }

    /** Intensity and factor in one loop, for a single mode. */
    private static void project(
            float[] re, float[] im, float[] amplitude, float[] weights, float[] error, int from, int to) {
        for (int i = from; i < to; i++) {
            float r = re[i];
            float m = im[i];
            float a = (float) Math.sqrt(Math.max(r * r + m * m, DARK));
            float d = amplitude[i] - a;
            float w = weights[i];
            float f = 1 + w * (d / a);
            error[i] = w * d * d;
            re[i] = r * f;
            im[i] = m * f;
        }
    }

    /**
     * Projects pixels {@code from} to {@code to} of waves that several threads share, and gives the squared error of
     * each.
     */
    static void project(ComplexImage[] waves, float[] amplitude, float[] weights, float[] error, int from, int to) {
        if (waves.length == 1) {
            project(waves[0].re(), waves[0].im(), amplitude, weights, error, from, to);
            return;
        }
        ComplexLoops.squaredModulus(waves[0].re(), waves[0].im(), error, from, to);
        for (int m = 1; m < waves.length; m++) {
            ComplexLoops.addSquaredModulus(waves[m].re(), waves[m].im(), error, from, to);
        }
        for (ComplexImage wave : waves) {
            scaleToModulus(wave.re(), wave.im(), error, amplitude, weights, from, to);
        }
        squaredError(error, amplitude, weights, from, to);
    }

    private static void scaleToModulus(
            float[] re, float[] im, float[] intensity, float[] amplitude, float[] weights, int from, int to) {
        for (int i = from; i < to; i++) {
            float a = (float) Math.sqrt(Math.max(intensity[i], DARK));
            float f = 1 + weights[i] * ((amplitude[i] - a) / a);
            re[i] *= f;
            im[i] *= f;
        }
    }

    private static void squaredError(float[] intensity, float[] amplitude, float[] weights, int from, int to) {
        for (int i = from; i < to; i++) {
            float d = amplitude[i] - (float) Math.sqrt(Math.max(intensity[i], DARK));
            intensity[i] = weights[i] * d * d;
        }
    }

    /** Replaces the intensity by the squared error, and gives the factor. */
    private static void factors(float[] intensity, float[] amplitude, float[] weights, float[] factor, int n) {
        for (int i = 0; i < n; i++) {
            float a = (float) Math.sqrt(Math.max(intensity[i], DARK));
            float d = amplitude[i] - a;
            float w = weights[i];
            factor[i] = 1 + w * (d / a);
            intensity[i] = w * d * d;
        }
    }
}
