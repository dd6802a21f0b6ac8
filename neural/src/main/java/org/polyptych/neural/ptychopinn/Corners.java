package org.polyptych.neural.ptychopinn;

import java.util.Arrays;
import java.util.Comparator;
import org.polyptych.neural.answers.Neighbours;

/** Four frames in the order of {@link Squares}, also where they are no square: a network tells frames by their order. */
final class Corners {
    private Corners() {}

    /**
     * The two upper ones, then the two lower ones, of each the left one first. Squares are left as they are.
     *
     * @param group four frames
     * @param y where frames are, in pixels; what differs by rounding errors is equal
     * @param x of the same
     */
    static int[] of(int[] group, double[] y, double[] x) {
        Comparator<Integer> fromAbove = Comparator.comparingDouble(frame -> Neighbours.rounded(y[frame]));
        Comparator<Integer> fromTheLeft = Comparator.comparingDouble(frame -> Neighbours.rounded(x[frame]));
        Integer[] frames = Arrays.stream(group).boxed().toArray(Integer[]::new);
        Arrays.sort(frames, fromAbove.thenComparing(fromTheLeft).thenComparing(Comparator.naturalOrder()));
        // sorting is stable: of those at one column the upper one stays first
        Arrays.sort(frames, 0, 2, fromTheLeft);
        Arrays.sort(frames, 2, 4, fromTheLeft);
        return Arrays.stream(frames).mapToInt(Integer::intValue).toArray();
    }
}
