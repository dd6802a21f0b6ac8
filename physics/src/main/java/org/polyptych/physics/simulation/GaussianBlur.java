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
        int reach = kernel.length - 1;
        double[] line = new double[Math.max(rows, columns) + 2 * reach];
        double[] out = new double[Math.max(rows, columns)];
        for (int y = 0; y < rows; y++) {
            line(image, y * columns, 1, columns, kernel, line, out, mirror);
        }
        for (int x = 0; x < columns; x++) {
            line(image, x, columns, rows, kernel, line, out, mirror);
        }
    }

    /** @param line room for the line with what lies beyond its ends */
    private static void line(
            float[] image,
            int start,
            int stride,
            int length,
            double[] kernel,
            double[] line,
            double[] out,
            boolean mirror) {
        int reach = kernel.length - 1;
        for (int i = -reach; i < length + reach; i++) {
            int from = mirror ? Math.floorMod(i, 2 * length) : i;
            from = mirror && from >= length ? 2 * length - 1 - from : from;
            line[i + reach] = from >= 0 && from < length ? image[start + from * stride] : 0;
        }
        for (int i = 0; i < length; i++) {
            out[i] = kernel[0] * line[i + reach];
        }
        for (int k = 1; k <= reach; k++) {
            double weight = kernel[k];
            int before = reach - k;
            int behind = reach + k;
            for (int i = 0; i < length; i++) {
                out[i] += weight * (line[i + before] + line[i + behind]);
            }
        }
        for (int i = 0; i < length; i++) {
            image[start + i * stride] = (float) out[i];
        }
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
