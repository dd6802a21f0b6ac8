package org.polyptych.engines.adam;

import java.util.Arrays;

/**
 * {@link Moments} for real numbers, such as one a frame: m &lt;- b1 m + (1 - b1) g, v &lt;- b2 v + (1 - b2) g^2, x &lt;- x -
 * rate (m / (1 - b1^k)) / sqrt(v / (1 - b2^k)), with the same guard e max sqrt(v).
 */
final class RealMoments {
    private final double[] mean;
    private final double[] square;

    RealMoments(int count) {
        this.mean = new double[count];
        this.square = new double[count];
    }

    /** m: the array itself. */
    double[] mean() {
        return mean;
    }

    /** v: the array itself. */
    double[] square() {
        return square;
    }

    /**
     * Takes in the gradient of some numbers and changes them.
     *
     * @param from first of them
     * @param to behind the last
     * @param step of these numbers, counted from 1
     */
    void step(double[] values, double[] gradient, int from, int to, double rate, AdSettings settings, long step) {
        double b1 = settings.beta1();
        double b2 = settings.beta2();
        for (int i = from; i < to; i++) {
            mean[i] = b1 * mean[i] + (1 - b1) * gradient[i];
            square[i] = b2 * square[i] + (1 - b2) * gradient[i] * gradient[i];
        }
        double greatest = Math.sqrt(Arrays.stream(square).max().orElse(0));
        if (!(greatest > 0)) {
            return;
        }
        double length = rate / (1 - Math.pow(b1, step)) * Math.sqrt(1 - Math.pow(b2, step));
        for (int i = from; i < to; i++) {
            values[i] -= length * mean[i] / (Math.sqrt(square[i]) + settings.epsilon() * greatest);
        }
    }
}
