package org.polyptych.engines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.core.Snapshot;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.refine.Corrections;
import org.polyptych.engines.refine.GeometryRefinement;
import org.polyptych.engines.refine.PositionRefinement;
import org.polyptych.engines.search.DefocusSearch;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.Defocus;
import org.polyptych.physics.FoundNumber;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Parameters;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Representation;
import org.polyptych.physics.Specimen;

/**
 * A run that can be stepped from outside, with the threads it owns: engine after engine of a chain, each starting from
 * what the one before reports, on the pixels of its own {@link Stage}. Close it when done.
 */
public final class EngineSession implements Stepper, AutoCloseable {
    private static final String LINK = "chain.link";
    private static final String START = "chain.start";
    private static final String SPACING = "chain.slice_spacing";
    private static final String START_POSITIONS = "chain.positions";
    private static final String POSITIONS = "positions";
    private static final String SEARCHED = "geometry.searched";
    private static final String CONDITIONS = "chain.conditions";
    private static final String ALL_CONDITIONS = "chain.all_conditions";
    private static final String HELD_OUT_POSITIONS = "held_out_positions";

    private final List<Link> links;
    /** The problem on each size of pixels. */
    private final Stages stages;
    /** None if positions stay. */
    private final Optional<PositionRefinement> refinement;
    /** None if the geometry is as the scan says. */
    private final Optional<GeometryRefinement> geometry;

    private int link;
    /** Iterations of the engines before the present one. */
    private int before;
    /** What the present engine was given. */
    private Problem start;
    /** The plane of the probe that the search has found, in metres. */
    private double searched;
    /** How all frames of the scan were taken, in its order, as the present engine was told. */
    private Conditions all;
    /** Where the frames worked on are in the scan. */
    private final int[] worked;

    /** Where the scan says its frames are, in its order. */
    private final Positions said;

    private EngineRun<?> run;
    /** Frames that no update sees, but that are moved as those are that are worked on. */
    private Optional<HeldOut> heldOut = Optional.empty();

    private Optional<PositionRefinement> heldOutRefinement = Optional.empty();

    /**
     * @param all how all frames of the scan were taken, in its order, also those that are not worked on
     * @param worked in that order of the frames worked on
     * @param said where the scan says that all its frames are, in its order
     */
    EngineSession(List<Link> links, Stages stages, Conditions all, int[] worked, Positions said) {
        this.all = all;
        this.worked = worked;
        this.said = said;
        this.links = links;
        this.stages = stages;
        this.refinement = refinement(stages.finest().problem());
        this.geometry = geometry(stages);
        begin(0, stage(0).problem());
    }

    private static Optional<GeometryRefinement> geometry(Stages stages) {
        Problem problem = stages.finest().problem();
        return problem.settings().geometry().any()
                ? Optional.of(new GeometryRefinement(problem, stages.whole().positions()))
                : Optional.empty();
    }

    private Stage stage(int index) {
        return stages.coarser(links.get(index).coarser());
    }

    private static Optional<PositionRefinement> refinement(Problem problem) {
        RunSettings settings = problem.settings();
        Specimen specimen = problem.specimen();
        return settings.positions().refine()
                ? Optional.of(new PositionRefinement(
                        settings.positions(),
                        problem.scan().positions(),
                        specimen.pixelHeight(),
                        specimen.pixelWidth(),
                        settings.seed()))
                : Optional.empty();
    }

    private void begin(int index, Problem given) {
        link = index;
        before = links.stream().limit(index).mapToInt(Link::iterations).sum();
        start = given;
        run = new EngineRun<>(links.get(index).engine(), given);
    }

    private void handOn() {
        Specimen specimen = run.state().specimen();
        Probe probe = run.state().probe();
        Conditions taken = conditions(run.state());
        all = run.state().conditions(all);
        // the waves of one engine and those of the next need not both fit
        run.close();
        Problem next = stage(link + 1).given(specimen, probe).in(taken);
        if (geometry.flatMap(GeometryRefinement::knownProbe).isPresent()) {
            next = next.startingFrom(next.specimen(), probe);
        }
        begin(link + 1, moves() ? next.at(places()) : next);
        adoptGeometry();
    }

    private boolean moves() {
        return refinement.isPresent()
                || geometry.flatMap(GeometryRefinement::positions).isPresent();
    }

    /** Where the frames are on the pixels that the engines work with. */
    private Positions places() {
        return geometry.flatMap(GeometryRefinement::positions).orElseGet(this::positions);
    }

    private void adoptGeometry() {
        geometry.ifPresent(found -> found.adopt((MovableFrames) run.state()));
    }

