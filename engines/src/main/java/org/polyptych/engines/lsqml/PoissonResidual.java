package org.polyptych.engines.lsqml;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.PairwiseSum;

/**
 * Counted photons (Odstrcil 2018, eqs. 9 to 12): a step down the gradient of the negative log-likelihood, of the length
 * a that serves the whole frame best,
 *
 * <pre>chi_m = -a xi Psi_m,  xi = (I^ - I) / (I^ + d),  I^ = sum_m |Psi_m|^2.</pre>
 *
 * <p>Deviations from the paper: d, a hundredth of the frame's mean counts a good pixel, is added to the counts and to
 * the prediction alike, which keeps the gradient bounded where the prediction is dark and leaves its mean at the truth
 * zero; a is found by two Gauss-Newton steps from 0 and kept within 0 to 1.
 */
final class PoissonResidual implements DetectorResidual {
    private static final double FLOOR = 0.01;

    private final int pixels;
    private final float[] xi;
    private final float[] intensity;
    private final float[] slope;
    private final float[] curvature;

    PoissonResidual(int pixels) {
        this.pixels = pixels;
        this.xi = new float[pixels];
        this.intensity = new float[pixels];
        this.slope = new float[pixels];
        this.curvature = new float[pixels];
    }

    @Override
    public double apply(ComplexImage[] waves, float[] amplitude, float[] weights) {
        ComplexLoops.squaredModulus(waves[0].re(), waves[0].im(), intensity, 0, pixels);
        for (int m = 1; m < waves.length; m++) {
            ComplexLoops.addSquaredModulus(waves[m].re(), waves[m].im(), intensity, 0, pixels);
        }
        float d = floor(amplitude, weights);
        compare(amplitude, weights, intensity, xi, slope, d, pixels);
        double error = PairwiseSum.destroying(slope, pixels);
        double length = newton(0, amplitude, d);
        length = newton(length, amplitude, d);
        scale(xi, (float) -length, pixels);
        for (ComplexImage wave : waves) {
            ComplexLoops.scale(wave.re(), wave.im(), xi, 0, pixels);
        }
        return error;
    }

    private float floor(float[] amplitude, float[] weights) {
        square(amplitude, slope, pixels);
        System.arraycopy(weights, 0, curvature, 0, pixels);
        double counts = PairwiseSum.destroying(slope, pixels);
        double good = PairwiseSum.destroying(curvature, pixels);
        return (float) Math.max(FLOOR * counts / good, Float.MIN_NORMAL);
    }

    /** One Gauss-Newton step of the frame's likelihood in the step length. */
    private double newton(double length, float[] amplitude, float d) {
        derivatives(amplitude, xi, intensity, slope, curvature, (float) length, d, pixels);
        double first = PairwiseSum.destroying(slope, pixels);
        double second = PairwiseSum.destroying(curvature, pixels);
        return second > 0 ? Math.clamp(length + first / second, 0, 1) : length;
    }

    /** xi of every pixel, 0 where masked, and the squared amplitude error. */
    private static void compare(
            float[] amplitude, float[] weights, float[] intensity, float[] xi, float[] error, float d, int n) {
        for (int i = 0; i < n; i++) {
            float y = amplitude[i];
            float w = weights[i];
            float p = intensity[i];
            float difference = (float) Math.sqrt(p) - y;
            xi[i] = w * ((p - y * y) / (p + d));
            error[i] = w * difference * difference;
        }
    }

    /**
     * With q = 1 - a xi: minus half the first derivative by a, and half the Gauss-Newton second one, of sum (q^2 I^ + d) -
     * (I + d) ln(q^2 I^ + d).
     */
    private static void derivatives(
            float[] amplitude,
            float[] xi,
            float[] intensity,
            float[] slope,
            float[] curvature,
            float length,
            float d,
            int n) {
        for (int i = 0; i < n; i++) {
            float x = xi[i];
            float q = 1 - length * x;
            float counts = amplitude[i] * amplitude[i] + d;
            float ratio = counts / (q * q * intensity[i] + d);
            float change = x * q * intensity[i];
            slope[i] = change * (1 - ratio);
            curvature[i] = 2 * change * change * (ratio * (ratio / counts));
        }
    }

    private static void square(float[] a, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] * a[i];
        }
    }

    private static void scale(float[] a, float factor, int n) {
        for (int i = 0; i < n; i++) {
            a[i] *= factor;
        }
    }
}
