package org.polyptych.bench.ptyinr;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Recipes;
import org.polyptych.core.BadInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What {@link Tuning} tries, as a YAML list of blocks; of the values of a block's grid every combination is a candidate:
 *
 * <pre>{@code
 * - engine: rpie
 *   on: {step: [32, 45]}                # everywhere, if not said
 *   fixed: {rpie.probeFrom: 1}
 *   grid: {rpie.alpha: [0.01, 0.1], rpie.step: [0.25, 1]}
 * }</pre>
 *
 * @param blocks in the order of the file
 */
record Candidates(List<Block> blocks) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * @param engine or chain
     * @param on condition as in {@link Recipes}
     * @param iterations 0 for those of the method in {@code tuned.yaml}
     */
    record Block(
            String engine,
            Map<String, List<String>> on,
            int iterations,
            Map<String, String> fixed,
            Map<String, List<String>> grid) {
        Block {
            on = on == null ? Map.of() : on;
            fixed = fixed == null ? Map.of() : fixed;
            grid = grid == null ? Map.of() : grid;
        }

        /** Every combination: name to settings. */
        Map<String, Map<String, String>> combinations() {
            Map<String, Map<String, String>> all = new LinkedHashMap<>();
            all.put(Recipe.nameOf(engine), Map.copyOf(fixed));
            for (var axis : new TreeMap<>(grid).entrySet()) {
                Map<String, Map<String, String>> more = new LinkedHashMap<>();
                all.forEach((name, settings) -> axis.getValue().forEach(value -> {
                    Map<String, String> with = new LinkedHashMap<>(settings);
                    with.put(axis.getKey(), value);
                    String key = axis.getKey().substring(axis.getKey().indexOf('.') + 1);
                    more.put((name + "_" + key + "=" + value).toLowerCase(java.util.Locale.ROOT), with);
                }));
                all = more;
            }
            return all;
        }
    }

    static Candidates read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(file + ": there is no such file of candidates");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Those that lie beside this class. */
    static Candidates standard() {
        try (InputStream in = Candidates.class.getResourceAsStream("candidates.yaml")) {
            return read(in, "candidates.yaml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Candidates read(InputStream in, String name) {
        try {
            return new Candidates(List.of(YAML.readValue(in, Block[].class)));
        } catch (JacksonException e) {
            throw new BadInputException(
                    name + ": not a list of candidates: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    /**
     * The candidates for every scan, on the third object.
     *
     * @param tuned says how many iterations a method gets
     * @param share of these iterations that a candidate gets; chains keep theirs
     */
    List<Cell> cells(Recipes tuned, double share) {
        Map<String, Cell> cells = new LinkedHashMap<>();
        for (Setup.Known known : List.of(Setup.Known.NOTHING, Setup.Known.PROBE)) {
            for (int step : Setup.STEPS.reversed()) {
                cells(Setup.clean(TestObject.CELLS, step, known), tuned, share).forEach(cell -> put(cells, cell));
            }
        }
        for (String noise : Setup.NOISES) {
            cells(Setup.noisy(TestObject.CELLS, noise), tuned, share).forEach(cell -> put(cells, cell));
        }
        return new ArrayList<>(cells.values());
    }

    private static void put(Map<String, Cell> cells, Cell cell) {
        if (cells.put(cell.id(), cell) != null) {
            throw new BadInputException("candidate " + cell.id() + " comes from two blocks; leave one out");
        }
    }

    private List<Cell> cells(Setup setup, Recipes tuned, double share) {
        Map<String, Set<String>> traits = setup.traits();
        List<Cell> cells = new ArrayList<>();
        for (Block block : blocks) {
            if (Recipes.holds(block.on(), traits, block.engine())) {
                int iterations = block.iterations() > 0
                        ? block.iterations()
                        : tuned.recipe(block.engine(), traits)
                                .map(Recipe::iterations)
                                .filter(said -> said != Recipe.OWN)
                                .orElse(setup.step() == 3 ? 150 : 2000);
                int shared = Math.max(1, (int) Math.round(share * iterations));
                block.combinations()
                        .forEach((name, settings) -> cells.add(
                                new Cell(setup, Start.OWN, new Recipe(name, block.engine(), shared, settings))));
            }
        }
        return cells;
    }
}
