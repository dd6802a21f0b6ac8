package org.polyptych.neural.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;
import org.polyptych.engines.gradient.DataTerm;
import org.polyptych.physics.Positions;

/** State of {@link DiffusionEngine}. */
public final class DiffusionState extends PosteriorState {
    private static final String TAKEN_OFF = "taken_off";
    private static final String POLISHED = "polished";

    private final DiffusionSettings settings;
    /** z and the point ahead, of the object and of each mode of the probe; only their points ahead are kept here. */
    private final ComplexImage objectAhead;

    private final ComplexImage[] probeAhead;
    /** The noise that the level before took off, in units of its own; of one level only, and only if it is used again. */
    private float[] takenOff;

    private int polished;
    private double redundancy;
    /** On each pixel of the object; null to be found. */
    private float[] light;

    DiffusionState(Problem problem, DataTerm data, ObjectPrior prior, DiffusionSettings settings) {
        super(
                problem,
                data,
                prior,
                new PosteriorSettings(
                        settings.samples(), settings.scale(), settings.probeFrom(), settings.probeSteps()));
        this.settings = settings;
        this.objectAhead = estimate.object().copy();
        this.probeAhead =
                Arrays.stream(estimate.probe()).map(ComplexImage::copy).toArray(ComplexImage[]::new);
        this.redundancy = Polish.redundancy(data.frames(), problem.specimen(), data.positions());
    }

    @Override
    int each() {
        return settings.each();
    }

    @Override
    void forget() {
        takenOff = null;
        polished = 0;
    }

    @Override
    StepReport iterate(int sample, int iteration) {
        boolean first = sample == 0 && iteration == 0;
        Optional<String> note = first ? Optional.of(settings.polish().said(redundancy)) : Optional.empty();
        if (iteration < settings.levels()) {
            return new StepReport(iteration, level(sample, iteration), note);
        }
        return new StepReport(iteration, settings.polish().of(redundancy) ? polish() : loss());
    }

    /** Denoises, fits, and leaves what is free of noise. */
    private double level(int sample, int level) {
        double sigma = settings.sigma(level);
        float[] noisy = channels();
        float[] noise = noise(sample, level, 0);
        float share = (float) Math.sqrt(takenOff == null ? 1 : settings.fresh());
        float rest = (float) Math.sqrt(takenOff == null ? 0 : 1 - settings.fresh());
        for (int i = 0; i < noisy.length; i++) {
            float old = rest == 0 ? 0 : rest * takenOff[i];
            noisy[i] += (float) sigma * (share * noise[i] + old);
        }
        become(prior.denoised(noisy, sigma));
        scale(level);
        double loss = fit(sigma);
        turn();
        prior.canvas().put(estimate.object(), field);
        stepProbe(level);
        if (settings.fresh() < 1) {
            float[] clean = channels();
            takenOff = new float[clean.length];
            for (int i = 0; i < clean.length; i++) {
                takenOff[i] = (float) ((noisy[i] - clean[i]) / sigma);
            }
        }
        return loss;
    }

    /** Along its slowest phases to the data. */
    private void turn() {
        ComplexImage object = estimate.object();
        SlowPhases.over(light(), object.columns(), settings.slowPhases())
                .step(object, turned -> data.evaluate(turned, estimate.probe(), byObject, null), byObject);
    }

    /** Steps between the data and what the prior has said, which the object is now. */
    private double fit(double sigma) {
        ComplexImage object = estimate.object();
        ComplexImage said = object.copy();
        copy(object, objectAhead);
        float[] lit = light();
        double weight = weight(sigma);
        double loss = 0;
        for (int step = 1; step <= settings.inner(); step++) {
            loss = data.evaluate(objectAhead, estimate.probe(), byObject, null) / data.totalCounts();
            Pull.step(object, objectAhead, byObject, lit, said, weight, step / (step + 3.0));
        }
        return loss;
    }

    /** Of the prior against counts: by its own noise, or as set. */
    private double weight(double sigma) {
        if (settings.k() > 0) {
            return Math.pow(settings.k() / sigma, 2) * steepness();
        }
        // -log p is 2 (|Psi| - y)^2 for counted photons, and |z - x|^2 / (2 s^2) for noise of size s in both parts
        double noise = sigma * prior.objectPerChannel() * unit.amplitude();
        return 1 / (4 * noise * noise);
    }

    /** A known probe's stays. */
    private float[] light() {
        if (!probeKnown || light == null) {
            light = data.light(estimate.probe());
        }
        return light;
    }

    /** L of the object. */
    private double steepness() {
        float most = 0;
        for (float l : light()) {
            most = Math.max(most, l);
        }
        return most;
    }

    /** Accelerated Wirtinger flow as {@link org.polyptych.engines.gradient.Awf} has it, object and probe at once. */
    private double polish() {
        ComplexImage object = estimate.object();
        ComplexImage[] probe = estimate.probe();
        if (polished == 0) {
            copy(object, objectAhead);
            for (int m = 0; m < probe.length; m++) {
                copy(probe[m], probeAhead[m]);
            }
        }
        double share = probeKnown ? 1 : 0.5;
        double objectLength = share / steepness();
        double probeLength = probeKnown ? 0 : share / data.byProbe(object);
        double loss = 0;
        for (int step = 0; step < settings.inner() && polished < settings.polishSteps(); step++) {
            ComplexImage[] at = probeKnown ? probe : probeAhead;
            loss = data.evaluate(objectAhead, at, byObject, probeKnown ? null : byProbe) / data.totalCounts();
            double momentum = (polished + 3.0) / (polished + 5.0);
            Pull.step(object, objectAhead, byObject, objectLength, momentum);
            for (int m = 0; m < probe.length && !probeKnown; m++) {
                Pull.step(probe[m], probeAhead[m], byProbe[m], probeLength, momentum);
            }
            polished++;
        }
        prior.canvas().put(object, field);
        return loss;
    }

    @Override
    double loss() {
        return data.evaluate(estimate.object(), estimate.probe(), null, null) / data.totalCounts();
    }

    @Override
    List<ComplexImage> beside() {
        List<ComplexImage> beside = new ArrayList<>(List.of(probeAhead));
        beside.add(objectAhead);
        return beside;
    }

    @Override
    public void move(Positions moved) {
        super.move(moved);
        light = null;
        redundancy = Polish.redundancy(data.frames(), specimen(), moved);
    }

    @Override
    void saveOwn(Snapshot snapshot) {
        snapshot.longs().put(POLISHED, new long[] {polished});
        if (takenOff != null) {
            snapshot.floats().put(TAKEN_OFF, new float[][] {takenOff.clone()});
        }
    }

    @Override
    void restoreOwn(Snapshot snapshot) {
        polished = (int) snapshot.longs().get(POLISHED)[0];
        float[][] kept = snapshot.floats().get(TAKEN_OFF);
        takenOff = kept == null ? null : kept[0].clone();
        light = null;
    }
}
