package org.polyptych.neural.model;

import java.util.Arrays;

/**
 * A named array of a file of weights.
 *
 * @param shape no sizes: a number by itself
 * @param values the last index fastest
 */
public record Weights(long[] shape, float[] values) {
    public Weights {
        long count = count(shape);
        if (count != values.length) {
            throw new IllegalArgumentException("weights of " + count + " numbers are needed, got " + values.length);
        }
    }

    /**
     * How many numbers an array of a shape has.
     *
     * @throws IllegalArgumentException for a shape that no array has: sizes below 0, or too many numbers were those of size 0
     *     left out
     */
    static long count(long[] shape) {
        long count = 1;
        boolean empty = false;
        for (long size : shape) {
            if (size < 0 || size > Integer.MAX_VALUE / count) {
                throw new IllegalArgumentException("there is no array of shape " + Arrays.toString(shape));
            }
            empty |= size == 0;
            count *= Math.max(1, size);
        }
        return empty ? 0 : count;
    }
}
