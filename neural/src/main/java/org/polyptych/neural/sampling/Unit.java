package org.polyptych.neural.sampling;

import org.polyptych.core.ComplexImage;

/**
 * The complex factor between an object and what a prior knows: object = factor x object of the prior. Patterns fix the
 * object's global phase never, and its amplitude only as far as the probe's is known.
 */
public record Unit(double re, double im) {
    /** A mean of less is none. */
    private static final double NOTHING = 1e-6;

    public static final Unit ONE = new Unit(1, 0);

    /**
     * The one that brings the prior's mean to that of an object.
     *
     * @param object any, of one value everywhere or not
     * @param light how much each of its pixels counts
     * @param meanRe of what the prior knows, real part
     * @param meanIm imaginary part
     */
    public static Unit of(ComplexImage object, float[] light, double meanRe, double meanIm) {
        double re = 0;
        double im = 0;
        double sum = 0;
        for (int i = 0; i < light.length; i++) {
            re += light[i] * (double) object.re()[i];
            im += light[i] * (double) object.im()[i];
            sum += light[i];
        }
        double square = meanRe * meanRe + meanIm * meanIm;
        if (!(sum > 0) || !(square > NOTHING * NOTHING)) {
            return ONE;
        }
        double realPart = (re * meanRe + im * meanIm) / (sum * square);
        double imaginaryPart = (im * meanRe - re * meanIm) / (sum * square);
        return Math.hypot(realPart, imaginaryPart) > NOTHING ? new Unit(realPart, imaginaryPart) : ONE;
    }

    public double amplitude() {
        return Math.hypot(re, im);
    }

    /** Its phase alone. */
    public Unit phase() {
        return new Unit(re / amplitude(), im / amplitude());
    }

    Unit times(double factor) {
        return new Unit(re * factor, im * factor);
    }

    public Unit inverse() {
        double square = re * re + im * im;
        return new Unit(re / square, -im / square);
    }

    Unit conjugate() {
        return new Unit(re, -im);
    }

    /** Multiplies every pixel, in place. */
    public void onto(ComplexImage image) {
        for (int i = 0; i < image.size(); i++) {
            double a = image.re()[i];
            double b = image.im()[i];
            image.re()[i] = (float) (re * a - im * b);
            image.im()[i] = (float) (re * b + im * a);
        }
    }

    /**
     * The factor c with the least sum of light |c O - R|^2.
     *
     * @param object O
     * @param reference R
     * @param light how much each pixel counts
     */
    public static Unit between(ComplexImage object, ComplexImage reference, float[] light) {
        double re = 0;
        double im = 0;
        double square = 0;
        for (int i = 0; i < light.length; i++) {
            double a = object.re()[i];
            double b = object.im()[i];
            re += light[i] * (a * reference.re()[i] + b * reference.im()[i]);
            im += light[i] * (a * reference.im()[i] - b * reference.re()[i]);
            square += light[i] * (a * a + b * b);
        }
        Unit found = new Unit(re / square, im / square);
        return square > 0 && found.amplitude() > NOTHING ? found : ONE;
    }
}
