package org.polyptych.physics.simulation;

import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;

/**
 * Lines from left to right, the first at the top. Whole steps give positions on whole pixels of a specimen whose middle
 * pixel is at 0: with an object of (n - 1) step + N pixels, frame (i, k) cuts the patch that starts at row i step,
 * column k step, the layout of the PtyINR benchmark.
 *
 * @param rows lines of frames
 * @param columns frames of a line
 * @param stepY pixels between lines
 * @param stepX pixels between frames of a line
 */
public record Raster(int rows, int columns, double stepY, double stepX) implements ScanPattern {

    /** A square of n x n frames. */
    public static Raster square(int n, double step) {
        return new Raster(n, n, step, step);
    }

    /** In metres, about 0. */
    public Positions positions(Geometry geometry) {
        double[] y = new double[rows * columns];
        double[] x = new double[rows * columns];
        double top = Math.floor((rows - 1) * stepY / 2);
        double left = Math.floor((columns - 1) * stepX / 2);
        for (int j = 0; j < y.length; j++) {
            y[j] = (j / columns * stepY - top) * geometry.pixelHeight();
            x[j] = (j % columns * stepX - left) * geometry.pixelWidth();
        }
        return new Positions(y, x);
    }

    @Override
    public Positions positions(Geometry geometry, long seed) {
        return positions(geometry);
    }
}
