package org.polyptych.bench.cells;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.polyptych.core.BadInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Which methods a table compares, and with which settings, as a YAML list:
 *
 * <pre>{@code
 * - name: rpie
 *   engine: rpie
 *   iterations: 150                     # the engine's own, if not said
 *   settings: {rpie.alpha: 0.1}
 *   only: {known: nothing}              # left out elsewhere
 *   where:                              # later lines win
 *     - on: {step: [32, 45]}
 *       iterations: 2000
 *       settings: {rpie.step: 1}
 * }</pre>
 *
 * A condition holds if each of its traits has one of the values that the cell has ({@code step: 3}, {@code noise: noisy}).
 *
 * @param entries one for each method
 */
public record Recipes(List<Entry> entries) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** A method. */
    record Entry(
            String name,
            String engine,
            int iterations,
            Map<String, String> settings,
            Map<String, List<String>> only,
            List<Where> where) {
        Entry {
            settings = settings == null ? Map.of() : settings;
            only = only == null ? Map.of() : only;
            where = where == null ? List.of() : where;
        }
    }

    /** What differs on some cells. What is not said stays. */
    record Where(Map<String, List<String>> on, String engine, Integer iterations, Map<String, String> settings) {}

    public Recipes {
        Set<String> names = new LinkedHashSet<>();
        for (Entry entry : entries) {
            if (!names.add(entry.name())) {
                throw new BadInputException("recipe '" + entry.name() + "' is there twice; give one another name");
            }
        }
    }

    /** @throws BadInputException if the file is not there or not such a list */
    public static Recipes read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(file + ": there is no such file of recipes");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Those that lie beside a class. */
    public static Recipes resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            return read(in, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recipes read(InputStream in, String name) {
        try {
            return new Recipes(List.of(YAML.readValue(in, Entry[].class)));
        } catch (JacksonException e) {
            throw new BadInputException(
                    name + ": not a list of recipes: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    public List<String> names() {
        return entries.stream().map(Entry::name).toList();
    }

    /**
     * The recipe of a method for a cell.
     *
     * @param traits of the cell, each with the values that a condition may ask for
     * @return empty if the method is not for such a cell, or unknown
     */
    public Optional<Recipe> recipe(String name, Map<String, Set<String>> traits) {
        return entries.stream()
                .filter(entry -> entry.name().equals(name))
                .filter(entry -> holds(entry.only(), traits, name))
                .findFirst()
                .map(entry -> recipe(entry, traits));
    }

    private static Recipe recipe(Entry entry, Map<String, Set<String>> traits) {
        String engine = entry.engine();
        int iterations = entry.iterations();
        Map<String, String> settings = new LinkedHashMap<>(entry.settings());
        for (Where where : entry.where()) {
            if (holds(where.on(), traits, entry.name())) {
                engine = where.engine() == null ? engine : where.engine();
                iterations = where.iterations() == null ? iterations : where.iterations();
                settings.putAll(where.settings() == null ? Map.of() : where.settings());
            }
        }
        return new Recipe(entry.name(), engine, iterations, settings);
    }

    /** Whether a cell has, for each trait of a condition, one of the values asked for. */
    public static boolean holds(Map<String, List<String>> condition, Map<String, Set<String>> traits, String who) {
        for (var each : condition.entrySet()) {
            Set<String> values = traits.get(each.getKey());
            if (values == null) {
                throw new BadInputException(
                        "recipe '" + who + "': no cell has a '" + each.getKey() + "'; there are " + traits.keySet());
            }
            if (each.getValue().stream().noneMatch(values::contains)) {
                return false;
            }
        }
        return true;
    }
}
