package org.polyptych.neural.sampling;

/**
 * The pixels of objects that a network learns from.
 *
 * @param height in metres; NaN if not said
 * @param width in metres; NaN if not said
 */
public record LearnedPixels(double height, double width) {
    /** Objects are learned at several magnifications: pixels that differ by less are the same. */
    private static final double SAME = 0.1;

    /** Whether an object with such pixels is like them; pixels that are not said are those of any object. */
    public boolean like(double otherHeight, double otherWidth) {
        return same(otherHeight, height) && same(otherWidth, width);
    }

    private static boolean same(double pixel, double learned) {
        return !(Math.abs(pixel / learned - 1) > SAME);
    }
}
