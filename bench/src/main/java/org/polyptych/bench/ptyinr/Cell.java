package org.polyptych.bench.ptyinr;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Recipes;

/**
 * One run of the PtyINR protocol: which object, which step, which noise, what is known, which method.
 *
 * @param object what is scanned
 * @param step of the raster in pixels
 * @param noise as {@code --noise} takes it; empty for none
 * @param known what the engine is given and may not change
 * @param recipe the method with all its settings, {@link #RASTER_NULL} included
 */
record Cell(TestObject object, int step, String noise, Known known, Recipe recipe) {
    /** 40%, -540% and -800% of the paper: 3600, 64 and 36 frames. */
    static final List<Integer> STEPS = List.of(3, 32, 45);

    /** At the smallest step, as in the paper. */
    static final List<String> NOISES = List.of("poisson:alpha=10", "gaussian:sigma=100", "mixed:alpha=10,sigma=100");

    /** The setting that takes out what object and probe can trade on a raster of whole-pixel steps. */
    static final String RASTER_NULL = "object.rasterNull";

    private static final String REMOVED = "-rasternull";

    /** What is given. */
    enum Known {
        NOTHING,
        PROBE
    }

    /**
     * Every cell of the tables, the quick ones first: with nothing known both objects, with the probe known the tungsten.
     * At the steps of 32 and 45 with nothing known, each method runs without and with the removal of the raster null
     * space.
     */
    static List<Cell> all(Recipes recipes) {
        List<Cell> cells = new ArrayList<>();
        for (TestObject object : TestObject.SCORED) {
            for (int step : STEPS.reversed()) {
                addTo(cells, recipes, object, step, "", Known.NOTHING);
            }
        }
        for (int step : STEPS.reversed()) {
            addTo(cells, recipes, TestObject.TUNGSTEN, step, "", Known.PROBE);
        }
        for (TestObject object : TestObject.SCORED) {
            for (String noise : NOISES) {
                addTo(cells, recipes, object, STEPS.getFirst(), noise, Known.NOTHING);
            }
        }
        return cells;
    }

    private static void addTo(
            List<Cell> cells, Recipes recipes, TestObject object, int step, String noise, Known known) {
        for (String name : recipes.names()) {
            recipes.recipe(name, traits(step, noise, known)).ifPresent(recipe -> {
                cells.add(new Cell(object, step, noise, known, recipe));
                if (known == Known.NOTHING && step != STEPS.getFirst()) {
                    Recipe without = recipe.with(recipe.name() + REMOVED, Map.of(RASTER_NULL, "true"));
                    cells.add(new Cell(object, step, noise, known, without));
                }
            });
        }
    }

    /** What the conditions of a recipe may ask for: step, noise (clean, or noisy and its kind), known. */
    static Map<String, Set<String>> traits(int step, String noise, Known known) {
        return Map.of(
                "step", Set.of(String.valueOf(step)),
                "noise", noise.isEmpty() ? Set.of("clean") : Set.of("noisy", kind(noise)),
                "known", Set.of(known.name().toLowerCase(Locale.ROOT)));
    }

    private static String kind(String noise) {
        return noise.isEmpty() ? "clean" : noise.substring(0, noise.indexOf(':'));
    }

    /** Names the scan in a table. */
    String scan() {
        return "step " + step + (noise.isEmpty() ? "" : ", " + noise);
    }

    boolean withoutRasterNull() {
        return recipe.settings().containsKey(RASTER_NULL);
    }

    /** Whether this is the same as another cell but for the removal of the raster null space. */
    boolean isTwinOf(Cell other) {
        return withoutRasterNull() && id().equals(other.id() + REMOVED);
    }

    /** Names the file that keeps what came out. */
    String id() {
        return String.join(
                "-",
                object.name().toLowerCase(Locale.ROOT),
                "step" + step,
                kind(noise),
                "known_" + known.name().toLowerCase(Locale.ROOT),
                recipe.name());
    }
}
