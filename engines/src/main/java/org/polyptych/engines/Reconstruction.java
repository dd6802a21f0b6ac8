package org.polyptych.engines;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Checkpoint;
import org.polyptych.core.NearestName;
import org.polyptych.core.Parallel;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.refine.GeometrySettings;
import org.polyptych.engines.refine.PositionSettings;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.FrameKeeping;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.prepare.DataSettings;
import org.polyptych.physics.prepare.Preparation;

/**
 * A complete recipe, and its use: everything but the data.
 *
 * @param chain what was asked for
 * @param links its engines with their settings, one after the other
 * @param run the common settings
 * @param threads at least 1; does not change the result
 */
public record Reconstruction(Chain chain, List<Link> links, RunSettings run, int threads) {

    private static final String LIKELIHOOD = "likelihood";

    public Reconstruction {
        links = List.copyOf(links);
        if (threads < 1 || threads > 1024) {
            throw new BadInputException("threads must be 1 to 1024, got " + threads);
        }
        if (links.stream().mapToLong(Link::iterations).sum() > Integer.MAX_VALUE) {
            throw new BadInputException("the iterations of " + chain.text() + " are more than can be counted");
        }
        if (run.probe().known() && run.object().known()) {
            throw new BadInputException("probe.known and object.known are both true, so that there is nothing to"
                    + " reconstruct; set one of them to false");
        }
        Constraints.check(run);
        new Combinations(chain, links, run).check();
    }

    /**
     * Looks, before anything is done, whether this recipe takes the scan as it was prepared.
     *
     * @throws BadInputException if it does not; the line says what it cannot
     */
    public void check(Scan prepared) {
        requireFiles();
        new Combinations(chain, links, run).check(prepared);
    }

    /**
     * Looks whether all files are there that its engines cannot do without.
     *
     * @throws BadInputException for a trained network that is not named, or is not there
     */
    public void requireFiles() {
        links.forEach(Link::requireFiles);
    }

    /** The engine or chain with default numbers of iterations, all processors and seed 1. */
    public static Reconstruction with(String engine, Map<String, String> settings) {
        return with(engine, settings, OptionalInt.empty(), 1, Parallel.allProcessors());
    }

    /** One engine with so many iterations. */
    public static Reconstruction with(
            String engine, Map<String, String> settings, int iterations, long seed, int threads) {
        return with(engine, settings, OptionalInt.of(iterations), seed, threads);
    }

    /**
     * @param engine a name, or a chain as {@link Chain#parse} reads it
     * @param settings qualified key to value as typed, such as {@code probe.modes} to {@code 2}
     * @param iterations the engine's own where absent; for one engine only
     * @throws BadInputException for an unknown engine or key (with the nearest known one) or a value out of range
     */
    public static Reconstruction with(
            String engine, Map<String, String> settings, OptionalInt iterations, long seed, int threads) {
        Chain chain = Chain.parse(engine);
        if (iterations.isPresent() && !chain.single()) {
            throw new BadInputException("iterations are said in the chain " + chain.text()
                    + " already, behind each engine; leave out --iterations");
        }
        if (iterations.isPresent() && iterations.getAsInt() < 1) {
            throw new BadInputException("iterations must be 1 or more, got " + iterations.getAsInt());
        }
        Map<String, Class<? extends Record>> groups = groups(chain.providers());
        Map<String, Map<String, String>> values = new LinkedHashMap<>();
        settings.forEach((key, value) -> {
            int dot = key.indexOf('.');
            String group = dot < 0 ? "" : key.substring(0, dot);
            if (!groups.containsKey(group)) {
                throw new BadInputException("unknown setting '" + key + "' for engine " + engine + ": did you mean '"
                        + NearestName.of(key, keys(groups)) + "'?");
            }
            values.computeIfAbsent(group, g -> new LinkedHashMap<>()).put(key.substring(dot + 1), value);
        });
        chain.providers().forEach(provider -> requireLikelihood(provider, values));
        RunSettings run = new RunSettings(
                read(DataSettings.class, "data", values),
                read(RunSettings.ProbeSettings.class, "probe", values),
                read(RunSettings.ObjectSettings.class, "object", values),
                read(PositionSettings.class, "positions", values),
                read(GeometrySettings.class, "geometry", values),
                read(FlySettings.class, "fly", values),
                read(BackgroundSettings.class, "background", values),
                read(StopSettings.class, "stop", values),
                read(CheckpointSettings.class, "checkpoint", values),
                seed);
        Map<String, Record> own = new LinkedHashMap<>();
        chain.providers()
                .forEach(provider -> own.put(provider.name(), read(provider.settingsType(), provider.name(), values)));
        ToIntFunction<EngineProvider> usual = provider -> provider.defaultIterations(own.get(provider.name()));
        Chain counted = chain.counted(usual);
        List<Link> links = counted.parts().stream()
                .map(part -> new Link(
                        part.provider(),
                        own.get(part.provider().name()),
                        part.coarser(),
                        iterations.orElseGet(
                                () -> part.iterations().orElseGet(() -> usual.applyAsInt(part.provider())))))
                .toList();
        return new Reconstruction(counted, links, run, threads);
    }

