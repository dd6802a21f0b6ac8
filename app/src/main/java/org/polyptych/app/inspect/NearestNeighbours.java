package org.polyptych.app.inspect;

import java.util.Arrays;
import org.polyptych.physics.Positions;

/**
 * The distance of each position to the nearest other, by a k-d tree: n log n whether the positions are spread, on a line
 * or all in one place.
 */
final class NearestNeighbours {
    /** Positions that are compared one by one. */
    private static final int LEAF = 8;

    private final double[][] axes;
    private final int[] order;
    /** Along which axis the range whose middle this is was parted. */
    private final byte[] axis;

    private double nearest;
    private long compared;

    private NearestNeighbours(Positions positions) {
        this.axes = new double[][] {positions.y(), positions.x()};
        this.order = new int[positions.count()];
        Arrays.setAll(order, j -> j);
        this.axis = new byte[order.length];
    }

    /**
     * @param distances to the nearest other, in metres, one a position; infinite for one position alone
     * @param compared pairs of positions that were looked at
     */
    record Found(double[] distances, long compared) {}

    static Found of(Positions positions) {
        NearestNeighbours tree = new NearestNeighbours(positions);
        int n = positions.count();
        tree.build(0, n);
        double[] distances = new double[n];
        for (int j = 0; j < n; j++) {
            tree.nearest = Double.POSITIVE_INFINITY;
            tree.search(j, 0, n);
            distances[j] = tree.nearest;
        }
        return new Found(distances, tree.compared);
    }

    /** Parts a range at its middle along its longer side, again and again. */
    private void build(int from, int to) {
        if (to - from <= LEAF) {
            return;
        }
        int middle = (from + to) >>> 1;
        axis[middle] = longerAxis(from, to);
        part(axes[axis[middle]], from, to - 1, middle);
        build(from, middle);
        build(middle + 1, to);
    }

    private byte longerAxis(int from, int to) {
        double[] length = new double[axes.length];
        for (int a = 0; a < axes.length; a++) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int k = from; k < to; k++) {
                least = Math.min(least, axes[a][order[k]]);
                most = Math.max(most, axes[a][order[k]]);
            }
            length[a] = most - least;
        }
        return (byte) (length[1] > length[0] ? 1 : 0);
    }

    /** Hoare's selection: what is less than the value in the middle lies before it, what is more behind it. */
    private void part(double[] values, int first, int last, int middle) {
        int left = first;
        int right = last;
        while (left < right) {
            double pivot = values[order[middle]];
            int i = left;
            int k = right;
            do {
                while (values[order[i]] < pivot) {
                    i++;
                }
                while (pivot < values[order[k]]) {
                    k--;
                }
                if (i <= k) {
                    int swapped = order[i];
                    order[i++] = order[k];
                    order[k--] = swapped;
                }
            } while (i <= k);
            if (k < middle) {
                left = i;
            }
            if (middle < i) {
                right = k;
            }
        }
    }

    private void search(int j, int from, int to) {
        if (to - from <= LEAF) {
            for (int k = from; k < to; k++) {
                compare(j, order[k]);
            }
            return;
        }
        int middle = (from + to) >>> 1;
        compare(j, order[middle]);
        double[] values = axes[axis[middle]];
        double beyond = values[j] - values[order[middle]];
        if (beyond < 0) {
            search(j, from, middle);
        } else {
            search(j, middle + 1, to);
        }
        if (Math.abs(beyond) < nearest) {
            if (beyond < 0) {
                search(j, middle + 1, to);
            } else {
                search(j, from, middle);
            }
        }
    }

    private void compare(int j, int other) {
        if (j != other) {
            compared++;
            nearest = Math.min(nearest, Math.hypot(axes[0][j] - axes[0][other], axes[1][j] - axes[1][other]));
        }
    }
}
