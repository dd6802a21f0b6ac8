package org.polyptych.engines.pie;

import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Opened;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.EngineState;
import org.polyptych.engines.Estimate;
import org.polyptych.engines.FrameWorkers;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.Problem;
import org.polyptych.engines.ProblemSize;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/**
 * State of {@link Rpie} and {@link Epie}: object and probe. Where frames lie on fractions of a pixel the probe is kept as its spectrum,
 * from which each frame's probe is one multiplication and one transform away.
 */
public final class PieState implements EngineState {
    final FrameWorkers workers;
    final Sweep sweep;
    final boolean probeKnown;
    final boolean objectKnown;
    /** False if the power of the probe is a constraint's business. */
    final boolean powerFree;

    final long seed;
    final ComplexImage object;
    /** The modes, or their spectra if {@link FrameWorkers#shifting()}. */
    final ComplexImage[] probe;

    int completed;

    private final Estimate estimate;

    PieState(Problem problem, PieSteps steps) {
        this.estimate = new Estimate(problem);
        this.probeKnown = estimate.probeKnown();
        this.objectKnown = estimate.objectKnown();
        this.powerFree = problem.settings().probe().powerFree();
        this.seed = problem.settings().seed();
        this.object = estimate.object();
        this.probe = estimate.probe();
        try (Opened opened = new Opened()) {
            this.workers = opened.add(new FrameWorkers(problem));
            toSpectra(probe);
            this.sweep =
                    opened.add(steps.batch() == 1 ? new SequentialSweep(this, steps) : new BatchSweep(this, steps));
            opened.keep();
        }
    }

    private void toSpectra(ComplexImage[] modes) {
        if (workers.shifting()) {
            for (ComplexImage mode : modes) {
                workers.kernel(0).fft().forward(mode.re(), mode.im());
            }
        }
    }

    private void fromSpectra(ComplexImage[] modes) {
        if (workers.shifting()) {
            for (ComplexImage mode : modes) {
                workers.kernel(0).fft().inverse(mode.re(), mode.im());
            }
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
        Probe reported = estimate.reportedProbe();
        if (!probeKnown) {
            fromSpectra(IntStream.range(0, reported.modes())
                    .mapToObj(reported::mode)
                    .toArray(ComplexImage[]::new));
        }
        return reported;
    }

    @Override
    public void revise(Consumer<Estimate> revision) {
        fromSpectra(probe);
        revision.accept(estimate);
        toSpectra(probe);
    }

    @Override
    public Snapshot save() {
        Snapshot snapshot = new Snapshot();
        Estimate.put(snapshot, "estimate", estimate.images());
        snapshot.longs().put("completed", new long[] {completed});
        return snapshot;
    }

    @Override
    public void restore(Snapshot snapshot) {
        Estimate.fill(snapshot, "estimate", estimate.images());
        completed = (int) snapshot.longs().get("completed")[0];
    }

    @Override
    public void close() {
        sweep.close();
        workers.close();
    }

    /** Of all engines with such a state. */
    static MemoryNeed memory(ProblemSize size, PieSteps steps) {
        return new MemoryNeed(
                size.objects(6)
                        + size.probes(8)
                        + 2 * size.kernels()
                        + (steps.batch() == 1 ? 0 : BatchSweep.memory(size, steps.batch())),
                size.objects(1) + size.probes(1));
    }
}