    private static void requireLikelihood(EngineProvider provider, Map<String, Map<String, String>> values) {
        if (values.getOrDefault(provider.name(), Map.of()).containsKey(LIKELIHOOD)
                && !provider.capabilities().contains(Capability.POISSON)) {
            throw new BadInputException(provider.name() + "." + LIKELIHOOD + ": engine " + provider.name()
                    + " fits amplitudes only; a likelihood can be chosen for "
                    + Engines.all().stream()
                            .filter(other -> other.capabilities().contains(Capability.POISSON))
                            .map(EngineProvider::name)
                            .collect(Collectors.joining(", ")));
        }
    }

    /** The groups of settings that exist with some engines, by name. */
    public static Map<String, Class<? extends Record>> groups(List<EngineProvider> providers) {
        Map<String, Class<? extends Record>> groups = new LinkedHashMap<>(RunSettings.GROUPS);
        providers.forEach(provider -> groups.put(provider.name(), provider.settingsType()));
        return groups;
    }

    /** Of all engines together. */
    public int iterations() {
        return links.stream().mapToInt(Link::iterations).sum();
    }

    /** Whether an engine finds how patterns wander over the detector. */
    public boolean findsDescan() {
        return links.stream().anyMatch(Link::findsDescan);
    }

    /** Iterations done when the last engine begins. */
    int lastBegins() {
        return iterations() - links.getLast().iterations();
    }

    /** Every setting, qualified key to value, defaults included. */
    public Map<String, String> settings() {
        Map<String, String> all = new LinkedHashMap<>();
        Map<String, Record> groups = run.groups();
        links.forEach(link -> groups.put(link.provider().name(), link.settings()));
        groups.forEach((group, record) ->
                SettingsReader.write(record).forEach((key, value) -> all.put(group + "." + key, value)));
        Map<String, String> sorted = new LinkedHashMap<>();
        all.keySet().stream().sorted().forEach(key -> sorted.put(key, all.get(key)));
        return sorted;
    }

    /** What of the recipe decides the bits of a run, key to value: not when it ends, nor with how many threads. */
    public Map<String, String> identity() {
        return Identity.of(this);
    }

    /**
     * {@link #identity()} with what a run works on, as a result and a checkpoint keep it; reads the frames.
     *
     * @param scan prepared
     * @param probe that replaces the scan's own, if any
     * @param specimen to start from, if any
     */
    public Map<String, String> identity(Scan scan, Optional<Probe> probe, Optional<Specimen> specimen) {
        return Identity.of(this, scan, probe, specimen);
    }

    /**
     * Looks, before any frame is read, whether this recipe can go on from a checkpoint.
     *
     * @throws BadInputException if it is of another recipe, or has more iterations already; the line says so
     */
    public void checkResumable(Checkpoint checkpoint) {
        Identity.check(checkpoint, identity());
        if (checkpoint.iterations() > iterations()) {
            throw new BadInputException("the checkpoint has " + checkpoint.iterations()
                    + " iterations already, more than the " + iterations()
                    + " asked for; ask for more, or start anew with --overwrite");
        }
    }

    /** The first thing in which two identities differ, in words. */
    public static Optional<String> difference(Map<String, String> before, Map<String, String> now) {
        return Identity.difference(before, now);
    }

    /**
     * The scan that the engine is to see: what the settings {@code data} say is done, and noted in the scan.
     *
     * @throws BadInputException if nothing is left to reconstruct, or the scan cannot be what it says
     */
    public Scan prepare(Scan scan) {
        return prepare(scan, IntStream.range(0, scan.frames().count()).toArray());
    }

