package org.polyptych.neural.ptychopinn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.answers.Neighbours;

/** Which frames are a group, and in which order: a network tells them by it. */
public enum Grouping {
    /**
     * The nearest; of groups of four the squares of a raster, and the nearest about frames that are in none. Fours are in the
     * order of {@link Corners}.
     */
    AUTO {
        @Override
        int[][] groups(double[] y, double[] x, int size, int among, RandomStream random, int asked) {
            return size == 4 ? fours(y, x, asked) : nearest(y, x, size, IntStream.range(0, asked));
        }
    },
    /** About every frame a group of it and those nearest to it, the frame first. */
    NEAREST {
        @Override
        int[][] groups(double[] y, double[] x, int size, int among, RandomStream random, int asked) {
            return nearest(y, x, size, IntStream.range(0, asked));
        }
    },
    /** About every frame a group of it and of a random choice among more of its neighbours, the frame first. */
    RANDOM {
        @Override
        int[][] groups(double[] y, double[] x, int size, int among, RandomStream random, int asked) {
            int[][] near = nearest(y, x, Math.max(size, Math.min(among + 1, y.length)), IntStream.range(0, asked));
            return Arrays.stream(near).map(all -> chosen(all, size, random)).toArray(int[][]::new);
        }
    };

    /**
     * Groups such that each frame asked for is in one of them, and each of them holds one.
     *
     * @param y of the frames, in pixels
     * @param x of the frames, in pixels
     * @param size frames of a group, at most as many as there are
     * @param among neighbours from which a random choice is made
     * @param asked frames that must be in a group, from the first on
     */
    abstract int[][] groups(double[] y, double[] x, int size, int among, RandomStream random, int asked);

    private static int[][] fours(double[] y, double[] x, int asked) {
        List<int[]> groups = new ArrayList<>();
        boolean[] seen = new boolean[y.length];
        for (int[] square : Squares.of(y, x)) {
            if (IntStream.of(square).anyMatch(j -> j < asked)) {
                groups.add(square);
                IntStream.of(square).forEach(j -> seen[j] = true);
            }
        }
        IntStream left = IntStream.range(0, asked).filter(j -> !seen[j]);
        for (int[] near : nearest(y, x, 4, left)) {
            groups.add(Corners.of(near, y, x));
        }
        return groups.toArray(int[][]::new);
    }

    private static int[][] nearest(double[] y, double[] x, int size, IntStream about) {
        Neighbours neighbours = new Neighbours(y, x);
        return about.mapToObj(j -> about(j, neighbours.nearest(y[j], x[j], size)))
                .toArray(int[][]::new);
    }

    /** The frame first, also where others lie at the same place. */
    private static int[] about(int anchor, int[] near) {
        Optional<Integer> found = IntStream.range(0, near.length)
                .boxed()
                .filter(k -> near[k] == anchor)
                .findFirst();
        int at = found.orElse(near.length - 1);
        System.arraycopy(near, 0, near, 1, at);
        near[0] = anchor;
        return near;
    }

    /** The first, and of the others some, the nearest first. */
    private static int[] chosen(int[] near, int size, RandomStream random) {
        int[] picked = Arrays.stream(random.permutation(near.length - 1), 0, size - 1)
                .sorted()
                .toArray();
        return IntStream.concat(IntStream.of(near[0]), IntStream.of(picked).map(k -> near[k + 1]))
                .toArray();
    }
}
