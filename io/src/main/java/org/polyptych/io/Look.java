package org.polyptych.io;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.polyptych.physics.Scan;

/**
 * What there is of a growing scan when it is looked at; nothing in it changes any more.
 *
 * @param scan the frames that have come, in the order in which they did: those of the look before, then further ones.
 *     Empty if there is nothing that can be reconstructed yet
 * @param indexes of each in its file, or in the files one after the other
 * @param planned how many there will be; empty where nobody knows
 * @param obstacle why not more could be read, in one line; empty if nothing was in the way
 * @param lacking whether waiting alone does not help: frames are there, and what belongs to them is not
 * @param mark another one than that of the look before if anything was written meanwhile
 */
public record Look(
        Optional<Scan> scan, int[] indexes, OptionalInt planned, String obstacle, boolean lacking, String mark) {

    /** Nothing yet. */
    static Look nothing(String obstacle, boolean lacking, String mark) {
        return new Look(Optional.empty(), new int[0], OptionalInt.empty(), obstacle, lacking, mark);
    }

    /** The next look, with the frames of this one where it could not see any. */
    public Look then(Look next) {
        return next.scan.isPresent() || scan.isEmpty()
                ? next
                : new Look(scan, indexes, planned, next.obstacle, next.lacking, next.mark);
    }

    /** How many frames have come. */
    public int count() {
        return indexes.length;
    }

    /** Whether every position has its frame, and no more positions will come. */
    public boolean whole() {
        return count() > 0 && planned.isPresent() && planned.getAsInt() == count();
    }

    /** Where in {@link #scan} the frames are that come one after the other in the file. */
    public int[] inFileOrder() {
        return IntStream.range(0, indexes.length)
                .boxed()
                .sorted((a, b) -> Integer.compare(indexes[a], indexes[b]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
