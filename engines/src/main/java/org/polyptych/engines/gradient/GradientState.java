package org.polyptych.engines.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.Estimate;
import org.polyptych.engines.MovableFrames;
import org.polyptych.engines.Problem;
import org.polyptych.physics.ForwardModel;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Gradient;
import org.polyptych.physics.Parameters;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.loss.Loss;

/**
 * State of accelerated gradient methods ({@link Awf}, {@link Apg}): object and probe, the ones before them, and how steep
 * the loss is.
 */
public final class GradientState implements MovableFrames {
    /** Iterations for which a steepness is good; the object or probe that decides it then has hardly changed. */
    private static final int KEPT = 10;

    final boolean objectKnown;
    final boolean probeKnown;
    final Extrapolated object;
    final Extrapolated[] probe;
    int completed;
    /** The momentum's own count, and the loss when it last looked: for {@link Apg}. */
    double t = 1;

    double lastLoss = Double.POSITIVE_INFINITY;

    private final FrameStack frames;
    private final ForwardModel model;
    private final Estimate estimate;
    private final Specimen aheadSpecimen;
    private final Probe aheadProbe;
    private final double totalCounts;
    private final Gradient gradient;
    private final Parallel parallel;
    private Positions positions;
    private BrightestPixels brightest;
    private double objectSteepness;
    private double probeSteepness;
    /** Iterations since the steepnesses were found; {@link #KEPT} or more to find them anew. */
    private int age = KEPT;

    GradientState(Problem problem, Loss loss) {
        problem.requireOneSliceAndLight();
        this.positions = problem.scan().positions();
        this.frames = problem.frames();
        this.totalCounts = frames.totalCounts();
        this.estimate = new Estimate(problem);
        this.objectKnown = estimate.objectKnown();
        this.probeKnown = estimate.probeKnown();
        this.aheadSpecimen = problem.specimen().copy();
        this.aheadProbe = problem.probe().copy();
        this.object = new Extrapolated(estimate.object(), aheadSpecimen.image());
        this.probe = new Extrapolated[aheadProbe.modes()];
        for (int m = 0; m < probe.length; m++) {
            probe[m] = new Extrapolated(estimate.probe()[m], aheadProbe.mode(m));
        }
        this.parallel = problem.parallel();
        this.brightest = brightest();
        this.gradient = Gradient.room(new Parameters(aheadSpecimen, aheadProbe, positions), wanted());
        // Holds native memory only once it is used.
        this.model = new ForwardModel(
                frames, loss, problem.parallel(), problem.settings().positions().round());
    }

    private BrightestPixels brightest() {
        return new BrightestPixels(
                frames,
                FramePlacements.of(aheadSpecimen, positions, frames.rows(), frames.columns(), true),
                aheadSpecimen,
                parallel);
    }

    private Set<Gradient.Part> wanted() {
        if (objectKnown) {
            return Set.of(Gradient.Part.PROBE);
        }
        return probeKnown ? Set.of(Gradient.Part.SPECIMEN) : Set.of(Gradient.Part.SPECIMEN, Gradient.Part.PROBE);
    }

    /** The largest over object pixels of sum |P|^2, of an iteration or a few ago. */
    double objectSteepness() {
        return objectSteepness;
    }

    /** The largest over probe pixels of sum |O|^2, of an iteration or a few ago. */
    double probeSteepness() {
        return probeSteepness;
    }

    /** To be called at the beginning of an iteration: finds the steepnesses anew if it is time. */
    void refresh() {
        // Until the first few iterations are over, and after the probe was revised, much may have changed.
        if (age >= KEPT || completed < KEPT) {
            if (!objectKnown && (!probeKnown || objectSteepness == 0)) {
                objectSteepness = brightest.ofProbe(estimate.probe());
            }
            if (!probeKnown && (!objectKnown || probeSteepness == 0)) {
                probeSteepness = brightest.ofObject(estimate.object());
            }
            age = 0;
        }
        age++;
    }

    /**
     * The loss, relative to the counts, with the gradient of those parts that are wanted.
     *
     * @param objectAhead true to take the object that looks ahead, false for the one of now
     * @param probeAhead true to take the probe that looks ahead, false for the one of now
     */
    double evaluate(boolean objectAhead, boolean probeAhead, boolean byObject, boolean byProbe) {
        Parameters now = estimate.parameters(positions);
        Parameters at = new Parameters(
                objectAhead ? aheadSpecimen : now.specimen(), probeAhead ? aheadProbe : now.probe(), positions);
        Gradient into = new Gradient(byObject ? gradient.specimen() : null, byProbe ? gradient.probe() : null, null);
        return model.evaluate(at, 0, frames.count(), into) / totalCounts;
    }

    /** z of the object. */
    void objectLooksAhead(double weight) {
        object.lookAhead(weight);
    }

    /** z of the probe. */
    void probeLooksAhead(double weight) {
        for (Extrapolated mode : probe) {
            mode.lookAhead(weight);
        }
    }

    /** From z along the gradient that was evaluated last. */
    void stepObject(double length) {
        object.step(gradient.specimen(), length);
    }

    /** From z along the gradient that was evaluated last. */
    void stepProbe(double length) {
        for (int m = 0; m < probe.length; m++) {
            probe[m].step(gradient.probe()[m], length);
        }
    }

    @Override
    public int completed() {
        return completed;
    }

    @Override
    public Specimen specimen() {
        return estimate.specimen();
    }

    @Override
    public Probe probe() {
        return estimate.reportedProbe();
    }

    @Override
    public void revise(Consumer<Estimate> revision) {
        estimate.revise(revision, images());
        if (estimate.renewed()) {
            for (Extrapolated mode : probe) {
                mode.restart();
            }
            objectSteepness = 0; // of a known probe it is found once only
        }
        age = KEPT;
    }

    /** Every image that changes, in one order. */
    private List<ComplexImage> images() {
        List<ComplexImage> images = new ArrayList<>(estimate.images());
        images.add(object.before());
        for (Extrapolated mode : probe) {
            images.add(mode.before());
        }
        return images;
    }

    @Override
    public Snapshot save() {
        Snapshot snapshot = new Snapshot();
        Estimate.put(snapshot, "images", images());
        snapshot.longs().put("completed", new long[] {completed});
        snapshot.longs().put("age", new long[] {age});
        snapshot.doubles().put("momentum", new double[] {t, lastLoss});
        snapshot.doubles().put("steepness", new double[] {objectSteepness, probeSteepness});
        return snapshot;
    }

    @Override
    public void restore(Snapshot snapshot) {
        Estimate.fill(snapshot, "images", images());
        completed = (int) snapshot.longs().get("completed")[0];
        age = (int) snapshot.longs().get("age")[0];
        t = snapshot.doubles().get("momentum")[0];
        lastLoss = snapshot.doubles().get("momentum")[1];
        objectSteepness = snapshot.doubles().get("steepness")[0];
        probeSteepness = snapshot.doubles().get("steepness")[1];
    }

    @Override
    public FrameStack frames() {
        return frames;
    }

    @Override
    public void move(Positions moved) {
        positions = moved;
        brightest = brightest();
        age = KEPT;
    }

    @Override
    public void close() {
        model.close();
    }
}
