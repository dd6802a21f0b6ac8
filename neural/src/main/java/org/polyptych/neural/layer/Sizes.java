package org.polyptych.neural.layer;

/** Checks of the numbers in settings of layers. */
final class Sizes {
    private Sizes() {}

    static void atLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be " + least + " or more, got " + value);
        }
    }

    static void divides(int divisor, String name, int value, String of) {
        if (divisor < 1 || value % divisor != 0) {
            throw new IllegalArgumentException(name + " must divide " + of + ", " + value + ", got " + divisor);
        }
    }
}
