package org.polyptych.physics.simulation;

/** Convolution with a Gaussian, truncated at 4 sigma and normalised to sum 1, row by row and column by column; sigma above 0. */
public final class GaussianBlur {
    private static final double TRUNCATED_AT = 4;

    private GaussianBlur() {}

    /** In place; beyond the edge the image is 0. */
    public static void dark(float[] image, int rows, int columns, double sigma) {
        blur(image, rows, columns, sigma, false);
    }

    /** In place; beyond the edge the image is mirrored, the edge pixel twice (d c b a | a b c d | d c b a). */
    public static void mirrored(float[] image, int rows, int columns, double sigma) {
        blur(image, rows, columns, sigma, true);
    }

    private static void blur(float[] image, int rows, int columns, double sigma, boolean mirror) {
        double[] kernel = kernel(sigma);
        double[] line = new double[Math.max(rows, columns)];
        for (int y = 0; y < rows; y++) {
            line(image, y * columns, 1, columns, kernel, line, mirror);
        }
        for (int x = 0; x < columns; x++) {
            line(image, x, columns, rows, kernel, line, mirror);
        }
    }

    private static void line(
            float[] image, int start, int stride, int length, double[] kernel, double[] line, boolean mirror) {
        for (int i = 0; i < length; i++) {
            line[i] = image[start + i * stride];
        }
        int reach = kernel.length - 1;
        for (int i = 0; i < length; i++) {
            double sum = kernel[0] * line[i];
            for (int k = 1; k <= reach; k++) {
                sum += kernel[k] * (at(line, i - k, length, mirror) + at(line, i + k, length, mirror));
            }
            image[start + i * stride] = (float) sum;
        }
    }

    private static double at(double[] line, int i, int length, boolean mirror) {
        if (i >= 0 && i < length) {
            return line[i];
        }
        if (!mirror) {
            return 0;
        }
        int folded = Math.floorMod(i, 2 * length);
        return line[folded < length ? folded : 2 * length - 1 - folded];
    }

    /** The middle and one side. */
    private static double[] kernel(double sigma) {
        int reach = (int) Math.floor(TRUNCATED_AT * sigma + 0.5);
        double[] kernel = new double[reach + 1];
        double sum = 0;
        for (int k = 0; k <= reach; k++) {
            kernel[k] = Math.exp(-0.5 * k * k / (sigma * sigma));
            sum += k == 0 ? kernel[k] : 2 * kernel[k];
        }
        for (int k = 0; k <= reach; k++) {
            kernel[k] /= sum;
        }
        return kernel;
    }
}
