package org.polyptych.bench.diffusion;

/** How large a map is around each of its pixels. */
final class Surroundings {
    private final boolean[] counts;
    private final int rows;
    private final int columns;
    private final int reach;

    /**
     * @param counts pixels that are looked at
     * @param reach pixels to each side
     */
    Surroundings(boolean[] counts, int columns, int reach) {
        this.counts = counts;
        this.rows = counts.length / columns;
        this.columns = columns;
        this.reach = reach;
    }

    /** Root mean square of those that count in the square around each pixel. */
    double[] with(float[] map) {
        return rootMeanSquares(map, true);
    }

    /** The same without the pixel itself; 0 where it has no other. */
    double[] without(float[] map) {
        return rootMeanSquares(map, false);
    }

    private double[] rootMeanSquares(float[] map, boolean own) {
        double[] found = new double[map.length];
        for (int i = 0; i < map.length; i++) {
            double sum = 0;
            int count = 0;
            for (int r = Math.max(0, i / columns - reach); r <= Math.min(rows - 1, i / columns + reach); r++) {
                for (int c = Math.max(0, i % columns - reach); c <= Math.min(columns - 1, i % columns + reach); c++) {
                    int at = r * columns + c;
                    if (counts[at] && (own || at != i)) {
                        sum += (double) map[at] * map[at];
                        count++;
                    }
                }
            }
            found[i] = count == 0 ? 0 : Math.sqrt(sum / count);
        }
        return found;
    }
}
