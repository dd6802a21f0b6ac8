package org.polyptych.engines.likelihood;

import org.polyptych.core.ComplexImage;

/**
 * The direction of preconditioned conjugate gradients after Polak and Ribiere, never negative:
 *
 * <pre>d &lt;- -M g + b d,  b = max(0, Re &lt;g - g', M g&gt; / Re &lt;g', M g'&gt;)</pre>
 *
 * with the gradient g, the one before g', and a positive diagonal M. Where that does not lead downhill, d = -M g.
 */
final class ConjugateDirection {
    private ConjugateDirection() {}

    /**
     * Turns the direction.
     *
     * @param objectScale M on each slice of the object, all modes of the probe share {@code probeScale}; null for a part
     *     that stays
     * @param before g'
     * @param productBefore Re &lt;g', M g'&gt; of its own iteration; 0 to begin with the gradient alone
     * @param direction the last one; becomes the new one
     * @return Re &lt;g, M g&gt;
     */
    static double turn(
            Variables gradient,
            Variables before,
            double productBefore,
            float[][] objectScale,
            float[] probeScale,
            Variables direction) {
        double[] products = new double[2];
        for (int k = 0; objectScale != null && k < gradient.slices().length; k++) {
            products(gradient.slices()[k], before.slices()[k], objectScale[k], products);
        }
        for (int m = 0; m < gradient.probe().length; m++) {
            products(gradient.probe()[m], before.probe()[m], probeScale, products);
        }
        double beta = productBefore > 0 ? Math.max(0, (products[0] - products[1]) / productBefore) : 0;
        combine(gradient, objectScale, probeScale, beta, direction);
        if (beta != 0 && !(slope(gradient, direction) < 0)) {
            combine(gradient, objectScale, probeScale, 0, direction);
        }
        return products[0];
    }

    /** The derivative of the loss along the direction: 2 Re &lt;g, d&gt;. */
    static double slope(Variables gradient, Variables direction) {
        double sum = 0;
        for (int k = 0; k < gradient.slices().length; k++) {
            sum += dot(gradient.slices()[k], direction.slices()[k]);
        }
        for (int m = 0; m < gradient.probe().length; m++) {
            sum += dot(gradient.probe()[m], direction.probe()[m]);
        }
        return 2 * sum;
    }

    private static double dot(ComplexImage a, ComplexImage b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += (double) a.re()[i] * b.re()[i] + (double) a.im()[i] * b.im()[i];
        }
        return sum;
    }

    /** Adds Re &lt;g, M g&gt; and Re &lt;g', M g&gt;. */
    private static void products(ComplexImage g, ComplexImage before, float[] scale, double[] products) {
        if (scale == null) {
            return;
        }
        double now = 0;
        double then = 0;
        for (int i = 0; i < scale.length; i++) {
            double re = (double) scale[i] * g.re()[i];
            double im = (double) scale[i] * g.im()[i];
            now += re * g.re()[i] + im * g.im()[i];
            then += re * before.re()[i] + im * before.im()[i];
        }
        products[0] += now;
        products[1] += then;
    }

    private static void combine(
            Variables gradient, float[][] objectScale, float[] probeScale, double beta, Variables direction) {
        for (int k = 0; objectScale != null && k < gradient.slices().length; k++) {
            combine(gradient.slices()[k], objectScale[k], beta, direction.slices()[k]);
        }
        for (int m = 0; m < gradient.probe().length; m++) {
            combine(gradient.probe()[m], probeScale, beta, direction.probe()[m]);
        }
    }

    private static void combine(ComplexImage gradient, float[] scale, double beta, ComplexImage direction) {
        if (scale != null) {
            combine(gradient.re(), scale, (float) beta, direction.re(), scale.length);
            combine(gradient.im(), scale, (float) beta, direction.im(), scale.length);
        }
    }

    private static void combine(float[] gradient, float[] scale, float beta, float[] direction, int n) {
        for (int i = 0; i < n; i++) {
            direction[i] = beta * direction[i] - scale[i] * gradient[i];
        }
    }
}
