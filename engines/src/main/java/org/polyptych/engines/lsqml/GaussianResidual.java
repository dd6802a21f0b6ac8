package org.polyptych.engines.lsqml;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.PairwiseSum;

/**
 * Amplitudes with equal errors (Odstrcil 2018, eq. 8): the likeliest waves are those with the measured amplitude,
 *
 * <pre>chi_m = (y / sqrt(sum_m |Psi_m|^2) - 1) Psi_m.</pre>
 */
final class GaussianResidual implements DetectorResidual {
    private static final float DARK = 1e-30f;
    /** Pixels worked on together, so that what one loop writes is still in the first-level cache for the next. */
    private static final int BLOCK = 1024;

    private final int pixels;
    private final float[] factor;
    private final float[] error;

    GaussianResidual(int pixels) {
        this.pixels = pixels;
        this.factor = new float[pixels];
        this.error = new float[pixels];
    }

    @Override
    public double apply(ComplexImage[] waves, float[] amplitude, float[] weights) {
        if (waves.length == 1) {
            single(waves[0].re(), waves[0].im(), amplitude, weights, error, pixels);
        } else {
            for (int from = 0; from < pixels; from += BLOCK) {
                int to = Math.min(pixels, from + BLOCK);
                ComplexLoops.squaredModulus(waves[0].re(), waves[0].im(), factor, from, to);
                for (int m = 1; m < waves.length; m++) {
                    ComplexLoops.addSquaredModulus(waves[m].re(), waves[m].im(), factor, from, to);
                }
                factors(amplitude, weights, factor, error, from, to);
                for (ComplexImage wave : waves) {
                    ComplexLoops.scale(wave.re(), wave.im(), factor, from, to);
                }
            }
        }
        return PairwiseSum.destroying(error, pixels);
    }

    /** For a single mode. */
    private static void single(float[] re, float[] im, float[] amplitude, float[] weights, float[] error, int n) {
        for (int i = 0; i < n; i++) {
            float r = re[i];
            float m = im[i];
            float a = (float) Math.sqrt(Math.max(r * r + m * m, DARK));
            float d = weights[i] * (amplitude[i] - a);
            float f = d / a;
            re[i] = r * f;
            im[i] = m * f;
            error[i] = d * d;
        }
    }

    /** Replaces the intensity in {@code factor} by the factor of the waves. */
    private static void factors(float[] amplitude, float[] weights, float[] factor, float[] error, int from, int to) {
        for (int i = from; i < to; i++) {
            float a = (float) Math.sqrt(Math.max(factor[i], DARK));
            float d = weights[i] * (amplitude[i] - a);
            factor[i] = d / a;
            error[i] = d * d;
        }
    }
}
