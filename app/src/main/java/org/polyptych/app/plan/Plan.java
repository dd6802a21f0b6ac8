package org.polyptych.app.plan;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.polyptych.core.Parallel;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.Engines;
import org.polyptych.engines.Reconstruction;
import org.polyptych.io.ReaderSettings;

/**
 * A reconstruction to be done: the data and the recipe.
 *
 * @param scan a file, absolute, or {@code demo} for the built-in simulated scan
 * @param engine as typed
 * @param iterations the engine's own number where absent
 * @param seed of every random choice
 * @param threads all processors where absent; does not change the result
 * @param half only these frames
 * @param probeFile a probe that replaces the scan's own, absolute
 * @param objectFile an object to start from, absolute
 * @param output the folder to write, absolute
 * @param settings those that are not at their default, qualified key to value
 */
public record Plan(
        String scan,
        String engine,
        OptionalInt iterations,
        long seed,
        OptionalInt threads,
        Optional<Half> half,
        Optional<Path> probeFile,
        Optional<Path> objectFile,
        Optional<Path> output,
        Map<String, String> settings) {

    /** The keys that stand at the top of a plan, beside the groups of settings. */
    public static final List<String> KEYS =
            List.of("scan", "engine", "iterations", "seed", "threads", "half", "probe-file", "object-file", "output");

    public static final long DEFAULT_SEED = 1;

    private static final String READER = ReaderSettings.GROUP + ".";

    /** A plan with nothing but defaults. */
    public static Plan of(String scan, String engine) {
        return new Plan(
                scan,
                engine,
                OptionalInt.empty(),
                DEFAULT_SEED,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** The same with another number of iterations. */
    public Plan withIterations(int count) {
        return new Plan(
                scan, engine, OptionalInt.of(count), seed, threads, half, probeFile, objectFile, output, settings);
    }

    /** The same with other settings, all of them. */
    public Plan withSettings(Map<String, String> others) {
        return new Plan(scan, engine, iterations, seed, threads, half, probeFile, objectFile, output, others);
    }

    /** The same without a folder to write. */
    public Plan withoutOutput() {
        return new Plan(
                scan, engine, iterations, seed, threads, half, probeFile, objectFile, Optional.empty(), settings);
    }

    /**
     * The recipe.
     *
     * @throws org.polyptych.core.BadInputException for an unknown engine or key, or a value out of range
     */
    public Reconstruction reconstruction() {
        int count = iterations.orElseGet(() -> Engines.named(engine).defaultIterations());
        Map<String, String> others = new LinkedHashMap<>(settings);
        others.keySet().removeIf(key -> key.startsWith(READER));
        return Reconstruction.with(engine, others, count, seed, threads.orElse(Parallel.allProcessors()));
    }

    /**
     * What the user knows better than the file.
     *
     * @throws org.polyptych.core.BadInputException for an unknown key, or a value of the wrong type
     */
    public ReaderSettings reader() {
        Map<String, String> values = new LinkedHashMap<>();
        settings.forEach((key, value) -> {
            if (key.startsWith(READER)) {
                values.put(key.substring(READER.length()), value);
            }
        });
        return SettingsReader.read(ReaderSettings.class, ReaderSettings.GROUP, values);
    }
}
