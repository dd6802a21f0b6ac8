package org.polyptych.bench.star;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.polyptych.bench.cells.Recipe;

/**
 * One reconstruction of the star.
 *
 * @param part one frame in so many is used; 1 for all
 * @param dose mean counts a frame that are kept; 0 for all that were measured
 * @param recipe the method with all its settings
 */
record StarCell(int part, int dose, Recipe recipe) {
    static final int MEASURED = 0;

    /** What the conditions of a recipe may ask for: {@code part: 4}, {@code dose: [measured, 10000]}. */
    static Map<String, Set<String>> traits(int part, int dose) {
        return Map.of("part", Set.of(String.valueOf(part)), "dose", Set.of(nameOf(dose)));
    }

    /** Names the files that keep what came out. */
    String id() {
        return String.format(Locale.ROOT, "part%d-dose-%s-%s", part, nameOf(dose), recipe.name());
    }

    /** As said in tables. */
    String frames() {
        return part == 1 ? "all" : "1/" + part;
    }

    /** As said in tables. */
    String counts() {
        return nameOf(dose);
    }

    private static String nameOf(int dose) {
        return dose == MEASURED ? "measured" : String.valueOf(dose);
    }
}
