package org.polyptych.app.plan;

import java.util.Locale;
import java.util.stream.IntStream;
import org.polyptych.core.BadInputException;

/**
 * Every second of the frames used: two disjoint halves to compare with each other. Without a selection of frames they
 * go by the index from 0 in the file, else by the place from 0 in the selection.
 */
public enum Half {
    /** The second, fourth, sixth, ...: frames 1, 3, 5, ... */
    ODD,
    /** The first, third, fifth, ...: frames 0, 2, 4, ... */
    EVEN;

    /** The places of the half among {@code count} frames. */
    public int[] indices(int count) {
        return IntStream.range(0, count)
                .filter(j -> j % 2 == (this == ODD ? 1 : 0))
                .toArray();
    }

    /** @throws BadInputException if it is neither */
    public static Half named(String typed) {
        return switch (typed.toLowerCase(Locale.ROOT)) {
            case "odd" -> ODD;
            case "even" -> EVEN;
            default -> throw new BadInputException("half must be odd or even, got '" + typed + "'");
        };
    }

    /** As typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
