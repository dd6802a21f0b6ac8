package org.polyptych.physics;

import org.polyptych.core.ComplexImage;
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
        if (kernel.modes() == 1) {
            ComplexImage wave = kernel.wave(0);
            project(wave.re(), wave.im(), amplitude, weights, error, pixels);
        } else {
            kernel.intensity(error);
            factors(error, amplitude, weights, factor, pixels);
            kernel.scaleWaves(factor);
        }
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
    private static void project(float[] re, float[] im, float[] amplitude, float[] weights, float[] error, int n) {
        for (int i = 0; i < n; i++) {
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

    /** Replaces the intensity by the squared error, and gives the factor. */
    static void factors(float[] intensity, float[] amplitude, float[] weights, float[] factor, int n) {
        for (int i = 0; i < n; i++) {
            float a = (float) Math.sqrt(Math.max(intensity[i], DARK));
            float d = amplitude[i] - a;
            float w = weights[i];
            factor[i] = 1 + w * (d / a);
            intensity[i] = w * d * d;
        }
    }
}
