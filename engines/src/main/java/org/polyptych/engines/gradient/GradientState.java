package org.polyptych.engines.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.Estimate;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.MovableFrames;
import org.polyptych.engines.Problem;
import org.polyptych.engines.ProblemSize;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.ForwardModel;
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
    /** Every slice of every state, one state after the other. */
    final Extrapolated[] object;

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
    private final Conditions conditions;
    private final double wavelength;
    private Positions positions;
    private Steepness steepness;
    /** One a slice. */
    private final double[] objectSteepness;

    private double probeSteepness;
    /** Iterations since the steepnesses were found; {@link #KEPT} or more to find them anew. */
    private int age = KEPT;

    GradientState(Problem problem, Loss loss) {
        problem.requireLight();
        this.conditions = problem.conditions();
        this.wavelength = problem.scan().geometry().wavelength();
        this.positions = problem.scan().positions();
        this.frames = problem.frames();
        this.totalCounts = frames.totalCounts();
        this.estimate = new Estimate(problem);
        this.objectKnown = estimate.objectKnown();
        this.probeKnown = estimate.probeKnown();
        this.aheadSpecimen = problem.specimen().copy();
        this.aheadProbe = problem.probe().copy();
        List<ComplexImage> objects = estimate.objects();
        this.object = new Extrapolated[objects.size()];
        for (int k = 0; k < object.length; k++) {
            int slices = aheadSpecimen.slices();
            object[k] = new Extrapolated(objects.get(k), aheadSpecimen.images()[k / slices][k % slices]);
        }
        this.objectSteepness = new double[aheadSpecimen.slices()];
        this.probe = new Extrapolated[aheadProbe.modes()];
        for (int m = 0; m < probe.length; m++) {
            probe[m] = new Extrapolated(estimate.probe()[m], aheadProbe.mode(m));
        }
        this.parallel = problem.parallel();
        this.steepness = steepness();
        this.gradient = Gradient.room(new Parameters(aheadSpecimen, aheadProbe, positions, conditions), wanted());
        // Holds native memory only once it is used.
        this.model = new ForwardModel(
                frames, loss, problem.parallel(), problem.settings().positions().round(), wavelength);
    }

    private Steepness steepness() {
        return new Steepness(frames, aheadSpecimen, positions, conditions, wavelength, parallel);
    }

    /** Of several parts that move at once, the share of its step that each takes: |sum of n terms|^2 is at most n times the sum of their squares. */
    double share(boolean objectMoves, boolean probeMoves) {
        return 1.0 / ((objectMoves ? objectSteepness.length : 0) + (probeMoves ? 1 : 0));
    }

    private Set<Gradient.Part> wanted() {
        if (objectKnown) {
            return Set.of(Gradient.Part.PROBE);
        }
        return probeKnown ? Set.of(Gradient.Part.SPECIMEN) : Set.of(Gradient.Part.SPECIMEN, Gradient.Part.PROBE);
    }

    /** To be called at the beginning of an iteration: finds the steepnesses anew if it is time. */
    void refresh() {
        // Until the first few iterations are over, and after the probe was revised, much may have changed.
        if (age >= KEPT || completed < KEPT) {
            ComplexImage[][] images = estimate.parameters(positions).specimen().images();
            // with a known probe a thin object's stays, while slices cast light on each other
            if (!objectKnown && (!probeKnown || objectSteepness[0] == 0 || objectSteepness.length > 1)) {
                double[] found = steepness.bySlices(estimate.probe(), images);
                System.arraycopy(found, 0, objectSteepness, 0, found.length);
            }
            if (!probeKnown && (!objectKnown || probeSteepness == 0)) {
                probeSteepness = steepness.byProbe(images);
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
                objectAhead ? aheadSpecimen : now.specimen(),
                probeAhead ? aheadProbe : now.probe(),
                positions,
                conditions);
        Gradient into = new Gradient(
                byObject ? gradient.specimens() : null,
                byProbe ? gradient.probe() : null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return model.evaluate(at, 0, frames.count(), into) / totalCounts;
    }

    /** z of the object. */
    void objectLooksAhead(double weight) {
        for (Extrapolated image : object) {
            image.lookAhead(weight);
        }
    }

    /** z of the probe. */
    void probeLooksAhead(double weight) {
        for (Extrapolated mode : probe) {
            mode.lookAhead(weight);
        }
    }

    /**
     * From z along the gradient that was evaluated last.
     *
     * @param share of the step 1 / L
     */
    void stepObject(double share) {
        int slices = objectSteepness.length;
        for (int k = 0; k < object.length; k++) {
            object[k].step(gradient.specimens()[k / slices][k % slices], share / objectSteepness[k % slices]);
        }
    }

    /**
     * From z along the gradient that was evaluated last.
     *
     * @param share of the step 1 / L
     */
    void stepProbe(double share) {
        for (int m = 0; m < probe.length; m++) {
            probe[m].step(gradient.probe()[m], share / probeSteepness);
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
            Arrays.fill(objectSteepness, 0); // of a known probe it is found once only
        }
        age = KEPT;
    }

    /** Every image that changes, in one order. */
    private List<ComplexImage> images() {
        List<ComplexImage> images = new ArrayList<>(estimate.images());
        for (Extrapolated image : object) {
            images.add(image.before());
        }
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
        snapshot.doubles().put("object_steepness", objectSteepness.clone());
        snapshot.doubles().put("probe_steepness", new double[] {probeSteepness});
        return snapshot;
    }

    @Override
    public void restore(Snapshot snapshot) {
        Estimate.fill(snapshot, "images", images());
        completed = (int) snapshot.longs().get("completed")[0];
        age = (int) snapshot.longs().get("age")[0];
        t = snapshot.doubles().get("momentum")[0];
        lastLoss = snapshot.doubles().get("momentum")[1];
        System.arraycopy(snapshot.doubles().get("object_steepness"), 0, objectSteepness, 0, objectSteepness.length);
        probeSteepness = snapshot.doubles().get("probe_steepness")[0];
    }

    @Override
    public FrameStack frames() {
        return frames;
    }

    @Override
    public void move(Positions moved) {
        positions = moved;
        steepness = steepness();
        age = KEPT;
    }

    /** Two of each image, and the gradient. Each slice and state has sums of its own, and there is one more of the light. */
    static MemoryNeed memory(ProblemSize size) {
        return new MemoryNeed(
                size.objects(5)
                        + size.probes(5)
                        + size.kernels()
                        + size.waves()
                        + size.sums(2 * size.slices() * size.states() + 1),
                size.objects(2) + size.probes(2));
    }

    @Override
    public void close() {
        model.close();
    }
}
