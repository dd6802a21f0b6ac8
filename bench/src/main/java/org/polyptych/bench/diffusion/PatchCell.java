package org.polyptych.bench.diffusion;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.polyptych.bench.cells.Recipe;

/**
 * One run of the protocol.
 *
 * @param overlap of the scan
 * @param beam that scans
 * @param patch what is scanned
 * @param recipe the method with all its settings
 */
record PatchCell(Overlap overlap, Beam beam, TestPatch patch, Recipe recipe) {
    /** What the conditions of a recipe may ask for: overlap in percent, beam, number of the object. */
    static Map<String, Set<String>> traits(Overlap overlap, Beam beam, TestPatch patch) {
        return Map.of(
                "patch", Set.of(String.valueOf(patch.number())),
                "overlap", Set.of(String.valueOf(overlap.percent())),
                "beam", Set.of(beam.name().toLowerCase(Locale.ROOT)));
    }

    /** Names the file that keeps what came out. */
    String id() {
        return String.format(
                Locale.ROOT,
                "%s-overlap%d-%s-%02d",
                beam.name().toLowerCase(Locale.ROOT),
                overlap.percent(),
                recipe.name(),
                patch.number());
    }
}
