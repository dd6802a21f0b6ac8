package org.polyptych.core;

import java.util.Arrays;

/**
 * A complex image, split into real and imaginary parts, row-major: pixel (y, x) is at {@code y * columns + x}.
 *
 * <p>The arrays are the image, not a copy of it: hot loops work on them directly.
 *
 * @param rows number of rows, at least 1
 * @param columns number of columns, at least 1
 * @param re real part, {@code rows * columns} values
 * @param im imaginary part, {@code rows * columns} values
 */
public record ComplexImage(int rows, int columns, float[] re, float[] im) {

    public ComplexImage {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException("an image needs at least one pixel, got " + rows + " x " + columns);
        }
        if (re.length != rows * columns || im.length != rows * columns) {
            throw new IllegalArgumentException("a " + rows + " x " + columns + " image needs " + rows * columns
                    + " values, got " + re.length + " real and " + im.length + " imaginary");
        }
    }

    /** An image of zeros. */
    public static ComplexImage zeros(int rows, int columns) {
        return new ComplexImage(rows, columns, new float[rows * columns], new float[rows * columns]);
    }

    /** An image with the same value everywhere. */
    public static ComplexImage constant(int rows, int columns, float re, float im) {
        ComplexImage image = zeros(rows, columns);
        Arrays.fill(image.re, re);
        Arrays.fill(image.im, im);
        return image;
    }

    /** amplitude * exp(i phase), pixel by pixel; phase in radians. */
    public static ComplexImage polar(RealImage amplitude, RealImage phase) {
        ComplexImage image = zeros(amplitude.rows(), amplitude.columns());
        for (int i = 0; i < image.size(); i++) {
            double a = amplitude.values()[i];
            double p = phase.values()[i];
            image.re[i] = (float) (a * Math.cos(p));
            image.im[i] = (float) (a * Math.sin(p));
        }
        return image;
    }

    /** Number of pixels. */
    public int size() {
        return re.length;
    }

    public ComplexImage copy() {
        return new ComplexImage(rows, columns, re.clone(), im.clone());
    }

    /** Sum of squared moduli, in double. */
    public double power() {
        double sum = 0;
        for (int i = 0; i < re.length; i++) {
            sum += (double) re[i] * re[i] + (double) im[i] * im[i];
        }
        return sum;
    }

    /** Multiplies every pixel by a real factor, in place. */
    public void scale(double factor) {
        for (int i = 0; i < re.length; i++) {
            re[i] = (float) (re[i] * factor);
            im[i] = (float) (im[i] * factor);
        }
    }

    public RealImage amplitude() {
        RealImage image = RealImage.zeros(rows, columns);
        for (int i = 0; i < re.length; i++) {
            image.values()[i] = (float) Math.hypot(re[i], im[i]);
        }
        return image;
    }

    /** The phase in radians, in (-pi, pi]. */
    public RealImage phase() {
        RealImage image = RealImage.zeros(rows, columns);
        for (int i = 0; i < re.length; i++) {
            image.values()[i] = (float) Math.atan2(im[i], re[i]);
        }
        return image;
    }

    /** The part of {@code height x width} pixels whose first pixel is (top, left), as a copy. */
    public ComplexImage crop(int top, int left, int height, int width) {
        ComplexImage part = zeros(height, width);
        for (int y = 0; y < height; y++) {
            System.arraycopy(re, (top + y) * columns + left, part.re, y * width, width);
            System.arraycopy(im, (top + y) * columns + left, part.im, y * width, width);
        }
        return part;
    }

    /** Whether the other is as large and has the same values, to the bit. */
    public boolean sameAs(ComplexImage other) {
        return rows == other.rows
                && columns == other.columns
                && Arrays.equals(re, other.re)
                && Arrays.equals(im, other.im);
    }

    /** Whether every pixel has the value of the first. */
    public boolean isFlat() {
        for (int i = 1; i < size(); i++) {
            if (re[i] != re[0] || im[i] != im[0]) {
                return false;
            }
        }
        return true;
    }

    /** True if no value is NaN or infinite. */
    public boolean isFinite() {
        float sum = 0;
        for (int i = 0; i < re.length; i++) {
            sum += re[i] * 0f + im[i] * 0f;
        }
        return sum == 0;
    }
}
