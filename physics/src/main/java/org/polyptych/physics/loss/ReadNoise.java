package org.polyptych.physics.loss;

/**
 * The negative log-likelihood of intensities that were read out with normal noise and set to zero where they came out
 * negative. With predicted intensity I, read-out n = y^2 and variance v = sigma^2 + gain I:
 *
 * <pre>n &gt; 0:  (n - I)^2 / (2 v) + ln(v / sigma^2) / 2
 * n = 0:  -ln Q(I / sqrt v)</pre>
 *
 * where Q is the upper tail of the normal distribution: of a pixel that reads zero no more is known than that signal and
 * noise together were not positive. A loss that takes the zero for a measured value instead, or the positive values of a
 * dark pixel for signal, is biased by about half of sigma on every dark pixel, and dark pixels are most of a pattern.
 *
 * @param sigma standard deviation of the read-out noise in counts, more than 0
 * @param gain counts that a detected photon gives, for the noise of counting; 0 for none
 */
public record ReadNoise(double sigma, double gain) implements Loss {
    /** Beyond this many standard deviations the tail is so thin that floats no longer tell. */
    private static final double FAR = 1e4;

    private static final int GOLDEN_STEPS = 48;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    public ReadNoise {
        if (!(sigma > 0) || !(gain >= 0)) {
            throw new IllegalArgumentException(
                    "sigma must be more than 0 and gain 0 or more, got " + sigma + " and " + gain);
        }
    }

    @Override
    public String name() {
        return "read noise";
    }

    @Override
    public void evaluate(float[] intensity, float[] amplitude, float[] weights, float[] factor, int from, int to) {
        for (int i = from; i < to; i++) {
            float w = weights[i];
            if (w == 0) {
                intensity[i] = 0;
                factor[i] = 0;
                continue;
            }
            double p = Math.max(intensity[i], 0);
            double n = (double) amplitude[i] * amplitude[i];
            double v = sigma * sigma + gain * p;
            if (n > 0) {
                double d = p - n;
                factor[i] = (float) (w * (d / v + gain * (1 - d * d / v) / (2 * v)));
                intensity[i] = (float) (w * (d * d / (2 * v) + Math.log(v / (sigma * sigma)) / 2));
            } else {
                double z = Math.min(p / Math.sqrt(v), FAR);
                double tail = scaledTail(z);
                // d(-ln Q)/dz = phi / Q, which the scaled tail gives without a difference of large numbers
                factor[i] = (float) (w * (1 - gain * p / (2 * v)) / Math.sqrt(v) / tail);
                intensity[i] = (float) (w * (z * z / 2 - Math.log(tail / Math.sqrt(2 * Math.PI))));
            }
        }
    }

    /**
     * Q(z) / phi(z) for z of 0 or more, phi the normal density (Mills' ratio): by its continued fraction where it
     * converges fast, else by its power series; relative error below 1e-7.
     */
    static double scaledTail(double z) {
        if (z > 3) {
            double fraction = z;
            for (int k = 24; k >= 1; k--) {
                fraction = z + k / fraction;
            }
            return 1 / fraction;
        }
        // Q / phi = sqrt(pi / 2) exp(z^2 / 2) - (z + z^3 / 3 + z^5 / 15 + ...)
        double term = z;
        double sum = z;
        for (int k = 1; Math.abs(term) > 1e-12 * sum; k++) {
            term *= z * z / (2 * k + 1);
            sum += term;
        }
        return Math.sqrt(Math.PI / 2) * Math.exp(z * z / 2) - sum;
    }

    /** By golden section, since the cost has a single minimum between 0 and the larger of a and y. */
    @Override
    public void proximal(float[] intensity, float[] amplitude, float[] weights, float tau, float[] factor) {
        float[] value = new float[1];
        for (int i = 0; i < intensity.length; i++) {
            double a = Math.sqrt(Math.max(intensity[i], DARK));
            double low = 0;
            double high = Math.max(a, amplitude[i]);
            for (int k = 0; k < GOLDEN_STEPS && weights[i] > 0; k++) {
                double left = high - GOLDEN * (high - low);
                double right = low + GOLDEN * (high - low);
                if (cost(left, a, amplitude[i], tau, value) < cost(right, a, amplitude[i], tau, value)) {
                    high = right;
                } else {
                    low = left;
                }
            }
            factor[i] = weights[i] > 0 ? (float) ((low + high) / 2 / a) : 1;
        }
    }

    private double cost(double x, double a, float y, float tau, float[] value) {
        value[0] = (float) (x * x);
        evaluate(value, new float[] {y}, new float[] {1}, new float[1]);
        return tau * value[0] + (x - a) * (x - a) / 2;
    }
}
