package org.polyptych.engines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.refine.Corrections;
import org.polyptych.engines.refine.PositionRefinement;
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

    private EngineRun<?> run;

    EngineSession(List<Link> links, Stages stages) {
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
        // the waves of one engine and those of the next need not both fit
        run.close();
        Problem next = stage(link + 1).given(specimen, probe);
        begin(link + 1, refinement.isPresent() ? next.at(positions()) : next);
    }

    /** Where the frames that are worked on are now, in their order. */
    public Positions positions() {
        return refinement
                .map(PositionRefinement::positions)
                .orElseGet(() -> stages.finest().problem().scan().positions());
    }

    /** What refinement has made of the positions where these are its outcome; empty if they stay. */
    Optional<Corrections> corrections(Positions found) {
        return refinement.map(positions -> positions.corrections(found));
    }

    private void refine(PositionRefinement positions) {
        MovableFrames state = (MovableFrames) run.state();
        state.move(positions.refine(state.frames(), state.specimen(), state.probe(), parallel(), completed()));
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
        }
        refinement.ifPresent(positions -> {
            positions.save(snapshot, POSITIONS);
            PositionRefinement.put(snapshot, START_POSITIONS, start.scan().positions());
        });
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
            }
            run.close();
            begin(saved, given);
        }
        refinement.ifPresent(positions -> {
            positions.restore(snapshot, POSITIONS);
            ((MovableFrames) run.state()).move(positions.positions());
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
