package org.polyptych.neural.answers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the nearest of many points of a plane, which lie in square cells: about as fast as a k-d tree where points are spread
 * evenly, as a scan's are. Of points equally far the upper one comes first, then the left one, so that grids have the same
 * neighbours everywhere.
 */
public final class Neighbours {
    /** Distances that differ by less than this many pixels are equal: positions in metres have rounding errors. */
    private static final double EQUAL = 1e-3;

    /** Points of a cell, about. */
    private static final double CROWD = 2;

    private final double[] y;
    private final double[] x;
    private final double top;
    private final double left;
    private final double cell;
    private final int rows;
    private final int columns;
    private final List<List<Integer>> cells = new ArrayList<>();

    /** Points in pixels, at least one. */
    public Neighbours(double[] y, double[] x) {
        this.y = y;
        this.x = x;
        double bottom = Double.NEGATIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double up = Double.POSITIVE_INFINITY;
        double first = Double.POSITIVE_INFINITY;
        for (int j = 0; j < y.length; j++) {
            up = Math.min(up, y[j]);
            bottom = Math.max(bottom, y[j]);
            first = Math.min(first, x[j]);
            right = Math.max(right, x[j]);
        }
        this.top = up;
        this.left = first;
        double height = bottom - up;
        double width = right - first;
        double even = Math.max(Math.sqrt(height * width * CROWD / y.length), Math.max(height, width) / y.length);
        this.cell = even > 0 ? even : 1;
        this.rows = (int) (height / cell) + 1;
        this.columns = (int) (width / cell) + 1;
        for (int i = 0; i < rows * columns; i++) {
            cells.add(new ArrayList<>());
        }
        for (int j = 0; j < y.length; j++) {
            cells.get(place(y[j], top, rows) * columns + place(x[j], left, columns))
                    .add(j);
        }
    }

    private int place(double at, double from, int count) {
        return (int) Math.clamp(Math.floor((at - from) / cell), 0, count - 1.0);
    }

    /** The points nearest to a place, the nearest first; fewer where there are not so many. */
    public int[] nearest(double atY, double atX, int count) {
        int row = place(atY, top, rows);
        int column = place(atX, left, columns);
        List<Integer> found = new ArrayList<>();
        for (int ring = 0; ring <= Math.max(rows, columns); ring++) {
            add(row, column, ring, found);
            found.sort(order(atY, atX));
            // beyond the rings looked at, no point of the cells' area is nearer than this
            if (found.size() >= count
                    && Math.hypot(y[found.get(count - 1)] - atY, x[found.get(count - 1)] - atX) + EQUAL < ring * cell) {
                break;
            }
        }
        return found.stream().limit(count).mapToInt(Integer::intValue).toArray();
    }

    /** Of pixels, such that those that differ by rounding errors only are equal, but for a few. */
    public static double rounded(double pixels) {
        return Math.rint(pixels / EQUAL);
    }

    private Comparator<Integer> order(double atY, double atX) {
        return Comparator.comparingDouble((Integer j) -> rounded(Math.hypot(y[j] - atY, x[j] - atX)))
                .thenComparingDouble(j -> rounded(y[j]))
                .thenComparingDouble(j -> rounded(x[j]))
                .thenComparingInt(j -> j);
    }

    private void add(int row, int column, int ring, List<Integer> to) {
        for (int r = Math.max(0, row - ring); r <= Math.min(rows - 1, row + ring); r++) {
            boolean edge = Math.abs(r - row) == ring;
            for (int c = column - ring; c <= column + ring; c += edge || ring == 0 ? 1 : 2 * ring) {
                if (c >= 0 && c < columns) {
                    to.addAll(cells.get(r * columns + c));
                }
            }
        }
    }
}
