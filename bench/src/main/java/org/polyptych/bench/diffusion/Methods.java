package org.polyptych.bench.diffusion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Recipes;
import org.polyptych.core.BadInputException;

/**
 * Which methods run: those of {@code methods.yaml} beside this class, or of a file, and others by name.
 *
 * @param recipes with settings
 * @param names to run, in the order of the table
 * @param iterations for all but chains; 0 for those of the recipes
 * @param more settings of a method that has no recipe
 * @param models trained networks that recipes name
 */
record Methods(Recipes recipes, List<String> names, int iterations, Map<String, String> more, ModelFiles models) {
    private static final int DEFAULT_ITERATIONS = 2000;

    /** The engines of the paper's table. */
    private static final List<String> ALWAYS = List.of("rpie", "awf");

    /**
     * @param file of recipes, or null for the standard ones
     * @param engines beside rpie and awf: names of recipes, engines or chains
     */
    static Methods of(Path file, List<String> engines, int iterations, Map<String, String> more) {
        return of(file, engines, iterations, more, ModelFiles.NONE);
    }

    /**
     * @param file of recipes, or null for the standard ones
     * @param engines beside rpie and awf: names of recipes, engines or chains
     * @param models trained networks that recipes name
     */
    static Methods of(Path file, List<String> engines, int iterations, Map<String, String> more, ModelFiles models) {
        if (iterations < 0) {
            throw new BadInputException("--iterations must be 1 or more, got " + iterations);
        }
        List<String> names = new ArrayList<>(ALWAYS);
        engines.stream().filter(engine -> !names.contains(engine)).forEach(names::add);
        return new Methods(recipes(file), names, iterations, more, models);
    }

    /**
     * Those named and no others, with the settings of their recipes.
     *
     * @param file of recipes, or null for the standard ones
     * @param models trained networks that recipes name
     */
    static Methods only(Path file, List<String> names, ModelFiles models) {
        return new Methods(recipes(file), List.copyOf(names), 0, Map.of(), models);
    }

    private static Recipes recipes(Path file) {
        return file == null ? Recipes.resource(Methods.class, "methods.yaml") : Recipes.read(file);
    }

    /**
     * A cell for each method that is for such a scan of such an object, in their order.
     *
     * @param placement of the frames
     */
    List<PatchCell> cells(Overlap overlap, Placement placement, Beam beam, Piece patch) {
        List<PatchCell> cells = new ArrayList<>();
        for (String name : names) {
            recipe(name, overlap, beam, patch)
                    .ifPresent(recipe -> cells.add(new PatchCell(overlap, placement, beam, patch, recipe)));
        }
        return cells;
    }

    /** Empty if the recipe of that name is not for such a scan of such an object. */
    Optional<Recipe> recipe(String name, Overlap overlap, Beam beam, Piece patch) {
        Map<String, Set<String>> traits = PatchCell.traits(overlap, beam, patch);
        Optional<Recipe> recipe = recipes.names().contains(name)
                ? recipes.recipe(name, traits)
                : Optional.of(new Recipe(Recipe.nameOf(name), name, DEFAULT_ITERATIONS, new LinkedHashMap<>(more)));
        return recipe.map(r -> iterations > 0 ? r.lasting(iterations) : r).map(models::marked);
    }
}
