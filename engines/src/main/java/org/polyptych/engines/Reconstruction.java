package org.polyptych.engines;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
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
        requireTogether(chain, links, run);
        requireFollowers(links);
        requireVariations(links, run);
        for (EngineProvider provider : chain.providers()) {
            requireAble(provider, run.probe().known(), Capability.KNOWN_PROBE, "probe.known=true");
            requireAble(provider, run.object().known(), Capability.KNOWN_OBJECT, "object.known=true");
            requireAble(provider, run.probe().modes() > 1, Capability.MODES, "probe.modes above 1");
            requireAble(provider, run.positions().refine(), Capability.POSITIONS, "positions.refine=true");
            requireAble(provider, run.geometry().any(), Capability.POSITIONS, "a refinement of group geometry");
            requireAble(provider, run.object().slices() > 1, Capability.MULTISLICE, "object.slices above 1");
            requireAble(provider, run.object().modes() > 1, Capability.OBJECT_MODES, "object.modes above 1");
            requireAble(provider, run.fly().moves(), Capability.FLY_SCAN, "fly.length above 0");
            requireAble(provider, run.background().any(), Capability.BACKGROUND, "background.counts above 0");
            requireAble(provider, run.data().upsample() > 1, Capability.UPSAMPLING, "data.upsample above 1");
            DataSettings.Stream stream = run.data().stream();
            requireAble(
                    provider,
                    stream == DataSettings.Stream.TRUE || stream == DataSettings.Stream.COMPRESSED,
                    Capability.STREAMING,
                    "data.stream=" + stream.name().toLowerCase(Locale.ROOT));
        }
    }

    /** @throws BadInputException for settings that each do but not both at once */
    private static void requireTogether(Chain chain, List<Link> links, RunSettings run) {
        Map<String, Boolean> beyondOneThinObject = new LinkedHashMap<>();
        beyondOneThinObject.put("object.slices above 1", run.object().slices() > 1);
        beyondOneThinObject.put("object.modes above 1", run.object().modes() > 1);
        beyondOneThinObject.put("fly.length above 0", run.fly().moves());
        beyondOneThinObject.put("background.counts above 0", run.background().any());
        beyondOneThinObject.put("data.upsample above 1", run.data().upsample() > 1);
        beyondOneThinObject.put("probe.variations above 1", run.probe().variations() > 1);
        beyondOneThinObject.put(
                "a fit of motion, background or intensities", links.stream().anyMatch(Link::fitsConditions));
        beyondOneThinObject.forEach((what, asked) -> {
            refuse(asked && run.geometry().any(), "a refinement of group geometry", what);
            refuse(asked && chain.beginsCoarse(), "an engine on coarser pixels", what);
        });
        refuse(run.positions().refine() && run.data().upsample() > 1, "positions.refine=true", "data.upsample above 1");
        refuse(
                run.positions().refine() && run.probe().variations() > 1,
                "positions.refine=true",
                "probe.variations above 1");
        refuse(
                run.positions().refine() && chain.beginsCoarse(),
                "an engine on coarser pixels",
                "positions.refine=true");
    }

    /** What an engine has found of background and intensities, those behind it must be able to take as given. */
    private static void requireFollowers(List<Link> links) {
        boolean fitted = false;
        for (Link link : links) {
            for (Capability needed : List.of(Capability.BACKGROUND, Capability.INTENSITY)) {
                requireAble(
                        link.provider(),
                        fitted,
                        needed,
                        "what an engine before it has fitted (" + needed.name().toLowerCase(Locale.ROOT)
                                + " of the frames)");
            }
            fitted |= link.fitsConditions();
        }
    }

    /**
     * Engines before the last work with one probe for all frames, whatever they can do; the last one must be able to do
     * more.
     */
    private static void requireVariations(List<Link> links, RunSettings run) {
        boolean asked = run.probe().variations() > 1;
        requireAble(links.getLast().provider(), asked, Capability.VARIATIONS, "probe.variations above 1");
        refuse(
                links.stream()
                                .limit(links.size() - 1)
                                .anyMatch(link -> link.provider().capabilities().contains(Capability.VARIATIONS))
                        && asked,
                "a further engine of a chain",
                "probe.variations above 1 in the one before it");
    }

    /** @throws BadInputException for a refinement of the geometry that this scan or the other settings do not allow */
    private void requireGeometry(Scan scan) {
        GeometrySettings geometry = run.geometry();
        boolean far = scan.geometry().near().isEmpty();
        String refinement = "a refinement of group geometry";
        refuse(geometry.any() && chain.beginsCoarse(), "an engine on coarser pixels", refinement);
        refuse(geometry.any() && scan.background().isPresent(), refinement, "a measured background");
        refuse(geometry.any() && scan.beams().isPresent(), refinement, "scans with probes of their own");
        refuse(geometry.any() && run.positions().round(), refinement, "positions.round=true");
        if (geometry.defocus() || geometry.searchDefocus() > 0) {
            if (!(scan.geometry().wavelength() > 0)) {
                throw new BadInputException(
                        scan.source() + ": a defocus needs the wavelength, and the scan does not say"
                                + " the energy; give it, or leave out geometry.defocus and geometry.searchDefocus");
            }
        }
        if (geometry.distance() && far) {
            refuse(
                    run.positions().refine(),
                    "positions.refine=true",
                    "geometry.distance=true in the far field, whose" + " outcome is a common scale of the positions");
            refuse(run.object().rasterNull(), "object.rasterNull=true", "geometry.distance=true in the far field");
            refuse(run.object().known(), "object.known=true", "geometry.distance=true in the far field");
        }
    }

    private static void refuse(boolean both, String one, String other) {
        if (both) {
            throw new BadInputException(one + " does not go together with " + other + " yet; leave one of them out");
        }
    }

    /** @throws BadInputException for a near-field scan that an engine or a setting of this recipe cannot do */
    private void requireNearField(Scan scan) {
        if (scan.geometry().near().isEmpty()) {
            return;
        }
        for (EngineProvider provider : chain.providers()) {
            requireAble(provider, true, Capability.NEAR_FIELD, "near field");
        }
        if (run.probe().centre()) {
            throw new BadInputException("probe.centre=true moves object and probe together, which a near-field frame"
                    + " would show; leave it out");
        }
    }

    /** @throws BadInputException for a measured background that an engine or a setting of this recipe cannot do */
    private void requireBackground(Scan scan) {
        if (scan.background().isEmpty()) {
            return;
        }
        String what = "a measured background";
        for (EngineProvider provider : chain.providers()) {
            if (!provider.capabilities().contains(Capability.BACKGROUND)) {
                throw new BadInputException("engine " + provider.name() + " cannot model " + what
                        + "; choose one that can ('polyptych engines' shows them), or set data.subtractBackground=true"
                        + " to take it off the counts");
            }
        }
        refuse(chain.beginsCoarse(), "an engine on coarser pixels", what);
    }

    /** @throws BadInputException for several beams, of which each frame has seen one, where this recipe takes but one */
    private void requireBeams(Scan scan) {
        if (scan.beams().isEmpty()) {
            return;
        }
        String what = "scans with probes of their own";
        for (EngineProvider provider : chain.providers()) {
            requireAble(provider, true, Capability.VARIATIONS, what);
        }
        refuse(run.positions().refine(), "positions.refine=true", what);
        refuse(run.probe().variations() > 1, "probe.variations above 1", what);
        refuse(run.probe().known(), "probe.known=true", what);
        refuse(run.probe().centre(), "probe.centre=true", what);
        refuse(!run.probe().powerFree(), "probe.power", what);
        refuse(run.object().rasterNull(), "object.rasterNull=true", what);
        refuse(chain.beginsCoarse(), "an engine on coarser pixels", what);
    }

    /**
     * Looks, before anything is done, whether this recipe takes the scan as it was prepared.
     *
     * @throws BadInputException if it does not; the line says what it cannot
     */
    public void check(Scan prepared) {
        requireNearField(prepared);
        requireGeometry(prepared);
        requireBackground(prepared);
        requireBeams(prepared);
    }

    private static void requireAble(EngineProvider provider, boolean asked, Capability capability, String what) {
        if (asked && !provider.capabilities().contains(capability)) {
            throw new BadInputException("engine " + provider.name() + " cannot do " + what
                    + "; choose another ('polyptych engines' shows what each can do)");
        }
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
        List<Link> links = chain.parts().stream()
                .map(part -> new Link(
                        part.provider(),
                        read(part.provider().settingsType(), part.provider().name(), values),
                        part.coarser(),
                        iterations.orElse(part.count())))
                .toList();
        return new Reconstruction(chain, links, run, threads);
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
        requireNearField(scan);
        Scan prepared = Preparation.of(scan, indexes, run.data());
        requireBackground(prepared);
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
        return begin(ordered, ordered, Optional.empty(), Optional.empty(), StartingConditions.of(run, prepared), order);
    }

    /**
     * @param whole all frames in canonical order: what the object must cover
     * @param used the frames to work on, in canonical order
     * @param conditions of all frames, in the order of the scan
     * @param places in that order of the frames to work on
     */
    EngineSession begin(
            Scan whole,
            Scan used,
            Optional<Probe> probe,
            Optional<Specimen> specimen,
            Conditions conditions,
            int[] places) {
        check(whole);
        StartingPoint start = StartingPoint.of(whole, used, run, probe, specimen);
        refuse(
                run.geometry().any()
                        && (start.specimen().slices() > 1 || start.specimen().modes() > 1),
                "a refinement of group geometry",
                "an object of several slices or states");
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
                    keeping.share(used.frames().count(), whole.frames().count()));
            Stage stage = new Stage(problem, Constraints.of(run, used));
            return new EngineSession(
                    links,
                    new Stages(stage, whole, probe, specimen),
                    conditions,
                    places,
                    whole.frames().count());
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
            for (var component : type.getRecordComponents()) {
                keys.add(group + "." + component.getName());
            }
        });
        return keys;
    }
}
