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

    /** Adds another's arrays, kept as given, each under its name behind a prefix. */
    public void add(String prefix, Snapshot other) {
        other.floats.forEach((name, list) -> floats.put(prefix + name, list));
        other.doubles.forEach((name, values) -> doubles.put(prefix + name, values));
        other.longs.forEach((name, values) -> longs.put(prefix + name, values));
    }

    /** The arrays that were {@link #add added} with a prefix, under their own names; not copied. */
    public Snapshot part(String prefix) {
        return new Snapshot(part(prefix, floats), part(prefix, doubles), part(prefix, longs));
    }

    private static <A> Map<String, A> part(String prefix, Map<String, A> all) {
        Map<String, A> part = new LinkedHashMap<>();
        all.forEach((name, values) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), values);
            }
        });
        return part;
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
