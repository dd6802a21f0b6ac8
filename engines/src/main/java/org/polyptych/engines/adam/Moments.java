package org.polyptych.engines.adam;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.RunningMax;
import org.polyptych.engines.constraint.CyclicMove;

/**
 * What Adam remembers of an image, and its step: D. P. Kingma and J. Ba, arXiv:1412.6980, 2014, for complex pixels z with
 * gradient g = dL / d conj(z):
 *
 * <pre>m &lt;- b1 m + (1 - b1) g,  v &lt;- b2 v + (1 - b2) |g|^2
 * z &lt;- z - rate (m / (1 - b1^k)) / (sqrt(v / (1 - b2^k)) + e max sqrt(v / (1 - b2^k)))</pre>
 *
 * <p>Deviations from the paper: one second moment for real and imaginary part, so that a step does not depend on the global
 * phase; e is relative to the largest v of the image, so that it does not depend on the counts.
 */
final class Moments {
    private final ComplexImage mean;
    private final float[] square;

    Moments(ComplexImage like) {
        this.mean = ComplexImage.zeros(like.rows(), like.columns());
        this.square = new float[like.size()];
    }

    /** m: the array itself. */
    ComplexImage mean() {
        return mean;
    }

    /** v: the array itself. */
    float[] square() {
        return square;
    }

    /** Moves v, as {@link #mean} is moved with other images. */
    void moveSquare(CyclicMove move) {
        move.apply(square, mean.rows(), mean.columns());
    }

    /**
     * Takes in a gradient, which it destroys, and changes the image.
     *
     * @param step counted from 1
     */
    void step(ComplexImage image, ComplexImage gradient, double rate, AdSettings settings, long step) {
        float b1 = (float) settings.beta1();
        float b2 = (float) settings.beta2();
        int n = image.size();
        remember(gradient.re(), gradient.im(), mean.re(), mean.im(), square, b1, b2, n);
        RunningMax greatest = new RunningMax();
        greatest.take(square, 0, n);
        if (!(greatest.value() > 0)) {
            return;
        }
        // rate m c1 / (sqrt(v) c2 + e sqrt(max) c2), with c2 taken out
        double c1 = 1 / (1 - Math.pow(settings.beta1(), step));
        double c2 = 1 / Math.sqrt(1 - Math.pow(settings.beta2(), step));
        float length = (float) (rate * c1 / c2);
        float guard = (float) (settings.epsilon() * Math.sqrt(greatest.value()));
        descend(image.re(), image.im(), mean.re(), mean.im(), square, length, guard, n);
    }

    private static void remember(
            float[] re, float[] im, float[] meanRe, float[] meanIm, float[] square, float b1, float b2, int n) {
        for (int i = 0; i < n; i++) {
            float r = re[i];
            float m = im[i];
            meanRe[i] = b1 * meanRe[i] + (1 - b1) * r;
            meanIm[i] = b1 * meanIm[i] + (1 - b1) * m;
            square[i] = b2 * square[i] + (1 - b2) * (r * r + m * m);
        }
    }

    private static void descend(
            float[] re, float[] im, float[] meanRe, float[] meanIm, float[] square, float length, float guard, int n) {
        for (int i = 0; i < n; i++) {
            float factor = length / ((float) Math.sqrt(square[i]) + guard);
            re[i] -= factor * meanRe[i];
            im[i] -= factor * meanIm[i];
        }
    }
}