    /** Before the first iteration: from a probe in the plane in which it fits best. */
    private void searchDefocus(GeometryRefinement found) {
        double range = start.settings().geometry().searchDefocus();
        if (range > 0) {
            beginAt(
                    found,
                    DefocusSearch.of(
                            start.scan(), start.probe(), range, parallel().threads()));
        }
    }

    private void beginAt(GeometryRefinement found, double defocus) {
        found.beginAt(defocus);
        searched = defocus;
        if (defocus != 0) {
            Problem given = stage(0).problem();
            Geometry of = given.scan().geometry();
            Defocus plane = new Defocus(given.probe(), of.pixelHeight(), of.pixelWidth(), of.wavelength());
            run.close();
            begin(0, given.startingFrom(given.specimen(), plane.at(defocus)));
        }
    }

    /** What refinement has made of the geometry, to be kept with the best iteration; empty if it stays. */
    double[] geometryValues() {
        return geometry.map(GeometryRefinement::values).orElseGet(() -> new double[0]);
    }

    /** The geometry for such values. */
    Geometry geometry(double[] values) {
        return geometry.map(found -> found.geometry(values))
                .orElseGet(() -> stages.finest().problem().scan().geometry());
    }

    /** What was found of the geometry, for such values. */
    List<FoundNumber> found(double[] values) {
        return geometry.map(found -> found.found(values)).orElseGet(List::of);
    }

    /** Where the frames that are worked on are now, in their order. */
    public Positions positions() {
        return refinement
                .map(PositionRefinement::positions)
                .orElseGet(() -> stages.finest().problem().scan().positions());
    }

    /** Refines these frames' positions too, whenever those of the frames worked on are, and after them. */
    void follow(HeldOut held) {
        heldOut = Optional.of(held);
        heldOutRefinement = refinement.map(positions -> positions.ofHeldOut(held.said()));
    }

    /** Where the frames held out are now, in their order; empty if there are none. */
    Optional<Positions> heldOutPositions() {
        return heldOut.map(
                held -> heldOutRefinement.map(PositionRefinement::positions).orElseGet(held::said));
    }

    /** What refinement has made of the positions where these are its outcome; empty if they stay. */
    Optional<Corrections> corrections(Positions found) {
        return refinement.map(positions -> positions.corrections(found));
    }

    private void refine(PositionRefinement positions) {
        MovableFrames state = (MovableFrames) run.state();
        Specimen specimen = state.specimen();
        Probe probe = state.probe();
        double wavelength = start.scan().geometry().wavelength();
        Positions moved = positions.refine(
                state.frames(),
                new Parameters(specimen, probe, positions.positions(), conditions(state)),
                wavelength,
                parallel(),
                completed());
        heldOutRefinement.ifPresent(others -> {
            HeldOut held = heldOut.orElseThrow();
            held.seenAt(geometry(geometryValues()));
            Parameters theirs = new Parameters(specimen, probe, others.positions(), held.select(conditions()));
            held.move(others.refine(held.frames(), theirs, wavelength, parallel(), completed()));
        });
        state.move(moved);
    }

    /** Those of the frames worked on, as they are now. */
    private Conditions conditions(EngineState state) {
        Conditions found = state.conditions(start.conditions());
        Conditions bright = state.intensities().map(found::withIntensity).orElse(found);
        Conditions varied = state.weights().map(bright::withWeights).orElse(bright);
        return state.descan(said.select(worked)).map(varied::withDescan).orElse(varied);
    }

    /** How all frames of the scan were taken, in its order, as engines have found it; without intensities. */
    Conditions conditions() {
        Conditions found = state().conditions(all);
        Conditions varied = state().weights()
                .map(weights -> found.withWeights(FrameWeights.everywhere(weights, worked, said.count())))
                .orElse(found);
        return state().descan(said).map(varied::withDescan).orElse(varied);
    }

    /** A factor for each frame worked on, in their order; empty if no engine has fitted them. */
    Optional<double[]> intensities() {
        return Optional.ofNullable(conditions(run.state()).intensity());
    }

    /** The engine's state: object and probe as they are now, on the pixels of the scan. */
    public EngineState state() {
        if (geometry.isPresent()) {
            return new InMetres(run.state(), geometry.get());
        }
        return links.get(link).coarser() == 1
                ? run.state()
                : new FinerState(run.state(), stages.finest().problem());
    }

    /** What the object is made from, where the present engine has it continuous. */
    Optional<MadeFrom> madeFrom() {
        return state().representation().map(arrays -> new MadeFrom(link, arrays));
    }

