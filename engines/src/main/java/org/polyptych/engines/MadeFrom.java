package org.polyptych.engines;

import java.util.Optional;
import org.polyptych.core.Snapshot;

/**
 * What the object that one engine of a chain reports is made from.
 *
 * @param link which engine of the chain, from 0
 * @param arrays as {@link EngineState#representation()} gave them
 */
record MadeFrom(int link, Snapshot arrays) {
    private static final String LINK = "made_from";
    private static final String ARRAYS = "made_from.";

    /** Adds it to what is saved of a best estimate. */
    void save(Snapshot snapshot) {
        snapshot.longs().put(LINK, new long[] {link});
        snapshot.add(ARRAYS, arrays);
    }

    /** What {@link #save} has added; empty if nothing was. */
    static Optional<MadeFrom> restored(Snapshot snapshot) {
        long[] link = snapshot.longs().get(LINK);
        return link == null ? Optional.empty() : Optional.of(new MadeFrom((int) link[0], snapshot.part(ARRAYS)));
    }
}
