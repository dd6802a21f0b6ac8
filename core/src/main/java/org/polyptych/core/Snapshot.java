package org.polyptych.core;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Named arrays: all that a run needs to go on from where it stood, or that it wants to show. Images and frames are
 * lists of {@code float[]}, so that no single array has to hold a whole scan. Arrays are kept as given, not copied.
 *
 * @param floats lists of images or frames by name
 * @param doubles lists of numbers by name
 * @param longs lists of whole numbers by name
 */
public record Snapshot(Map<String, float[][]> floats, Map<String, double[]> doubles, Map<String, long[]> longs) {

    public Snapshot() {
        this(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** A copy that later changes of the original do not reach. */
    public Snapshot deepCopy() {
        Snapshot copy = new Snapshot();
        floats.forEach((name, list) ->
                copy.floats.put(name, Arrays.stream(list).map(float[]::clone).toArray(float[][]::new)));
        doubles.forEach((name, values) -> copy.doubles.put(name, values.clone()));
        longs.forEach((name, values) -> copy.longs.put(name, values.clone()));
        return copy;
    }
}