    /**
     * {@link #prepare(Scan)} for some of the frames of a file.
     *
     * @param indexes of each frame in its file, for notes and messages
     */
    public Scan prepare(Scan scan, int[] indexes) {
        requireFiles();
        new Combinations(chain, links, run).requireNearField(scan);
        Scan prepared = Preparation.of(scan, indexes, run.data());
        check(prepared);
        if (prepared.frames().count() == 1
                && !run.probe().known()
                && !run.object().known()) {
            throw new BadInputException(scan.source() + ": one frame only: it takes several that overlap to tell object"
                    + " and probe apart; use more frames, or give one of the two and set probe.known or object.known");
        }
        return prepared;
    }

    /** Pixels of object that a flat start has around the scanned area, on every side. */
    public int objectMargin(Scan scan) {
        return StartingPoint.margin(scan, run);
    }

    /** {@linkplain #prepare(Scan) Prepares} the scan and reconstructs with starts made from it. */
    public Result run(Scan scan, Observer observer) {
        return run(prepare(scan), Optional.empty(), Optional.empty(), observer, () -> false);
    }

    /**
     * Reconstructs a scan as it is: {@link #prepare(Scan)} is what makes it ready. Whatever the order of the frames in the scan, they are worked on in one canonical order.
     *
     * @param probe a probe that replaces the scan's own, if any
     * @param specimen an object to start from, if any
     * @param observer told of every iteration
     * @param cancelled asked between iterations; the result so far is returned once it says true
     */
    public Result run(
            Scan scan,
            Optional<Probe> probe,
            Optional<Specimen> specimen,
            Observer observer,
            BooleanSupplier cancelled) {
        return run(scan, probe, specimen, RunControl.of(observer, cancelled)).result();
    }

    /**
     * Reconstructs, going on from a checkpoint and making checkpoints as {@code control} says.
     *
     * @throws BadInputException also if the checkpoint is of another run; the line says what differs
     */
    public Outcome run(Scan scan, Optional<Probe> probe, Optional<Specimen> specimen, RunControl control) {
        return new ReconstructionRun(this, scan, probe, specimen, control).run();
    }

    /** {@linkplain #prepare(Scan) Prepares} the scan; gives the engine ready for its first step, with starts made from it. */
    public EngineSession begin(Scan scan) {
        Scan prepared = prepare(scan);
        int[] order = FrameOrder.of(prepared);
        Scan ordered = prepared.select(order);
        Conditions conditions = StartingConditions.of(run, prepared);
        return begin(ordered, ordered, Optional.empty(), Optional.empty(), conditions, order, prepared.positions());
    }

    /**
     * @param whole all frames in canonical order: what the object must cover
     * @param used the frames to work on, in canonical order
     * @param conditions of all frames, in the order of the scan
     * @param places in that order of the frames to work on
     * @param said where all frames are, in that order
     */
    EngineSession begin(
            Scan whole,
            Scan used,
            Optional<Probe> probe,
            Optional<Specimen> specimen,
            Conditions conditions,
            int[] places,
            Positions said) {
        check(whole);
        StartingPoint start = StartingPoint.of(whole, used, run, probe, specimen);
        new Combinations(chain, links, run).check(start.specimen(), used);
        Parallel parallel = new Parallel(threads);
        try {
            FrameKeeping keeping = keeping(whole, specimen);
            Problem problem = new Problem(
                    used,
                    start.specimen(),
                    start.probe(),
                    run,
                    parallel,
                    StartingConditions.select(conditions, places),
                    keeping.share(used.frames().count(), whole.frames().count()),
                    StartingProbe.chosen(used, run.probe(), probe));
            Stage stage = new Stage(problem, Constraints.of(run, used));
            return new EngineSession(links, new Stages(stage, whole, probe, specimen), conditions, places, said);
        } catch (RuntimeException | Error e) {
            parallel.close();
            throw e;
        }
    }

    /** Where the frames of a scan will be. */
    FrameKeeping keeping(Scan scan, Optional<Specimen> specimen) {
        return MemoryEstimate.of(scan, this, specimen).keeping();
    }

    /** Whether all engines can read frames when they need them. */
    boolean streams() {
        return chain.providers().stream()
                .allMatch(provider -> provider.capabilities().contains(Capability.STREAMING));
    }

    private static <R extends Record> R read(Class<R> type, String group, Map<String, Map<String, String>> values) {
        return SettingsReader.read(type, group, values.getOrDefault(group, Map.of()));
    }

    private static List<String> keys(Map<String, Class<? extends Record>> groups) {
        List<String> keys = new ArrayList<>();
        groups.forEach((group, type) -> {
            for (var component : SettingsReader.components(type)) {
                keys.add(group + "." + component.getName());
            }
        });
        return keys;
    }
}
