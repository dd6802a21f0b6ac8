package org.polyptych.physics.regulariser;

import org.polyptych.core.ComplexImage;

/**
 * Isotropic total variation of a complex image (Rudin, Osher and Fatemi, Physica D 60, 259, 1992), rounded off where the
 * image is flat so that it has a gradient:
 *
 * <pre>R = sum over pixels of sqrt(|O(y+1,x) - O(y,x)|^2 + |O(y,x+1) - O(y,x)|^2 + e^2) - e</pre>
 *
 * Differences across the border are 0. Real and imaginary part share one root, so that a global phase changes nothing.
 * {@link TotalVariationStep} is the proximal step of the sharp one, e = 0.
 *
 * @param rounding e, in units of the object, more than 0
 */
public record TotalVariation(double rounding) implements Regulariser {
    public TotalVariation {
        if (!(rounding > 0 && rounding < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("rounding must be a finite number above 0, got " + rounding);
        }
    }

    @Override
    public double value(ComplexImage image) {
        return evaluate(image, ComplexImage.zeros(image.rows(), image.columns()));
    }

    @Override
    public double evaluate(ComplexImage image, ComplexImage gradient) {
        int rows = image.rows();
        int columns = image.columns();
        float[] re = image.re();
        float[] im = image.im();
        java.util.Arrays.fill(gradient.re(), 0);
        java.util.Arrays.fill(gradient.im(), 0);
        double sum = 0;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                int i = y * columns + x;
                int below = y + 1 < rows ? i + columns : i;
                int right = x + 1 < columns ? i + 1 : i;
                double downRe = (double) re[below] - re[i];
                double downIm = (double) im[below] - im[i];
                double rightRe = (double) re[right] - re[i];
                double rightIm = (double) im[right] - im[i];
                double length = Math.sqrt(downRe * downRe
                        + downIm * downIm
                        + rightRe * rightRe
                        + rightIm * rightIm
                        + rounding * rounding);
                sum += length - rounding;
                double half = 0.5 / length;
                add(gradient, below, half * downRe, half * downIm);
                add(gradient, right, half * rightRe, half * rightIm);
                add(gradient, i, -half * (downRe + rightRe), -half * (downIm + rightIm));
            }
        }
        return sum;
    }

    private static void add(ComplexImage gradient, int i, double re, double im) {
        gradient.re()[i] += (float) re;
        gradient.im()[i] += (float) im;
    }
}
