package org.polyptych.neural.patterns;

/** Patterns of one size, on the way to a network; each is made when it is asked for. */
public interface Patterns {
    int count();

    int rows();

    int columns();

    /** One of them, [row][column], zero frequency in the middle; the caller's own. */
    float[] frame(int index);
}
