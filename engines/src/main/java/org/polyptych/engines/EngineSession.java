package org.polyptych.engines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.refine.Corrections;
import org.polyptych.engines.refine.PositionRefinement;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.Parameters;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
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
    private static final String CONDITIONS = "chain.conditions";
    private static final String ALL_CONDITIONS = "chain.all_conditions";
    private static final String HELD_OUT_POSITIONS = "held_out_positions";

    private final List<Link> links;
    /** The problem on each size of pixels. */
    private final Stages stages;
    /** None if positions stay. */
    private final Optional<PositionRefinement> refinement;

    private int link;
    /** Iterations of the engines before the present one. */
    private int before;
    /** What the present engine was given. */
    private Problem start;
    /** How all frames of the scan were taken, in its order, as the present engine was told. */
    private Conditions all;
    /** Where the frames worked on are in the scan, and how many it has. */
    private final int[] places;

    private final int frames;

    private EngineRun<?> run;
    /** Frames that no update sees, but that are moved as those are that are worked on. */
    private Optional<HeldOut> heldOut = Optional.empty();

    private Optional<PositionRefinement> heldOutRefinement = Optional.empty();

    /**
     * @param all how all frames of the scan were taken, in its order, also those that are not worked on
     * @param places in that order of the frames worked on
     * @param frames in the scan
     */
    EngineSession(List<Link> links, Stages stages, Conditions all, int[] places, int frames) {
        this.all = all;
        this.places = places;
        this.frames = frames;
        this.links = links;
        this.stages = stages;
        this.refinement = refinement(stages.finest().problem());
        begin(0, stage(0).problem());
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
        Conditions found = conditions(run.state());
        all = run.state().conditions(all);
        // the waves of one engine and those of the next need not both fit
        run.close();
        Problem next = stage(link + 1).given(specimen, probe).in(found);
        begin(link + 1, refinement.isPresent() ? next.at(positions()) : next);
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
            Parameters theirs = new Parameters(specimen, probe, others.positions(), held.select(conditions()));
            held.move(others.refine(held.frames(), theirs, wavelength, parallel(), completed()));
        });
        state.move(moved);
    }

    /** Those of the frames worked on, as they are now. */
    private Conditions conditions(EngineState state) {
        Conditions found = state.conditions(start.conditions());
        Conditions bright = state.intensities().map(found::withIntensity).orElse(found);
        return state.weights().map(bright::withWeights).orElse(bright);
    }

    /** How all frames of the scan were taken, in its order, as engines have found it; without intensities. */
    Conditions conditions() {
        Conditions found = state().conditions(all);
        return state().weights()
                .map(weights -> found.withWeights(FrameWeights.everywhere(weights, places, frames)))
                .orElse(found);
    }

    /** A factor for each frame worked on, in their order; empty if no engine has fitted them. */
    Optional<double[]> intensities() {
        return Optional.ofNullable(conditions(run.state()).intensity());
    }

    /** The engine's state: object and probe as they are now, on the pixels of the scan. */
    public EngineState state() {
        return links.get(link).coarser() == 1
                ? run.state()
                : new FinerState(run.state(), stages.finest().problem());
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
        // before the step, so that what is reported has been fitted to the positions that are reported with it
        refinement.filter(positions -> positions.due(completed())).ifPresent(this::refine);
        StepReport report = run.step();
        stage(link).constraints().after(run.state());
        return new StepReport(before + report.iteration(), report.loss());
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
        refinement.ifPresent(positions -> {
            positions.save(snapshot, POSITIONS);
            PositionRefinement.put(snapshot, START_POSITIONS, start.scan().positions());
        });
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
                if (refinement.isPresent()) {
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

    private static List<ComplexImage> images(Problem problem) {
        List<ComplexImage> images = new ArrayList<>();
        for (ComplexImage[] slices : problem.specimen().images()) {
            images.addAll(List.of(slices));
        }
        for (int m = 0; m < problem.probe().modes(); m++) {
            images.add(problem.probe().mode(m));
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
