package org.polyptych.electron.virtual;

import java.util.Arrays;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Positions;

/**
 * Square pixels over a scan, as large as its step: each shows the frame nearest to it, and nothing (NaN) where none is nearer than
 * a step. Of a raster along y and x that is the raster itself.
 *
 * @param rows of pixels
 * @param columns of pixels
 * @param pixel side in metres
 * @param nearest frame of each pixel, -1 for none
 */
public record PositionGrid(int rows, int columns, double pixel, int[] nearest) {
    private static final double MOST = 1 << 24;

    /** Of a step: a frame a whole step away is not nearer than a step, however it is rounded. */
    private static final double ROUNDING = 1e-6;

    /**
     * Over these positions.
     *
     * @param step between neighbours, metres
     * @throws BadInputException if there is no step, or the positions lie too far apart for it
     */
    public static PositionGrid of(Positions positions, double step) {
        Extent down = Extent.of(positions.y());
        Extent right = Extent.of(positions.x());
        double high = Math.rint(down.length() / step) + 1;
        double wide = Math.rint(right.length() / step) + 1;
        if (!(step > 0) || !(high * wide <= MOST)) {
            throw new BadInputException("positions over " + down.length() + " x " + right.length()
                    + " m with a step of " + step + " m make no image");
        }
        int rows = (int) high;
        int columns = (int) wide;
        int[] nearest = new int[rows * columns];
        double[] distance = new double[nearest.length];
        Arrays.fill(nearest, -1);
        Arrays.fill(distance, 1 - ROUNDING);
        for (int j = 0; j < positions.count(); j++) {
            double y = (positions.y()[j] - down.least()) / step;
            double x = (positions.x()[j] - right.least()) / step;
            for (int row = (int) Math.rint(y) - 1; row <= Math.rint(y) + 1; row++) {
                for (int column = (int) Math.rint(x) - 1; column <= Math.rint(x) + 1; column++) {
                    if (row < 0 || column < 0 || row >= rows || column >= columns) {
                        continue;
                    }
                    double d = Math.hypot(row - y, column - x);
                    int i = row * columns + column;
                    if (d < distance[i]) {
                        distance[i] = d;
                        nearest[i] = j;
                    }
                }
            }
        }
        return new PositionGrid(rows, columns, step, nearest);
    }

    /** An image of these values, one a frame. */
    public RealImage image(double[] values) {
        RealImage image = RealImage.zeros(rows, columns);
        for (int i = 0; i < nearest.length; i++) {
            image.values()[i] = nearest[i] < 0 ? Float.NaN : (float) values[nearest[i]];
        }
        return image;
    }

    /** The same without gaps: where no frame lies within a step, the nearest pixel goes on. */
    public RealImage filled(double[] values) {
        int[] from = nearest.clone();
        int[] queue = new int[from.length];
        int end = 0;
        for (int i = 0; i < from.length; i++) {
            if (from[i] >= 0) {
                queue[end++] = i;
            }
        }
        for (int at = 0; at < end; at++) {
            int row = queue[at] / columns;
            int column = queue[at] % columns;
            for (int side = 0; side < 4; side++) {
                int y = row + (side == 0 ? -1 : side == 1 ? 1 : 0);
                int x = column + (side == 2 ? -1 : side == 3 ? 1 : 0);
                if (y >= 0 && x >= 0 && y < rows && x < columns && from[y * columns + x] < 0) {
                    from[y * columns + x] = from[queue[at]];
                    queue[end++] = y * columns + x;
                }
            }
        }
        RealImage image = RealImage.zeros(rows, columns);
        for (int i = 0; i < from.length; i++) {
            image.values()[i] = (float) values[from[i]];
        }
        return image;
    }

    /** Which pixels show a frame. */
    public boolean[] scanned() {
        boolean[] scanned = new boolean[nearest.length];
        for (int i = 0; i < scanned.length; i++) {
            scanned[i] = nearest[i] >= 0;
        }
        return scanned;
    }
}
