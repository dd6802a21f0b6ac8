package org.polyptych.app.plan;

import java.util.stream.IntStream;

/** Every second frame, by its index from 0 in the file: two disjoint halves to compare with each other. */
public enum Half {
    /** Frames 1, 3, 5, ... */
    ODD,
    /** Frames 0, 2, 4, ... */
    EVEN;

    /** The indices of the half among {@code count} frames. */
    public int[] indices(int count) {
        return IntStream.range(0, count)
                .filter(j -> j % 2 == (this == ODD ? 1 : 0))
                .toArray();
    }
}
