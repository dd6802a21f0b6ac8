package org.polyptych.engines.likelihood;

import org.polyptych.core.ComplexImage;

/**
 * The regulariser of Thibault and Guizar-Sicairos 2012, section 4: R = weight times the sum over neighbouring pixels of
 * |O(r) - O(r')|^2, whose gradient is minus the discrete del^2.
 *
 * @param weight 0 or more
 */
record Smoothness(double weight) {
    /**
     * In a unit that suits any scan: strength M N / (8 K^2) with M measured values, N counts in all and K object pixels,
     * as in PtyPy.
     */
    static Smoothness of(double strength, double measured, double counts, double pixels) {
        return new Smoothness(strength * measured * counts / (8 * pixels * pixels));
    }

    /** The value, to which the same of a direction is the term of t^2. */
    double value(ComplexImage image) {
        int columns = image.columns();
        double sum = 0;
        for (int y = 0; y < image.rows(); y++) {
            for (int x = 0; x < columns; x++) {
                int i = y * columns + x;
                if (x + 1 < columns) {
                    sum += squared(image, i, i + 1);
                }
                if (y + 1 < image.rows()) {
                    sum += squared(image, i, i + columns);
                }
            }
        }
        return weight * sum;
    }

    private static double squared(ComplexImage image, int i, int k) {
        double re = image.re()[k] - image.re()[i];
        double im = image.im()[k] - image.im()[i];
        return re * re + im * im;
    }

    /** gradient += dR / d conj(O). */
    void addGradient(ComplexImage image, ComplexImage gradient) {
        addGradient(image.re(), gradient.re(), image.rows(), image.columns());
        addGradient(image.im(), gradient.im(), image.rows(), image.columns());
    }

    private void addGradient(float[] values, float[] gradient, int rows, int columns) {
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                int i = y * columns + x;
                double sum = 0;
                sum += x > 0 ? values[i] - values[i - 1] : 0;
                sum += x + 1 < columns ? values[i] - values[i + 1] : 0;
                sum += y > 0 ? values[i] - values[i - columns] : 0;
                sum += y + 1 < rows ? values[i] - values[i + columns] : 0;
                gradient[i] += (float) (weight * sum);
            }
        }
    }
}
