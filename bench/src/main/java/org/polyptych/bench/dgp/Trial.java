package org.polyptych.bench.dgp;

import java.util.Map;
import java.util.Set;
import org.polyptych.physics.Scan;

/** A scan that methods are tried on. */
interface Trial {
    /** Of lower-case letters, digits and {@code . _ -}: part of the names of files. Other scans have others. */
    String id();

    /** What the conditions of a recipe may ask for: {@code figure}, {@code scan}, {@code dose} (electrons a square Å). */
    Map<String, Set<String>> traits();

    /**
     * Looks whether what it is read from is there.
     *
     * @throws org.polyptych.core.BadInputException if it is not
     */
    default void require(Where where) {}

    /** Simulates or reads it. */
    Scan scan(Where where);

    /** Settings that every method needs to know of the scan. */
    default Map<String, String> given() {
        return Map.of();
    }

    /** @param dose a whole number, or {@code full} */
    static Map<String, Set<String>> traits(String figure, String scan, String dose) {
        return Map.of("figure", Set.of(figure), "scan", Set.of(scan), "dose", Set.of(dose));
    }
}
