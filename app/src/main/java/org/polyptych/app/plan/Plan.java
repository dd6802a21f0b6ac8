package org.polyptych.app.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.polyptych.core.Parallel;
import org.polyptych.engines.Capability;
import org.polyptych.engines.Chain;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.Reconstruction;
import org.polyptych.io.ReaderSettings;
import org.polyptych.physics.prepare.FrameSelection;

/**
 * A reconstruction to be done: the data and the recipe.
 *
 * @param scan a file, absolute, or {@code demo} for the built-in simulated scan
 * @param engine as typed
 * @param iterations the engine's own number where absent
 * @param seed of every random choice
 * @param threads all processors where absent; does not change the result, but for the last bits of engines that work
 *     in libtorch
 * @param frames only these frames, as typed and checked
 * @param half every second of them
 * @param probeFile a probe that replaces the scan's own, absolute
 * @param objectFile an object to start from, absolute
 * @param maskFile pixels that are good, on top of the scan's own mask, absolute
 * @param backgroundFile counts beside the light through the specimen, as they were measured, absolute
 * @param sharing the other scans, and what they have in common with the first; empty for one scan
 * @param output the folder to write, absolute
 * @param settings those that are not at their default, qualified key to value
 */
public record Plan(
        String scan,
        String engine,
        OptionalInt iterations,
        long seed,
        OptionalInt threads,
        Optional<FrameSelection> frames,
        Optional<Half> half,
        Optional<Path> probeFile,
        Optional<Path> objectFile,
        Optional<Path> maskFile,
        Optional<Path> backgroundFile,
        Optional<Sharing> sharing,
        Optional<Path> output,
        Map<String, String> settings) {

    /** The keys that stand at the top of a plan, beside the groups of settings. */
    public static final List<String> KEYS = List.of(
            "scan",
            "engine",
            "iterations",
            "seed",
            "threads",
            "frames",
            "half",
            "probe-file",
            "object-file",
            "mask-file",
            "background-file",
            "share",
            "output");

    /** What the keys of the second and further scans begin with: scan-2, scan-3. */
    public static final String FURTHER_SCAN = "scan-";

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
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** The same with another number of iterations; of a chain only the first so many, and the settings of their engines. */
    public Plan withIterations(int count) {
        Chain chain = Chain.parse(engine);
        if (chain.single()) {
            return with(engine, OptionalInt.of(count), settings);
        }
        Chain shorter = chain.upTo(count);
        Map<String, String> left = new LinkedHashMap<>(settings);
        chain.providers().stream()
                .map(EngineProvider::name)
                .filter(name -> shorter.providers().stream()
                        .noneMatch(kept -> kept.name().equals(name)))
                .forEach(name -> left.keySet().removeIf(key -> key.startsWith(name + ".")));
        if (!shorter.providers().getLast().capabilities().contains(Capability.VARIATIONS)) {
            // only the last engine of a chain works with them, and it was not reached
            left.remove("probe.variations");
        }
        return with(shorter.text(), OptionalInt.empty(), left);
    }

    private Plan with(String otherEngine, OptionalInt count, Map<String, String> others) {
        return new Plan(
                scan,
                otherEngine,
                count,
                seed,
                threads,
                frames,
                half,
                probeFile,
                objectFile,
                maskFile,
                backgroundFile,
                sharing,
                output,
                others);
    }

    /** The same with other frames. */
    public Plan withFrames(Optional<FrameSelection> others) {
        return new Plan(
                scan,
                engine,
                iterations,
                seed,
                threads,
                others,
                half,
                probeFile,
                objectFile,
                maskFile,
                backgroundFile,
                sharing,
                output,
                settings);
    }

    /** The same with other settings, all of them. */
    public Plan withSettings(Map<String, String> others) {
        return with(engine, iterations, others);
    }

    /** The same without a folder to write. */
    public Plan withoutOutput() {
        return new Plan(
                scan,
                engine,
                iterations,
                seed,
                threads,
                frames,
                half,
                probeFile,
                objectFile,
                maskFile,
                backgroundFile,
                sharing,
                Optional.empty(),
                settings);
    }

    /** The scans, the first and the others. */
    public List<String> scans() {
        List<String> all = new ArrayList<>(List.of(scan));
        sharing.ifPresent(shared -> all.addAll(shared.others()));
        return all;
    }

    /**
     * The recipe.
     *
     * @throws org.polyptych.core.BadInputException for an unknown engine or key, or a value out of range
     */
    public Reconstruction reconstruction() {
        Map<String, String> others = new LinkedHashMap<>(settings);
        others.keySet().removeIf(key -> key.startsWith(READER));
        return Reconstruction.with(engine, others, iterations, seed, threads.orElse(Parallel.allProcessors()));
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
        Path here = Path.of("").toAbsolutePath();
        values.computeIfPresent(ReaderSettings.POSITIONS, (key, value) -> ReaderSettings.resolved(value, here));
        return ReaderSettings.of(values);
    }
}
