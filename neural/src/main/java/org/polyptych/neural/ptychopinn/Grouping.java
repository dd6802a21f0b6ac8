package org.polyptych.neural.ptychopinn;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polyptych.core.RandomStream;

/** Which frames are a group. In each there is a frame that it is made about, the first of it. */
public enum Grouping {
    /** Squares, if the groups have four frames and each frame is in a square; else the nearest. */
    AUTO {
        @Override
        int[][] groups(double[] y, double[] x, int size, int among, RandomStream random) {
            return size == 4 ? Squares.of(y, x).orElseGet(() -> nearest(y, x, size)) : nearest(y, x, size);
        }
    },
    /** About every frame a group of it and those nearest to it. */
    NEAREST {
        @Override
        int[][] groups(double[] y, double[] x, int size, int among, RandomStream random) {
            return nearest(y, x, size);
        }
    },
    /** About every frame a group of it and of a random choice among more of its neighbours. */
    RANDOM {
        @Override
        int[][] groups(double[] y, double[] x, int size, int among, RandomStream random) {
            int[][] near = nearest(y, x, Math.max(size, Math.min(among + 1, y.length)));
            return Arrays.stream(near).map(all -> chosen(all, size, random)).toArray(int[][]::new);
        }
    };

    /**
     * Groups such that each frame is in one of them.
     *
     * @param y of the frames, in pixels
     * @param x of the frames, in pixels
     * @param size frames of a group, at most as many as there are
     * @param among neighbours from which a random choice is made
     */
    abstract int[][] groups(double[] y, double[] x, int size, int among, RandomStream random);

    private static int[][] nearest(double[] y, double[] x, int size) {
        Neighbours neighbours = new Neighbours(y, x);
        return IntStream.range(0, y.length)
                .mapToObj(j -> about(j, neighbours.nearest(y[j], x[j], size)))
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
