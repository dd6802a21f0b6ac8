package org.polyptych.core;

/**
 * Moves images between the order of files and interfaces (zero frequency at pixel N/2) and FFT order (at pixel 0).
 */
public final class FftOrder {
    private FftOrder() {}

    /** From zero frequency at N/2 to zero frequency at 0. */
    public static float[] fromCentred(float[] image, int rows, int columns) {
        return rolled(image, rows, columns, rows - rows / 2, columns - columns / 2);
    }

    /** The same into an array that is there already, another one. */
    public static void fromCentred(float[] image, int rows, int columns, float[] into) {
        roll(image, rows, columns, rows - rows / 2, columns - columns / 2, into);
    }

    /** From zero frequency at 0 to zero frequency at N/2. */
    public static float[] toCentred(float[] image, int rows, int columns) {
        return rolled(image, rows, columns, rows / 2, columns / 2);
    }

    public static ComplexImage fromCentred(ComplexImage image) {
        int rows = image.rows();
        int columns = image.columns();
        return new ComplexImage(
                rows, columns, fromCentred(image.re(), rows, columns), fromCentred(image.im(), rows, columns));
    }

    public static ComplexImage toCentred(ComplexImage image) {
        int rows = image.rows();
        int columns = image.columns();
        return new ComplexImage(
                rows, columns, toCentred(image.re(), rows, columns), toCentred(image.im(), rows, columns));
    }

    /** Moves pixel (0, 0) to (down, right), cyclically. */
    private static float[] rolled(float[] image, int rows, int columns, int down, int right) {
        float[] out = new float[rows * columns];
        roll(image, rows, columns, down, right, out);
        return out;
    }

    private static void roll(float[] image, int rows, int columns, int down, int right, float[] out) {
        int left = right % columns;
        for (int y = 0; y < rows; y++) {
            int to = (y + down) % rows * columns;
            System.arraycopy(image, y * columns, out, to + left, columns - left);
            System.arraycopy(image, y * columns + columns - left, out, to, left);
        }
    }
}
