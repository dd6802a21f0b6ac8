package org.polyptych.engines;

import java.util.LinkedHashMap;
import java.util.Map;
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
        arrays.floats().forEach((name, values) -> snapshot.floats().put(ARRAYS + name, values));
        arrays.doubles().forEach((name, values) -> snapshot.doubles().put(ARRAYS + name, values));
        arrays.longs().forEach((name, values) -> snapshot.longs().put(ARRAYS + name, values));
    }

    /** What {@link #save} has added; empty if nothing was. */
    static Optional<MadeFrom> restored(Snapshot snapshot) {
        long[] link = snapshot.longs().get(LINK);
        return link == null
                ? Optional.empty()
                : Optional.of(new MadeFrom(
                        (int) link[0],
                        new Snapshot(own(snapshot.floats()), own(snapshot.doubles()), own(snapshot.longs()))));
    }

    private static <A> Map<String, A> own(Map<String, A> all) {
        Map<String, A> own = new LinkedHashMap<>();
        all.forEach((name, values) -> {
            if (name.startsWith(ARRAYS)) {
                own.put(name.substring(ARRAYS.length()), values);
            }
        });
        return own;
    }
}
