package org.polyptych.bench.diffusion;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.polyptych.bench.cells.Recipe;

/**
 * One run of the protocol.
 *
 * @param overlap of the scan
 * @param placement of its frames
 * @param beam that scans
 * @param patch what is scanned
 * @param recipe the method with all its settings
 */
record PatchCell(Overlap overlap, Placement placement, Beam beam, Piece patch, Recipe recipe) {
    /** With the frames where the protocol has them. */
    PatchCell(Overlap overlap, Beam beam, Piece patch, Recipe recipe) {
        this(overlap, Placement.CENTRED, beam, patch, recipe);
    }

    /** What the conditions of a recipe may ask for: overlap in percent, beam, kind and number of the object. */
    static Map<String, Set<String>> traits(Overlap overlap, Beam beam, Piece patch) {
        return Map.of(
                "object", Set.of(patch.subject().text()),
                "patch", Set.of(String.valueOf(patch.number())),
                "overlap", Set.of(String.valueOf(overlap.percent())),
                "beam", Set.of(beam.name().toLowerCase(Locale.ROOT)));
    }

    /** Names the file that keeps what came out. */
    String id() {
        return String.format(
                Locale.ROOT,
                "%s%s-overlap%d%s-%s-%02d",
                patch.subject() == Subject.CELLS ? "" : patch.subject().text() + "-",
                beam.name().toLowerCase(Locale.ROOT),
                overlap.percent(),
                placement == Placement.CENTRED ? "" : "-" + placement.text(),
                recipe.name(),
                patch.number());
    }
}