    /** The same with what can evaluate it. */
    Representation representation(MadeFrom made) {
        Link by = links.get(made.link());
        return new Representation(by.provider().name(), SettingsReader.write(by.settings()), made.arrays());
    }

    /** What is asked of object and probe beside the data. */
    Constraints constraints() {
        return stages.finest().constraints();
    }

    /** The threads it works with. */
    Parallel parallel() {
        return stages.finest().problem().parallel();
    }

    @Override
    public StepReport step() {
        if (run.completed() >= links.get(link).iterations() && link + 1 < links.size()) {
            handOn();
        }
        if (completed() == 0) {
            geometry.ifPresent(this::searchDefocus);
        }
        geometry.filter(found -> found.due(completed()))
                .ifPresent(found -> found.refine((MovableFrames) run.state(), places(), parallel()));
        // before the step, so that what is reported has been fitted to the positions that are reported with it
        refinement.filter(positions -> positions.due(completed())).ifPresent(this::refine);
        StepReport report = run.step();
        stage(link).constraints().after(run.state());
        return report.after(before);
    }

    @Override
    public int completed() {
        return before + run.completed();
    }

    @Override
    public String lossName() {
        return links.size() == 1 ? run.lossName() : "each engine's own; now the " + run.lossName();
    }

    /** With what the present engine was given, from which it may have made what it keeps and does not save. */
    @Override
    public Snapshot save() {
        Snapshot snapshot = run.save();
        if (link > 0) {
            snapshot.longs().put(LINK, new long[] {link});
            Estimate.put(snapshot, START, images(start));
            snapshot.doubles().put(SPACING, start.specimen().sliceSpacing().clone());
            SavedConditions.put(snapshot, CONDITIONS, start.conditions());
            SavedConditions.put(snapshot, ALL_CONDITIONS, all);
        }
        geometry.ifPresent(found -> {
            found.save(snapshot);
            snapshot.doubles().put(SEARCHED, new double[] {searched});
        });
        refinement.ifPresent(positions -> positions.save(snapshot, POSITIONS));
        if (moves()) {
            PositionRefinement.put(snapshot, START_POSITIONS, start.scan().positions());
        }
        heldOutRefinement.ifPresent(positions -> positions.save(snapshot, HELD_OUT_POSITIONS));
        return snapshot;
    }

    @Override
    public void restore(Snapshot snapshot) {
        int saved = snapshot.longs().containsKey(LINK) ? (int) snapshot.longs().get(LINK)[0] : 0;
        if (saved != link || saved > 0) {
            Problem given = stage(saved).problem();
            if (saved > 0) {
                given = given.startingFrom(
                        given.specimen().copy(), given.probe().copy());
                if (moves()) {
                    given = given.at(PositionRefinement.get(snapshot, START_POSITIONS));
                }
                Estimate.fill(snapshot, START, images(given));
                double[] spacing = snapshot.doubles().get(SPACING);
                System.arraycopy(spacing, 0, given.specimen().sliceSpacing(), 0, spacing.length);
                given = given.in(SavedConditions.get(snapshot, CONDITIONS));
                all = SavedConditions.get(snapshot, ALL_CONDITIONS);
            }
            run.close();
            begin(saved, given);
        }
        geometry.ifPresent(found -> restore(found, snapshot, saved));
        refinement.ifPresent(positions -> {
            positions.restore(snapshot, POSITIONS);
            ((MovableFrames) run.state()).move(positions.positions());
        });
        heldOutRefinement.ifPresent(positions -> {
            positions.restore(snapshot, HELD_OUT_POSITIONS);
            heldOut.orElseThrow().move(positions.positions());
        });
        run.restore(snapshot);
    }

    private void restore(GeometryRefinement found, Snapshot snapshot, int saved) {
        if (saved == 0) {
            beginAt(found, snapshot.doubles().get(SEARCHED)[0]);
        }
        found.restore(snapshot);
        found.knownProbe().ifPresent(probe -> run.state().revise(estimate -> estimate.renewProbe(probe)));
        adoptGeometry();
    }

    private static List<ComplexImage> images(Problem problem) {
        List<ComplexImage> images = new ArrayList<>();
        for (ComplexImage[] slices : problem.specimen().images()) {
            images.addAll(List.of(slices));
        }
        for (int v = 0; v < problem.probe().variations(); v++) {
            for (int m = 0; m < problem.probe().modes(); m++) {
                images.add(problem.probe().mode(v, m));
            }
        }
        return images;
    }

    @Override
    public void close() {
        try (Parallel parallel = parallel()) {
            run.close();
        }
    }
}
