package org.polyptych.neural.hash;

import java.util.List;
import org.polyptych.core.Parallel;

/** Where points lie on the grids of all levels: four entries and two fractions each, found once for a set of points. */
final class HashCorners {
    private final float[] points;
    private final int[][] entries;
    private final float[][] fractions;

    /**
     * @param points x and y by turns, from 0 to 1
     * @throws IllegalArgumentException if one is not
     */
    HashCorners(float[] points, List<HashLevel> levels, Parallel parallel) {
        for (float coordinate : points) {
            if (!(coordinate >= 0 && coordinate <= 1)) {
                throw new IllegalArgumentException(
                        "coordinates for a hash encoding must be from 0 to 1, got " + coordinate);
            }
        }
        this.points = points;
        int count = points.length / 2;
        entries = new int[levels.size()][4 * count];
        fractions = new float[levels.size()][2 * count];
        parallel.forEach(levels.size(), l -> find(levels.get(l), points, entries[l], fractions[l]));
    }

    private static void find(HashLevel level, float[] points, int[] entries, float[] fractions) {
        for (int p = 0; p < fractions.length / 2; p++) {
            double x = level.scale() * points[2 * p] + 0.5;
            double y = level.scale() * points[2 * p + 1] + 0.5;
            int column = (int) x;
            int row = (int) y;
            entries[4 * p] = level.entry(column, row);
            entries[4 * p + 1] = level.entry(column + 1, row);
            entries[4 * p + 2] = level.entry(column, row + 1);
            entries[4 * p + 3] = level.entry(column + 1, row + 1);
            fractions[2 * p] = (float) (x - column);
            fractions[2 * p + 1] = (float) (y - row);
        }
    }

    int count() {
        return points.length / 2;
    }

    /** The points they were found for. */
    float[] points() {
        return points;
    }

    /** Of each point: at (x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1). */
    int[] entries(int level) {
        return entries[level];
    }

    /** Of each point: how far it lies from the first of its entries along x and y. */
    float[] fractions(int level) {
        return fractions[level];
    }
}
