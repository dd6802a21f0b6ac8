package org.polyptych.engines.adam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.Estimate;
import org.polyptych.engines.MovableFrames;
import org.polyptych.engines.Problem;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.ForwardModel;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Gradient;
import org.polyptych.physics.Parameters;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.VariedProbe;

/** State of {@link Ad}: object, probe and what else is fitted, and Adam's moments of each. */
public final class AdState implements MovableFrames {
    final Estimate estimate;
    final FrameStack frames;
    final ForwardModel model;
    final long seed;
    /** One a slice, mode after mode. */
    final Moments[] object;

    /** The modes of the probe; where frames have probes of their own, of one after the other. */
    final List<ComplexImage> probes;

    final Moments[] probe;
    final FittedConditions fitted;
    final FittedVariations varied;
    /** Of the last evaluation. */
    final Gradient gradient;
    /** Root mean |O|^2 of each slice of the object that the run began with, of all its states that of the first. */
    final double[] objectAmplitude;
    /** The square root of the greatest sum over modes of |P|^2 of each probe that the run began with. */
    final double[] probeAmplitude;

    int completed;
    Positions positions;
    /** Steps of Adam. */
    long objectSteps;

    long probeSteps;
    /** Iterations that have fitted what lies beside object and probe. */
    long fits;

    AdState(Problem problem, AdSettings settings) {
        problem.requireLight();
        this.frames = problem.frames();
        this.positions = problem.scan().positions();
        this.seed = problem.settings().seed();
        boolean ownBeams = problem.conditions().weights() != null;
        this.estimate = new Estimate(
                problem,
                ownBeams
                        ? problem.probe().variations()
                        : problem.settings().probe().variations());
        this.object = estimate.objects().stream().map(Moments::new).toArray(Moments[]::new);
        this.probes = new ArrayList<>(List.of(estimate.probe()));
        probes.addAll(ownBeams ? estimate.variations() : List.of());
        this.probe = probes.stream().map(Moments::new).toArray(Moments[]::new);
        this.objectAmplitude = Arrays.stream(problem.specimen().images()[0])
                .mapToDouble(slice -> Math.sqrt(slice.power() / slice.size()))
                .toArray();
        this.probeAmplitude = greatestAmplitudes(estimate.probe().length);
        this.varied =
                new FittedVariations(estimate, ownBeams ? List.of() : estimate.variations(), frames.count(), settings);
        this.fitted = new FittedConditions(problem, frames, estimate.sliceSpacing(), settings);
        Set<Gradient.Part> parts = fitted.parts();
        parts.addAll(EnumSet.of(Gradient.Part.SPECIMEN, Gradient.Part.PROBE));
        if (varied.any()) {
            parts.add(Gradient.Part.WEIGHTS);
        }
        this.gradient = Gradient.room(parameters(), parts);
        this.model = new ForwardModel(
                frames,
                settings.loss(frames, problem.conditions().upsample()),
                problem.parallel(),
                problem.settings().positions().round(),
                problem.scan().geometry().wavelength());
    }

    /** What the next evaluation starts from. */
    Parameters parameters() {
        return estimate.parameters(positions, varied.any() ? fitted.now().withWeights(varied.weights()) : fitted.now());
    }

    /** [variation] */
    private double[] greatestAmplitudes(int modes) {
        double[] greatest = new double[probes.size() / modes];
        for (int v = 0; v < greatest.length; v++) {
            greatest[v] = Probe.of(probes.subList(v * modes, (v + 1) * modes).toArray(ComplexImage[]::new))
                    .greatestAmplitude();
        }
        return greatest;
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
        Probe probe = estimate.reportedProbe();
        return varied.reported(probe).map(VariedProbe::probe).orElse(probe);
    }

    @Override
    public Conditions conditions(Conditions start) {
        return fitted.applied(start);
    }

    @Override
    public Optional<double[]> intensities() {
        return fitted.intensities();
    }

    @Override
    public Optional<double[][]> weights() {
        return varied.reported(estimate.reportedProbe()).map(VariedProbe::weights);
    }

    @Override
    public void revise(Consumer<Estimate> revision) {
        estimate.revise(revision, moments().stream().map(Moments::mean).toList())
                .ifPresent(move -> moments().forEach(kept -> kept.moveSquare(move)));
    }

    private List<Moments> moments() {
        List<Moments> moments = new ArrayList<>(List.of(object));
        moments.addAll(List.of(probe));
        moments.addAll(varied.moments());
        return moments;
    }

    @Override
    public Snapshot save() {
        Snapshot snapshot = new Snapshot();
        Estimate.put(snapshot, "estimate", estimate.images());
        Estimate.put(
                snapshot, "mean_gradient", moments().stream().map(Moments::mean).toList());
        snapshot.floats()
                .put(
                        "mean_square_gradient",
                        moments().stream().map(m -> m.square().clone()).toArray(float[][]::new));
        snapshot.longs().put("completed", new long[] {completed, objectSteps, probeSteps, fits});
        fitted.save(snapshot);
        varied.save(snapshot);
        return snapshot;
    }

    @Override
    public void restore(Snapshot snapshot) {
        Estimate.fill(snapshot, "estimate", estimate.images());
        Estimate.fill(
                snapshot, "mean_gradient", moments().stream().map(Moments::mean).toList());
        float[][] squares = snapshot.floats().get("mean_square_gradient");
        for (int k = 0; k < squares.length; k++) {
            System.arraycopy(squares[k], 0, moments().get(k).square(), 0, squares[k].length);
        }
        long[] counts = snapshot.longs().get("completed");
        completed = (int) counts[0];
        objectSteps = counts[1];
        probeSteps = counts[2];
        fits = counts[3];
        fitted.restore(snapshot);
        varied.restore(snapshot);
    }

    @Override
    public FrameStack frames() {
        return frames;
    }

    @Override
    public void move(Positions moved) {
        positions = moved;
    }

    @Override
    public void close() {
        model.close();
    }
}
