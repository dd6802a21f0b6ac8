package org.polyptych.io;

import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * How far a list of positions is filled.
 *
 * @param there positions from the first on; less than 0 where the file has no list that can be followed
 * @param planned how many there will be; empty where the list may yet become longer
 */
public record Placed(int there, OptionalInt planned) {
    /** No list of positions. */
    static final Placed NOT_SAID = new Placed(-1, OptionalInt.empty());

    /** The fewest zeros at the end that are taken for places without a position: one may be a position. */
    private static final int FEWEST_ZEROS = 2;

    /** Of a list that is whole. */
    static Placed all(int count) {
        return new Placed(count, OptionalInt.of(count));
    }

    /**
     * Looks where a list ends: what is not a number at its end, or 0 several times, is not filled yet.
     *
     * @param values [frame][width]
     * @param mayGrow whether the list can become longer
     */
    static Placed of(double[] values, int width, boolean mayGrow) {
        int count = values.length / width;
        int finite = count;
        while (finite > 0 && !all(finite - 1, width, i -> Double.isFinite(values[i]))) {
            finite--;
        }
        int there = finite;
        while (there > 0 && all(there - 1, width, i -> values[i] == 0)) {
            there--;
        }
        return new Placed(
                finite - there < FEWEST_ZEROS ? finite : there, mayGrow ? OptionalInt.empty() : OptionalInt.of(count));
    }

    private static boolean all(int frame, int width, IntPredicate test) {
        for (int i = frame * width; i < (frame + 1) * width; i++) {
            if (!test.test(i)) {
                return false;
            }
        }
        return true;
    }
}
