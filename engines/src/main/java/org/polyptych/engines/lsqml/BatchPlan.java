package org.polyptych.engines.lsqml;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.FramePlacements;

/** Which frames share an update, and which batch comes when: a function of the placements, the seed and the iteration. */
final class BatchPlan {
    private final FramePlacements placements;
    private final boolean sparse;
    /** Frames that are near each other: a batch each, or what each batch takes one frame of. */
    private final int[][] clusters;

    private final int batches;

    /** @param most frames in a batch */
    BatchPlan(FramePlacements placements, LsqmlSettings.Grouping grouping, int most) {
        this.placements = placements;
        this.sparse = grouping == LsqmlSettings.Grouping.SPARSE;
        int n = placements.count();
        this.batches = (n + most - 1) / most;
        this.clusters = new int[sparse ? most : batches][];
        Integer[] frames = IntStream.range(0, n).boxed().toArray(Integer[]::new);
        bisect(frames, 0, n, 0, clusters.length);
    }

    /** The batches of an iteration, in their order: each frame once. */
    int[][] of(long seed, int iteration) {
        RandomStream random = new RandomStream(seed, iteration);
        return sparse ? drawn(random) : order(random);
    }

    private int[][] order(RandomStream random) {
        return Arrays.stream(random.permutation(batches))
                .mapToObj(b -> clusters[b])
                .toArray(int[][]::new);
    }

    /** Every batch gets one frame of each cluster, drawn at random; some get none of the clusters that have one less. */
    private int[][] drawn(RandomStream random) {
        int[][] drawn = new int[batches][clusters.length];
        int[] sizes = new int[batches];
        for (int[] cluster : clusters) {
            int[] batch = random.permutation(batches);
            for (int k = 0; k < cluster.length; k++) {
                drawn[batch[k]][sizes[batch[k]]++] = cluster[k];
            }
        }
        return IntStream.range(0, batches)
                .filter(b -> sizes[b] > 0)
                .mapToObj(b -> Arrays.copyOf(drawn[b], sizes[b]))
                .toArray(int[][]::new);
    }

    /**
     * Fills clusters {@code first} to {@code last} with the frames {@code from} to {@code to}: cuts them in two across the
     * longer side of the rectangle they lie in, in the proportion of the clusters on each side, and these again.
     */
    private void bisect(Integer[] frames, int from, int to, int first, int last) {
        if (last - first == 1) {
            clusters[first] =
                    Arrays.stream(frames, from, to).mapToInt(f -> f).sorted().toArray();
            return;
        }
        int height = range(frames, from, to, true);
        int width = range(frames, from, to, false);
        boolean rows = height >= width;
        Arrays.sort(
                frames,
                from,
                to,
                Comparator.<Integer>comparingInt(f -> place(f, rows)).thenComparingInt(f -> f));
        int middle = (first + last) / 2;
        int cut = from + (int) ((long) (to - from) * (middle - first) / (last - first));
        bisect(frames, from, cut, first, middle);
        bisect(frames, cut, to, middle, last);
    }

    private int place(int frame, boolean row) {
        return row ? placements.top(frame) : placements.left(frame);
    }

    private int range(Integer[] frames, int from, int to, boolean rows) {
        int least = Integer.MAX_VALUE;
        int most = Integer.MIN_VALUE;
        for (int k = from; k < to; k++) {
            least = Math.min(least, place(frames[k], rows));
            most = Math.max(most, place(frames[k], rows));
        }
        return most - least;
    }
}
