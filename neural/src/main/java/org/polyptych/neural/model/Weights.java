package org.polyptych.neural.model;

/**
 * A named array of a file of weights.
 *
 * @param shape no sizes: a number by itself
 * @param values the last index fastest
 */
public record Weights(long[] shape, float[] values) {
    public Weights {
        long count = 1;
        for (long size : shape) {
            count = Math.multiplyExact(count, size);
        }
        if (count != values.length) {
            throw new IllegalArgumentException("weights of " + count + " numbers are needed, got " + values.length);
        }
    }
}
