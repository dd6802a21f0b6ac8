package org.polyptych.io;

import java.util.Optional;
import java.util.stream.IntStream;
import org.polyptych.core.BadInputException;

/** Which frame each position belongs to: position k goes with frame {@code of(...)[k]}. */
final class FrameIndexes {
    private FrameIndexes() {}

    /**
     * Frame numbers for a number of positions.
     *
     * @param given the file's list, if it has one: any part of the frames in any order, each at most once
     * @param source for messages
     */
    static int[] of(Optional<long[]> given, int positions, int frames, String source) {
        if (given.isEmpty()) {
            if (positions != frames) {
                throw new BadInputException(
                        source + ": " + positions + " positions for " + frames + " frames; there must be one a frame");
            }
            return IntStream.range(0, frames).toArray();
        }
        long[] indexes = given.get();
        if (indexes.length != positions || positions > frames) {
            throw new BadInputException(source + ": " + positions + " positions and " + indexes.length + " values in "
                    + Product.INDEXES + " for " + frames + " frames; there must be one of each a frame");
        }
        boolean[] taken = new boolean[frames];
        int[] checked = new int[positions];
        for (int k = 0; k < positions; k++) {
            if (indexes[k] < 0 || indexes[k] >= frames) {
                throw new BadInputException(source + ": " + Product.INDEXES + "[" + k + "] is " + indexes[k]
                        + ", but there are " + frames + " frames, counted from 0");
            }
            checked[k] = (int) indexes[k];
            if (taken[checked[k]]) {
                throw new BadInputException(source + ": " + Product.INDEXES + " names frame " + checked[k] + " twice");
            }
            taken[checked[k]] = true;
        }
        return checked;
    }

    /** Whether each says its own place, as far as the list is filled: what is 0 after the first is not. */
    static boolean isAscending(long[] indexes) {
        return IntStream.range(0, indexes.length).allMatch(k -> indexes[k] == k || indexes[k] == 0);
    }

    static boolean isIdentity(int[] indexes, int frames) {
        return indexes.length == frames && IntStream.range(0, frames).allMatch(k -> indexes[k] == k);
    }
}
