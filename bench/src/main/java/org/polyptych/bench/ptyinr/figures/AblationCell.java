package org.polyptych.bench.ptyinr.figures;

import java.util.Map;
import org.polyptych.bench.cells.Recipe;

/**
 * One run: a method on the scan of a column.
 *
 * @param ablation the table it stands in
 * @param column scan, and what of it is given
 * @param recipe the method with all its settings
 */
record AblationCell(Ablation ablation, Ablation.Column column, Recipe recipe) {
    /** What is given and may not change. */
    enum Known {
        NOTHING(Map.of()),
        PROBE(Map.of("probe.known", "true")),
        OBJECT(Map.of("object.known", "true"));

        private final Map<String, String> settings;

        Known(Map<String, String> settings) {
            this.settings = settings;
        }

        Map<String, String> settings() {
            return settings;
        }
    }

    /** Names the files that keep what came out; names of methods begin with that of their table. */
    String id() {
        return recipe.name() + "-" + column.slug();
    }
}
