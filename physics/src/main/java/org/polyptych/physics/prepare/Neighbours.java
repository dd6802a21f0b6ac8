package org.polyptych.physics.prepare;

/**
 * The good pixels around one: ranks of their counts. Ranks, not means, so that one more bad pixel among the neighbours
 * changes nothing.
 */
final class Neighbours {
    private static final int FEWEST = 8;
    private static final int FEWEST_NEAR = 5;

    private final int rows;
    private final int columns;
    private final boolean[] mask;
    private final float[] sorted = new float[24];

    Neighbours(int rows, int columns, boolean[] mask) {
        this.rows = rows;
        this.columns = columns;
        this.mask = mask;
    }

    /**
     * Sorts the counts of the good pixels in a square around a pixel, itself left out.
     *
     * @param radius 1 for 8 neighbours, 2 for 24
     * @return how many there are
     */
    private int sort(float[] counts, int pixel, int radius) {
        int row = pixel / columns;
        int column = pixel % columns;
        int n = 0;
        for (int y = Math.max(0, row - radius); y <= Math.min(rows - 1, row + radius); y++) {
            for (int x = Math.max(0, column - radius); x <= Math.min(columns - 1, column + radius); x++) {
                int i = y * columns + x;
                if (i == pixel || !mask[i]) {
                    continue;
                }
                float value = counts[i];
                int k = n++;
                while (k > 0 && sorted[k - 1] > value) {
                    sorted[k] = sorted[k - 1];
                    k--;
                }
                sorted[k] = value;
            }
        }
        return n;
    }

    /**
     * Whether a pixel stands out above its 24 neighbours: by more than {@code factor} times the range of theirs, the
     * brightest and the darkest left out, and by more than counting statistics allow.
     */
    boolean isAbove(float[] counts, int pixel, double factor, double unit) {
        int n = sort(counts, pixel, 2);
        if (n < FEWEST) {
            return false;
        }
        double high = sorted[n - 2];
        double range = high - sorted[1];
        double excess = counts[pixel] - high;
        return excess > factor * range && excess > unit * (8 * Math.sqrt(high / unit + 1) + 10);
    }

    /**
     * How many counts a pixel without any lacks, if it is dead: those of the third darkest of its 8 nearest, so that a
     * dark row of pixels does not hide itself, and the fewer the less even these are (times the square of their ratio to
     * the second brightest), since between unlike neighbours it may be the dark of a fringe. 0 where there are few.
     */
    double lacking(float[] counts, int pixel) {
        int n = sort(counts, pixel, 1);
        if (n < FEWEST_NEAR || sorted[2] <= 0) {
            return 0;
        }
        double even = Math.min(1, sorted[2] / sorted[n - 2]);
        return sorted[2] * even * even;
    }
}
