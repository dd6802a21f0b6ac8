package org.polyptych.bench.cells;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.polyptych.core.BadInputException;
import org.polyptych.engines.Reconstruction;

/**
 * A method and all that is set for it.
 *
 * @param name part of a file's name, so of lower-case letters, digits and {@code . _ + = -}
 * @param engine as typed after {@code --engine}: an engine, or a chain such as {@code dm*50,lsqml*100}
 * @param iterations of the run; of a chain, which says its own, their sum; {@link #OWN} for as many as the engine does
 *     if nobody says
 * @param settings qualified key to value; the value {@code iterations} stands for the number of them, for settings that
 *     must know it
 */
public record Recipe(String name, String engine, int iterations, Map<String, String> settings) {
    /** As many iterations as the engine has by default. */
    public static final int OWN = 0;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._+=-]*");
    private static final String ITERATIONS = "iterations";
    private static final Pattern LINK = Pattern.compile("\\s*([^*,\\s]+)\\s*(?:\\*\\s*(\\d+))?\\s*");

    public Recipe {
        if (!NAME.matcher(name).matches()) {
            throw new BadInputException("recipe '" + name
                    + "': a name is of lower-case letters, digits and . _ + = -, for it becomes part of a file's name");
        }
        settings = Map.copyOf(settings);
        if (isChain(engine)) {
            iterations = links(engine).values().stream().mapToInt(i -> i).sum();
        }
        if (iterations < OWN) {
            throw new BadInputException("recipe '" + name + "': iterations must be 1 or more, got " + iterations
                    + "; leave them out for the engine's own");
        }
        if (iterations == OWN && settings.containsValue(ITERATIONS)) {
            throw new BadInputException("recipe '" + name + "': a setting has the value '" + ITERATIONS
                    + "', so the recipe must say how many");
        }
    }

    static boolean isChain(String engine) {
        return engine.contains(",") || engine.contains("*");
    }

    /** A legal name for what is typed after {@code --engine}: {@code dm*50,lsqml*100} gives {@code dm50+lsqml100}. */
    public static String nameOf(String engine) {
        return engine.replace("*", "").replace(",", "+").replace(" ", "");
    }

    /** The engines that take part. */
    public List<String> engines() {
        return isChain(engine) ? List.copyOf(links(engine).keySet()) : List.of(engine);
    }

    /** The same under another name with more settings; those given win. */
    public Recipe with(String otherName, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.putAll(more);
        return new Recipe(otherName, engine, iterations, all);
    }

    /** The same for so many iterations; a chain keeps its own. */
    public Recipe lasting(int otherIterations) {
        return new Recipe(name, engine, otherIterations, settings);
    }

    /**
     * Ready to run.
     *
     * @param given settings of the cell, which win
     * @throws BadInputException for an unknown engine or an illegal setting
     */
    public Reconstruction reconstruction(Map<String, String> given, long seed, int threads) {
        Map<String, String> all = new LinkedHashMap<>(complete());
        all.putAll(given);
        OptionalInt count = isChain(engine) || iterations == OWN ? OptionalInt.empty() : OptionalInt.of(iterations);
        return Reconstruction.with(engine, all, count, seed, threads);
    }

    /** Everything that decides a run but the data and the seed, in one line; equal recipes have equal lines. */
    public String text() {
        StringBuilder text = new StringBuilder(engine + " iterations=" + (iterations == OWN ? "own" : iterations));
        new TreeMap<>(complete())
                .forEach(
                        (key, value) -> text.append(' ').append(key).append('=').append(value));
        return text.toString();
    }

    private Map<String, String> complete() {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.replaceAll((key, value) -> value.equals(ITERATIONS) ? String.valueOf(iterations) : value);
        return all;
    }

    /** Engines of a chain with their iterations; one that comes twice with all of them. */
    private static Map<String, Integer> links(String engine) {
        Map<String, Integer> links = new LinkedHashMap<>();
        Stream.of(engine.split(",", -1)).forEach(link -> {
            Matcher matcher = LINK.matcher(link);
            if (!matcher.matches() || matcher.group(2) == null) {
                throw new BadInputException("chain '" + engine + "': expected links such as dm*50, got '" + link + "'");
            }
            links.merge(matcher.group(1), Integer.parseInt(matcher.group(2)), Integer::sum);
        });
        return links;
    }
}
