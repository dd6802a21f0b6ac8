package org.polyptych.physics.phase;

import java.util.Arrays;
import org.polyptych.core.RealImage;

/**
 * Two-dimensional phase unwrapping along the most reliable path: M. A. Herraez, D. R. Burton, M. J. Lalor, M. A.
 * Gdeisat, Applied Optics 41, 7437 (2002). Steps between neighbours are taken in the order of their reliability,
 * joining pixels to regions and regions to larger ones, so that a noisy patch is left to the end and cannot spoil the
 * rest. The result differs from the input by whole turns, pixel by pixel.
 *
 * <p>Deviations: the reliability 1 / D (D from second differences) is multiplied by a weight; pixels of weight 0 take
 * no part, so that any shape of region will do; separate regions are set to the multiple of 2 pi that brings their
 * mean nearest to that of the largest one.
 */
public final class PhaseUnwrap {
    private static final double TURN = 2 * Math.PI;

    private final int rows;
    private final int columns;
    private final float[] phase;
    private final float[] weight;
    private final int[] parent;
    /** Whole turns relative to the parent. */
    private final int[] turns;

    private final int[] members;

    private PhaseUnwrap(RealImage wrapped, float[] weight) {
        rows = wrapped.rows();
        columns = wrapped.columns();
        phase = wrapped.values();
        this.weight = weight;
        parent = new int[phase.length];
        turns = new int[phase.length];
        members = new int[phase.length];
        Arrays.setAll(parent, i -> i);
        Arrays.fill(members, 1);
    }

    /**
     * Unwraps.
     *
     * @param wrapped phases in radians, not necessarily within one turn
     * @param weight one value a pixel: 0 outside the region, larger where the phase is more to be trusted
     * @return the phases plus whole turns; NaN where the weight is 0
     */
    public static RealImage unwrap(RealImage wrapped, float[] weight) {
        if (weight.length != wrapped.size()) {
            throw new IllegalArgumentException(
                    "an image of " + wrapped.size() + " pixels needs as many weights, got " + weight.length);
        }
        PhaseUnwrap unwrapping = new PhaseUnwrap(wrapped, weight);
        unwrapping.joinAll();
        return unwrapping.result();
    }

    private void joinAll() {
        float[] reliability = reliability();
        long[] steps = new long[2 * phase.length];
        int count = 0;
        for (int i = 0; i < phase.length; i++) {
            if (weight[i] > 0) {
                if (i % columns < columns - 1 && weight[i + 1] > 0) {
                    steps[count++] = step(reliability[i] + reliability[i + 1], 2L * i);
                }
                if (i + columns < phase.length && weight[i + columns] > 0) {
                    steps[count++] = step(reliability[i] + reliability[i + columns], 2L * i + 1);
                }
            }
        }
        Arrays.parallelSort(steps, 0, count);
        for (int s = count - 1; s >= 0; s--) {
            long index = steps[s] & 0xFFFFFFFFL;
            int i = (int) (index / 2);
            join(i, index % 2 == 0 ? i + 1 : i + columns);
        }
    }

    /** Reliability above, pixel and direction below: sorts by reliability, ties by place. */
    private static long step(float reliability, long index) {
        // the bits of floats of 0 or more order as the floats do
        return (long) Float.floatToIntBits(reliability) << 32 | index;
    }

    /** weight / D; at the edge of the region, where a second difference is missing, the least that counts. */
    private float[] reliability() {
        float[] reliability = new float[phase.length];
        for (int y = 1; y < rows - 1; y++) {
            for (int x = 1; x < columns - 1; x++) {
                int i = y * columns + x;
                if (weight[i] > 0 && surrounded(i)) {
                    double d = square(second(i, 1)) + square(second(i, columns));
                    d += square(second(i, columns + 1)) + square(second(i, columns - 1));
                    reliability[i] = (float) Math.min(1e30, weight[i] / (Math.sqrt(d) + 1e-6));
                }
            }
        }
        return reliability;
    }

    private boolean surrounded(int i) {
        for (int dy = -columns; dy <= columns; dy += columns) {
            if (!(weight[i + dy - 1] > 0 && weight[i + dy] > 0 && weight[i + dy + 1] > 0)) {
                return false;
            }
        }
        return true;
    }

    private double second(int i, int stride) {
        return wrap(phase[i - stride] - phase[i]) - wrap(phase[i] - phase[i + stride]);
    }

    private static double square(double value) {
        return value * value;
    }

    /** Into [-pi, pi]. */
    private static double wrap(double angle) {
        return angle - TURN * Math.rint(angle / TURN);
    }

    /** Puts two neighbours into one region with a step of at most half a turn between them. */
    private void join(int a, int b) {
        int rootA = root(a);
        int rootB = root(b);
        if (rootA == rootB) {
            return;
        }
        int between = turns(a, rootA) - turns(b, rootB) - (int) Math.rint((phase[b] - (double) phase[a]) / TURN);
        boolean intoA = members[rootA] >= members[rootB];
        int kept = intoA ? rootA : rootB;
        int joined = intoA ? rootB : rootA;
        parent[joined] = kept;
        turns[joined] = intoA ? between : -between;
        members[kept] += members[joined];
    }

    /** The root of a pixel's region; on the way, the pixel is hung directly below it. */
    private int root(int i) {
        int root = i;
        int sum = 0;
        while (parent[root] != root) {
            sum += turns[root];
            root = parent[root];
        }
        while (parent[i] != root && i != root) {
            int next = parent[i];
            int own = turns[i];
            parent[i] = root;
            turns[i] = sum;
            sum -= own;
            i = next;
        }
        return root;
    }

    /** Turns of a pixel just hung below its root. */
    private int turns(int i, int root) {
        return i == root ? 0 : turns[i];
    }

    private RealImage result() {
        RealImage out = RealImage.zeros(rows, columns);
        double[] sum = new double[phase.length];
        int largest = -1;
        for (int i = 0; i < phase.length; i++) {
            if (weight[i] > 0) {
                int root = root(i);
                sum[root] += phase[i] + TURN * turns(i, root);
                if (largest < 0 || members[root] > members[largest]) {
                    largest = root;
                }
            }
        }
        for (int i = 0; i < phase.length; i++) {
            if (weight[i] > 0) {
                int root = root(i);
                double apart = sum[largest] / members[largest] - sum[root] / members[root];
                out.values()[i] = (float) (phase[i] + TURN * (turns(i, root) + Math.rint(apart / TURN)));
            } else {
                out.values()[i] = Float.NaN;
            }
        }
        return out;
    }
}
