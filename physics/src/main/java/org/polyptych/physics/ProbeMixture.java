package org.polyptych.physics;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.PairwiseSum;

/**
 * The probe of a frame as a weighted sum of variations (see {@link Conditions}), and the way back from its gradient to those
 * by variations and weights, on one thread. Variations come as images or all as spectra, variation after variation, the
 * modes of each; sums are linear and the transform is unitary, so that it does not matter which.
 */
final class ProbeMixture {
    private final ComplexImage[] probe;
    private final ComplexImage[] gradient;
    private final float[] product;

    ProbeMixture(int modes, int rows, int columns) {
        this.probe = new ComplexImage[modes];
        Arrays.setAll(probe, m -> ComplexImage.zeros(rows, columns));
        this.gradient = new ComplexImage[modes];
        Arrays.setAll(gradient, m -> ComplexImage.zeros(rows, columns));
        this.product = new float[rows * columns];
    }

    /** The modes of the probe mixed last. */
    ComplexImage[] probe() {
        return probe;
    }

    /** Room for the gradient by the probe mixed last, a sum: zero after {@link #mix}. */
    ComplexImage[] gradient() {
        return gradient;
    }

    /** Makes the probe of a frame. */
    void mix(ComplexImage[] variations, double[] weights) {
        for (int m = 0; m < probe.length; m++) {
            clear(probe[m]);
            clear(gradient[m]);
            for (int v = 0; v < weights.length; v++) {
                add(variations[v * probe.length + m], weights[v], probe[m]);
            }
        }
    }

    /** Adds to the gradients by all variations. */
    void addBack(double[] weights, ComplexImage[] sums) {
        for (int m = 0; m < probe.length; m++) {
            for (int v = 0; v < weights.length; v++) {
                add(gradient[m], weights[v], sums[v * probe.length + m]);
            }
        }
    }

    /** The derivatives by the weights: 2 Re sum over modes and pixels of conj(gradient) variation. */
    void byWeights(ComplexImage[] variations, double[] slopes) {
        for (int v = 0; v < slopes.length; v++) {
            double sum = 0;
            for (int m = 0; m < gradient.length; m++) {
                ComplexImage g = gradient[m];
                ComplexImage image = variations[v * gradient.length + m];
                multiply(g.re(), g.im(), image.re(), image.im(), product, product.length);
                sum += PairwiseSum.destroying(product, product.length);
            }
            slopes[v] = 2 * sum;
        }
    }

    private static void clear(ComplexImage image) {
        Arrays.fill(image.re(), 0);
        Arrays.fill(image.im(), 0);
    }

    private static void add(ComplexImage image, double weight, ComplexImage sum) {
        if (weight == 0) {
            return; // frames that share an object only have most weights at 0
        }
        addTimes(image.re(), (float) weight, sum.re(), sum.size());
        addTimes(image.im(), (float) weight, sum.im(), sum.size());
    }

    private static void addTimes(float[] values, float weight, float[] sum, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += weight * values[i];
        }
    }

    /** Re conj(a) b. */
    private static void multiply(float[] aRe, float[] aIm, float[] bRe, float[] bIm, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = aRe[i] * bRe[i] + aIm[i] * bIm[i];
        }
    }
}
