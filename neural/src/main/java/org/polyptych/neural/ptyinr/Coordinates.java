package org.polyptych.neural.ptyinr;

import org.bytedeco.pytorch.Tensor;
import org.polyptych.neural.torch.Tensors;

/**
 * Coordinates (y, x) of the pixels of a grid, or of one {@code factor} times finer over the same pixels: pixel i of the fine
 * grid lies at i / factor of the coarse one, so that every factor-th pixel is a pixel of the grid.
 *
 * @param rows of the grid
 * @param columns of the grid
 * @param factor 1 or more
 */
record Coordinates(int rows, int columns, int factor) {
    /** Pixels that a coordinate of {@link Range#PIXELS} spans from 0 to 1: half of the benchmark's object. */
    private static final double UNIT = 144;

    /** What the coordinates of the first and last pixel are. */
    enum Range {
        /** From 0 to 1, as in the paper. */
        UNIT,
        /** From -1 to 1, as in the published code. */
        CENTRED,
        /** 0 in the middle, one a fixed number of pixels: frequencies mean the same on objects of any size. */
        PIXELS
    }

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
    Tensor points(Range range) {
        int n = fineRows() * fineColumns();
        float[] yx = new float[2 * n];
        for (int i = 0; i < n; i++) {
            yx[2 * i] = (float) coordinate((double) (i / fineColumns()) / factor, rows, range);
            yx[2 * i + 1] = (float) coordinate((double) (i % fineColumns()) / factor, columns, range);
        }
        return Tensors.of(yx, n, 2);
    }

    private static double coordinate(double pixel, int size, Range range) {
        double unit = size == 1 ? 0.5 : pixel / (size - 1);
        return switch (range) {
            // the fine pixels beyond the last coarse one would be outside of what a table covers
            case UNIT -> Math.min(unit, 1);
            case CENTRED -> 2 * unit - 1;
            case PIXELS -> (pixel - (size - 1) / 2.0) / UNIT;
        };
    }
}
