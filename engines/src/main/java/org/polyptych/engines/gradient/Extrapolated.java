package org.polyptych.engines.gradient;

import org.polyptych.core.ComplexImage;

/**
 * An image x with the x before it, as accelerated methods keep them. The point ahead, z = x + b (x - x_before), takes the
 * place of x_before until the step from it is done.
 *
 * @param now x: the array worked on
 * @param before x_before, or z between {@link #lookAhead} and {@link #step}
 */
record Extrapolated(ComplexImage now, ComplexImage before) {
    /** An image that has not moved yet. */
    static Extrapolated of(ComplexImage image) {
        return new Extrapolated(image, image.copy());
    }

    /** Makes x_before = x. */
    void restart() {
        System.arraycopy(now.re(), 0, before.re(), 0, now.size());
        System.arraycopy(now.im(), 0, before.im(), 0, now.size());
    }

    /** Makes z = x + b (x - x_before). */
    void lookAhead(double b) {
        lookAhead(now.re(), before.re(), (float) b, now.size());
        lookAhead(now.im(), before.im(), (float) b, now.size());
    }

    /** x_before &lt;- x, x &lt;- z - length gradient. */
    void step(ComplexImage gradient, double length) {
        step(now.re(), before.re(), gradient.re(), (float) length, now.size());
        step(now.im(), before.im(), gradient.im(), (float) length, now.size());
    }

    private static void lookAhead(float[] now, float[] before, float b, int n) {
        for (int i = 0; i < n; i++) {
            before[i] = now[i] + b * (now[i] - before[i]);
        }
    }

    private static void step(float[] now, float[] before, float[] gradient, float length, int n) {
        for (int i = 0; i < n; i++) {
            float ahead = before[i];
            before[i] = now[i];
            now[i] = ahead - length * gradient[i];
        }
    }
}
