package org.polyptych.neural.sampling;

import org.polyptych.core.ComplexImage;

/** Accelerated steps of an image, with or without something that pulls it. */
final class Pull {
    private Pull() {}

    /**
     * z &lt;- v - length gradient, v &lt;- z + momentum (z - z_before).
     *
     * @param now z
     * @param ahead v
     */
    static void step(ComplexImage now, ComplexImage ahead, ComplexImage gradient, double length, double momentum) {
        step(now, ahead, gradient, length, momentum, now, 0);
    }

    /**
     * z &lt;- (v - length gradient + weight x) / (1 + weight), v &lt;- z + momentum (z - z_before): the proximal step of weight / 2
     * |z - x|^2 behind a step along the gradient.
     *
     * @param now z
     * @param ahead v
     * @param gradient at v
     * @param target x
     */
    static void step(
            ComplexImage now,
            ComplexImage ahead,
            ComplexImage gradient,
            double length,
            double momentum,
            ComplexImage target,
            double weight) {
        step(now.re(), ahead.re(), gradient.re(), length, momentum, target.re(), weight);
        step(now.im(), ahead.im(), gradient.im(), length, momentum, target.im(), weight);
    }

    private static void step(
            float[] now,
            float[] ahead,
            float[] gradient,
            double length,
            double momentum,
            float[] target,
            double weight) {
        float share = (float) (1 / (1 + weight));
        float rest = (float) (weight / (1 + weight));
        float step = (float) length;
        float more = (float) momentum;
        for (int i = 0; i < now.length; i++) {
            float before = now[i];
            float after = share * (ahead[i] - step * gradient[i]) + rest * target[i];
            now[i] = after;
            ahead[i] = after + more * (after - before);
        }
    }
}
