package org.polyptych.neural.sampling;

import org.polyptych.core.ComplexImage;

/** Accelerated steps of an image, with or without something that pulls it. */
final class Pull {
    /** Share of the most light that every pixel has at least, so that nothing is divided by 0. */
    private static final float LEAST = 1e-12f;

    private Pull() {}

    /**
     * z &lt;- v - length gradient, v &lt;- z + momentum (z - z_before).
     *
     * @param now z
     * @param ahead v
     */
    static void step(ComplexImage now, ComplexImage ahead, ComplexImage gradient, double length, double momentum) {
        step(now.re(), ahead.re(), gradient.re(), (float) length, (float) momentum);
        step(now.im(), ahead.im(), gradient.im(), (float) length, (float) momentum);
    }

    private static void step(float[] now, float[] ahead, float[] gradient, float length, float momentum) {
        for (int i = 0; i < now.length; i++) {
            float before = now[i];
            now[i] = ahead[i] - length * gradient[i];
            ahead[i] = now[i] + momentum * (now[i] - before);
        }
    }

    /**
     * z &lt;- (l v - gradient + w x) / (l + w), pixel by pixel, v &lt;- z + momentum (z - z_before): the proximal step of w / 2
     * |z - x|^2 behind a step of 1 / l along the gradient.
     *
     * @param now z
     * @param ahead v
     * @param gradient at v
     * @param light l, at least the curvature by each pixel
     * @param target x
     * @param weight w
     */
    static void step(
            ComplexImage now,
            ComplexImage ahead,
            ComplexImage gradient,
            float[] light,
            ComplexImage target,
            double weight,
            double momentum) {
        float most = 0;
        for (float l : light) {
            most = Math.max(most, l);
        }
        step(now.re(), ahead.re(), gradient.re(), light, LEAST * most, target.re(), (float) weight, (float) momentum);
        step(now.im(), ahead.im(), gradient.im(), light, LEAST * most, target.im(), (float) weight, (float) momentum);
    }

    private static void step(
            float[] now,
            float[] ahead,
            float[] gradient,
            float[] light,
            float least,
            float[] target,
            float weight,
            float momentum) {
        for (int i = 0; i < now.length; i++) {
            float before = now[i];
            float l = light[i] + least;
            now[i] = (l * ahead[i] - gradient[i] + weight * target[i]) / (l + weight);
            ahead[i] = now[i] + momentum * (now[i] - before);
        }
    }
}
