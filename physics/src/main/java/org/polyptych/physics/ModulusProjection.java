package org.polyptych.physics;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.PairwiseSum;

/**
 * Pi_F on the detector: gives every wave the measured amplitude, Psi_m &lt;- y Psi_m / sqrt(sum over modes |Psi|^2).
 * Masked pixels keep Psi. Holds the scratch arrays of one thread.
 */
public final class ModulusProjection {
    private static final float DARK = 1e-30f;
    /** Pixels worked on together, so that what one loop writes is still in the first-level cache for the next. */
    private static final int BLOCK = 1024;

    private final float[] error;
    private final float[] factor;
    private final int pixels;

    public ModulusProjection(int pixels) {
        this.pixels = pixels;
        this.error = new float[pixels];
        this.factor = new float[pixels];
    }

    /**
     * An array of one value a pixel that is free between projections: an engine that borrows it keeps a frame's work
     * within the second-level cache.
     */
    public float[] scratch() {
        return factor;
    }

    /**
     * Projects the kernel's detector waves.
     *
     * @param unmasked true if all weights are 1
     */
    public void apply(FrameKernel kernel, float[] amplitude, float[] weights, boolean unmasked) {
        ComplexImage wave = kernel.wave(0);
        if (kernel.modes() == 1 && unmasked) {
            project(wave.re(), wave.im(), amplitude, pixels);
        } else if (kernel.modes() == 1) {
            project(wave.re(), wave.im(), amplitude, weights, pixels);
        } else {
            project(kernel.waves(), amplitude, weights, factor, error, 0, pixels);
        }
    }

    /**
     * Projects the kernel's detector waves.
     *
     * @return sum over good pixels of (sqrt(sum |Psi|^2) - y)^2 before the projection, in counts
     */
    public double applyAndMeasure(FrameKernel kernel, float[] amplitude, float[] weights) {
        Arrays.fill(error, 0);
        project(kernel.waves(), amplitude, weights, factor, error, 0, pixels);
        return PairwiseSum.destroying(error, pixels);
    }

    /**
     * Projects only as far as noise demands (PtyPy's relaxation of the difference map): where the mean squared error a
     * good pixel is within the bound, the waves stay; else the error is shrunk to the bound.
     *
     * @param bound mean squared amplitude error a pixel that noise explains, in counts
     * @param goodPixels number of pixels with weight 1
     */
    public void applyWithin(FrameKernel kernel, float[] amplitude, float[] weights, double bound, int goodPixels) {
        Arrays.fill(error, 0);
        kernel.intensity(factor);
        factors(amplitude, weights, factor, error, 0, pixels);
        double mean = PairwiseSum.destroying(error, pixels) / goodPixels;
        if (mean > bound) {
            float kept = (float) Math.sqrt(bound / mean);
            for (int i = 0; i < pixels; i++) {
                factor[i] = kept + (1 - kept) * factor[i];
            }
            kernel.scaleWaves(factor);
        }
    }

    /**
     * Projects pixels {@code from} to {@code to} of waves that several threads may share.
     *
     * @param factor scratch
     * @param error the squared amplitude error of each pixel before the projection is added to it
     */
    static void project(
            ComplexImage[] waves, float[] amplitude, float[] weights, float[] factor, float[] error, int from, int to) {
        for (int first = from; first < to; first += BLOCK) {
            int last = Math.min(to, first + BLOCK);
            ComplexLoops.squaredModulus(waves[0].re(), waves[0].im(), factor, first, last);
            for (int m = 1; m < waves.length; m++) {
                ComplexLoops.addSquaredModulus(waves[m].re(), waves[m].im(), factor, first, last);
            }
            factors(amplitude, weights, factor, error, first, last);
            for (ComplexImage wave : waves) {
                ComplexLoops.scale(wave.re(), wave.im(), factor, first, last);
            }
        }
    }

    /** For a single mode and no mask, without the error. */
    private static void project(float[] re, float[] im, float[] amplitude, int n) {
        for (int i = 0; i < n; i++) {
            float r = re[i];
            float m = im[i];
            float f = amplitude[i] / (float) Math.sqrt(Math.max(r * r + m * m, DARK));
            re[i] = r * f;
            im[i] = m * f;
        }
    }

    /** For a single mode, without the error. */
    private static void project(float[] re, float[] im, float[] amplitude, float[] weights, int n) {
        for (int i = 0; i < n; i++) {
            float r = re[i];
            float m = im[i];
            float a = (float) Math.sqrt(Math.max(r * r + m * m, DARK));
            float f = 1 + weights[i] * ((amplitude[i] - a) / a);
            re[i] = r * f;
            im[i] = m * f;
        }
    }

    /** Replaces the intensity in {@code factor} by the factor of the wave, and adds the squared error. */
    private static void factors(float[] amplitude, float[] weights, float[] factor, float[] error, int from, int to) {
        for (int i = from; i < to; i++) {
            float a = (float) Math.sqrt(Math.max(factor[i], DARK));
            float d = amplitude[i] - a;
            float w = weights[i];
            factor[i] = 1 + w * (d / a);
            error[i] += w * d * d;
        }
    }
}
