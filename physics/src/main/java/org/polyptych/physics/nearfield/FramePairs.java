package org.polyptych.physics.nearfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.Positions;

/** Pairs of frames at chosen distances from each other, drawn from all over the scan. */
final class FramePairs {
    private static final int LOOKED_AT = 200;
    private static final int MOST_TRIED = 2_000_000;
    private static final long SEED = 1;

    private FramePairs() {}

    /** The median distance of a position to its nearest neighbour elsewhere, in metres; 0 if there is none. */
    static double neighbourDistance(Positions positions) {
        int n = positions.count();
        int looked = Math.min(n, LOOKED_AT);
        double[] nearest = new double[looked];
        for (int k = 0; k < looked; k++) {
            int i = (int) ((long) k * n / looked);
            nearest[k] = Double.POSITIVE_INFINITY;
            for (int j = 0; j < n; j++) {
                double d = distance(positions, i, j);
                if (d > 0) {
                    nearest[k] = Math.min(nearest[k], d);
                }
            }
        }
        double[] found =
                Arrays.stream(nearest).filter(Double::isFinite).sorted().toArray();
        return found.length == 0 ? 0 : found[found.length / 2];
    }

    /** {first, second} of at most so many pairs, whose distance in metres is within the limits. */
    static List<int[]> at(Positions positions, double least, double most, int count) {
        int n = positions.count();
        List<int[]> all = new ArrayList<>();
        RandomStream random = new RandomStream(SEED, 0);
        boolean few = (long) n * (n - 1) / 2 <= MOST_TRIED;
        for (int i = 0; few && i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                add(all, positions, i, j, least, most);
            }
        }
        for (int k = 0; !few && k < MOST_TRIED; k++) {
            add(all, positions, (int) (random.uniform() * n), (int) (random.uniform() * n), least, most);
        }
        if (all.size() <= count) {
            return all;
        }
        int[] order = random.permutation(all.size());
        return Arrays.stream(order, 0, count).mapToObj(all::get).toList();
    }

    private static void add(List<int[]> all, Positions positions, int i, int j, double least, double most) {
        double d = distance(positions, i, j);
        if (d >= least && d <= most) {
            all.add(new int[] {i, j});
        }
    }

    private static double distance(Positions positions, int i, int j) {
        return Math.hypot(
                positions.y()[j] - positions.y()[i],
                positions.x()[j] - positions.x()[i]);
    }
}
