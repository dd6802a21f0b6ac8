package org.polyptych.neural.ptyinr;

import org.bytedeco.pytorch.Tensor;
import org.polyptych.neural.torch.Tensors;

/**
 * Coordinates (y, x) of the middles of a grid's pixels, or of pixels {@code factor} times finer over the same area: as {@link
 * org.polyptych.physics.FinerPixels} has them.
 *
 * @param rows of the grid
 * @param columns of the grid
 * @param factor 1 or more
 */
record Coordinates(int rows, int columns, int factor) {
    /** Pixels that a coordinate of {@link PtyInrSettings.Range#PIXELS} spans from 0 to 1: half of the benchmark's object. */
    private static final double UNIT = 144;

    /** Those of the pixels themselves. */
    Coordinates(int rows, int columns) {
        this(rows, columns, 1);
    }

    Coordinates finer(int by) {
        return new Coordinates(rows, columns, factor * by);
    }

    int fineRows() {
        return rows * factor;
    }

    int fineColumns() {
        return columns * factor;
    }

    /** Of all pixels, [point][2], y first. */
    Tensor points(PtyInrSettings.Range range) {
        return points(range, 0, fineRows());
    }

    /** Of all pixels in some of the fine rows. */
    Tensor points(PtyInrSettings.Range range, int from, int to) {
        int n = (to - from) * fineColumns();
        float[] yx = new float[2 * n];
        for (int i = 0; i < n; i++) {
            yx[2 * i] = (float) coordinate(inCoarse(from + i / fineColumns()), rows, range);
            yx[2 * i + 1] = (float) coordinate(inCoarse(i % fineColumns()), columns, range);
        }
        return Tensors.of(yx, n, 2);
    }

    private double inCoarse(int fine) {
        return (fine + 0.5) / factor - 0.5;
    }

    private static double coordinate(double pixel, int size, PtyInrSettings.Range range) {
        double unit = size == 1 ? 0.5 : pixel / (size - 1);
        return switch (range) {
            // half a pixel at the rim would be outside of what a table of hashes covers
            case UNIT -> Math.clamp(unit, 0, 1);
            case CENTRED -> 2 * unit - 1;
            case PIXELS -> (pixel - (size - 1) / 2.0) / UNIT;
        };
    }
}
