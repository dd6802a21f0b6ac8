package org.polyptych.physics;

import java.util.Arrays;
import org.polyptych.core.BadInputException;

/**
 * Where each frame's patch lies on the specimen's pixels: first row and column, and the fraction of a pixel, in
 * [-0.5, 0.5], by which the probe is shifted down and right on that patch. They change only by {@link #take}, where
 * positions are refined.
 */
public final class FramePlacements {
    /** Fractions below this are whole pixels, in pixels. */
    private static final double WHOLE = 1e-4;

    private final int[] top;
    private final int[] left;
    private final float[] down;
    private final float[] right;
    private boolean whole;

    private FramePlacements(int[] top, int[] left, float[] down, float[] right, boolean whole) {
        this.top = top;
        this.left = left;
        this.down = down;
        this.right = right;
        this.whole = whole;
    }

    /**
     * @param rows probe rows
     * @param columns probe columns
     * @param round true to drop the fractions
     * @throws BadInputException if a patch would not lie on the specimen
     */
    public static FramePlacements of(Specimen specimen, Positions positions, int rows, int columns, boolean round) {
        int n = positions.count();
        double[] row = new double[n];
        double[] column = new double[n];
        for (int j = 0; j < n; j++) {
            row[j] = specimen.rowOf(positions.y()[j]);
            column[j] = specimen.columnOf(positions.x()[j]);
        }
        return at(row, column, specimen.rows(), specimen.columns(), rows, columns, round);
    }

    /**
     * By the pixels of the specimen, with fractions, on which the probe's centre pixel lies.
     *
     * @param specimenRows size of the specimen
     * @param specimenColumns size of the specimen
     * @param rows probe rows
     * @param columns probe columns
     * @param round true to drop the fractions
     * @throws BadInputException if a patch would not lie on the specimen
     */
    public static FramePlacements at(
            double[] row,
            double[] column,
            int specimenRows,
            int specimenColumns,
            int rows,
            int columns,
            boolean round) {
        int n = row.length;
        int[] top = new int[n];
        int[] left = new int[n];
        float[] down = new float[n];
        float[] right = new float[n];
        boolean whole = true;
        for (int j = 0; j < n; j++) {
            long nearestRow = Math.round(row[j]);
            long nearestColumn = Math.round(column[j]);
            long first = nearestRow - rows / 2;
            long firstColumn = nearestColumn - columns / 2;
            if (first < 0
                    || firstColumn < 0
                    || first > specimenRows - rows
                    || firstColumn > specimenColumns - columns) {
                throw new BadInputException("frame " + j + " lies at row " + (long) row[j] + ", column "
                        + (long) column[j] + ", so its patch does not fit on the object of " + specimenRows + " x "
                        + specimenColumns + " pixels");
            }
            top[j] = (int) first;
            left[j] = (int) firstColumn;
            if (!round) {
                down[j] = (float) (row[j] - nearestRow);
                right[j] = (float) (column[j] - nearestColumn);
                whole &= Math.abs(row[j] - nearestRow) < WHOLE && Math.abs(column[j] - nearestColumn) < WHOLE;
            }
        }
        return new FramePlacements(top, left, down, right, whole);
    }

    /**
     * Takes over where other placements of the same frames lie, so that all parts of an engine that hold these see the
     * move. Not for use while others read.
     *
     * @return true if the whole-pixel part of a frame's place has changed
     */
    public boolean take(FramePlacements other) {
        boolean changed = !Arrays.equals(top, other.top) || !Arrays.equals(left, other.left);
        System.arraycopy(other.top, 0, top, 0, top.length);
        System.arraycopy(other.left, 0, left, 0, left.length);
        System.arraycopy(other.down, 0, down, 0, down.length);
        System.arraycopy(other.right, 0, right, 0, right.length);
        whole = other.whole;
        return changed;
    }

    public int count() {
        return top.length;
    }

    /** First row of the frame's patch. */
    public int top(int frame) {
        return top[frame];
    }

    /** First column of the frame's patch. */
    public int left(int frame) {
        return left[frame];
    }

    /** Shift of the probe on the patch, downwards, in pixels. */
    public float down(int frame) {
        return down[frame];
    }

    /** Shift of the probe on the patch, to the right, in pixels. */
    public float right(int frame) {
        return right[frame];
    }

    /** True if no frame needs a shift of the probe. */
    public boolean whole() {
        return whole;
    }
}
