package org.polyptych.engines.refine;

import org.polyptych.core.ComplexImage;
import org.polyptych.engines.constraint.ImageChange;

/**
 * Stretches images of the object's size about a point: what was u pixels from it is then u / ratio pixels from it.
 * Interpolated with a sinc under Kaiser's window of 16 pixels, good to 1e-3 for periods above 2.7 pixels. Images of another
 * size are left alone.
 *
 * @param rows of the images that are stretched
 * @param columns of the images that are stretched
 * @param centreRow the point
 * @param centreColumn the point
 * @param ratio the new size of a pixel over the old one
 */
public record Stretch(int rows, int columns, double centreRow, double centreColumn, double ratio)
        implements ImageChange {
    /** Half of the window, in pixels. */
    private static final int REACH = 8;
    /** Of Kaiser's window. */
    private static final double BETA = 6.5;

    @Override
    public void apply(Iterable<ComplexImage> images) {
        for (ComplexImage image : images) {
            if (image.rows() == rows && image.columns() == columns) {
                apply(image.re());
                apply(image.im());
            }
        }
    }

    private void apply(float[] image) {
        float[] line = new float[Math.max(rows, columns)];
        Taps down = new Taps(rows, centreRow, ratio);
        Taps right = new Taps(columns, centreColumn, ratio);
        for (int y = 0; y < rows; y++) {
            System.arraycopy(image, y * columns, line, 0, columns);
            right.line(line, image, y * columns, 1);
        }
        for (int x = 0; x < columns; x++) {
            for (int y = 0; y < rows; y++) {
                line[y] = image[y * columns + x];
            }
            down.line(line, image, x, columns);
        }
    }

    /** What each pixel of a line takes from which others. */
    private record Taps(int count, int[] first, float[][] weights) {
        Taps(int count, double centre, double ratio) {
            this(count, new int[count], new float[count][]);
            for (int i = 0; i < count; i++) {
                double at = centre + (i - centre) * ratio;
                first[i] = (int) Math.floor(at) - REACH + 1;
                weights[i] = weights(at - first[i]);
            }
        }

        private static float[] weights(double at) {
            double[] values = new double[2 * REACH];
            double sum = 0;
            for (int k = 0; k < values.length; k++) {
                values[k] = kernel(at - k);
                sum += values[k];
            }
            float[] weights = new float[values.length];
            for (int k = 0; k < values.length; k++) {
                weights[k] = (float) (values[k] / sum);
            }
            return weights;
        }

        /** Beyond its ends a line goes on as it ends. */
        void line(float[] from, float[] to, int start, int stride) {
            for (int i = 0; i < count; i++) {
                double sum = 0;
                for (int k = 0; k < 2 * REACH; k++) {
                    sum += weights[i][k] * from[Math.clamp(first[i] + k, 0, count - 1)];
                }
                to[start + i * stride] = (float) sum;
            }
        }
    }

    private static double kernel(double x) {
        return Math.abs(x) >= REACH ? 0 : sinc(x) * window(x);
    }

    private static double window(double x) {
        return bessel(BETA * Math.sqrt(1 - x * x / (REACH * REACH))) / bessel(BETA);
    }

    /** I_0, by its series. */
    private static double bessel(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; k < 40; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }

    private static double sinc(double x) {
        return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /** The derivative of an image down or to the right, a pixel, by the same interpolation. */
    static ComplexImage slope(ComplexImage image, boolean down) {
        ComplexImage slope = ComplexImage.zeros(image.rows(), image.columns());
        slope(image.re(), slope.re(), image.rows(), image.columns(), down);
        slope(image.im(), slope.im(), image.rows(), image.columns(), down);
        return slope;
    }

    private static void slope(float[] from, float[] to, int rows, int columns, boolean down) {
        for (int k = 1; k < REACH; k++) {
            float weight = (float) ((k % 2 == 0 ? -1.0 : 1.0) / k * window(k));
            for (int y = 0; y < rows; y++) {
                int after = Math.min(rows - 1, y + k) * columns;
                int before = Math.max(0, y - k) * columns;
                for (int x = 0; x < columns; x++) {
                    to[y * columns + x] += down
                            ? weight * (from[after + x] - from[before + x])
                            : weight
                                    * (from[y * columns + Math.min(columns - 1, x + k)]
                                            - from[y * columns + Math.max(0, x - k)]);
                }
            }
        }
    }
}
