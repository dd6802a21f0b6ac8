package org.polyptych.core;

/**
 * A real image, row-major: pixel (y, x) is at {@code y * columns + x}. The array is the image, not a copy of it.
 *
 * @param rows number of rows, at least 1
 * @param columns number of columns, at least 1
 * @param values {@code rows * columns} values
 */
public record RealImage(int rows, int columns, float[] values) {

    public RealImage {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException("an image needs at least one pixel, got " + rows + " x " + columns);
        }
        if (values.length != rows * columns) {
            throw new IllegalArgumentException(
                    "a " + rows + " x " + columns + " image needs " + rows * columns + " values, got " + values.length);
        }
    }

    /** An image of zeros. */
    public static RealImage zeros(int rows, int columns) {
        return new RealImage(rows, columns, new float[rows * columns]);
    }

    /** Number of pixels. */
    public int size() {
        return values.length;
    }

    public float at(int y, int x) {
        return values[y * columns + x];
    }

    public RealImage copy() {
        return new RealImage(rows, columns, values.clone());
    }

    /** The part of {@code height x width} pixels whose first pixel is (top, left), as a copy. */
    public RealImage crop(int top, int left, int height, int width) {
        RealImage part = zeros(height, width);
        for (int y = 0; y < height; y++) {
            System.arraycopy(values, (top + y) * columns + left, part.values, y * width, width);
        }
        return part;
    }

    /** Sum of all values, in double. */
    public double sum() {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    public float max() {
        float max = values[0];
        for (float value : values) {
            max = Math.max(max, value);
        }
        return max;
    }
}
