package org.polyptych.engines.pie;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.Opened;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.EngineState;
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
    final long seed;
    final ComplexImage object;
    /** The modes, or their spectra if {@link FrameWorkers#shifting()}. */
    final ComplexImage[] probe;

    int completed;

    private final Specimen frame;
    private final Probe given;

    PieState(Problem problem, PieSteps steps) {
        this.probeKnown = problem.settings().probe().known();
        this.objectKnown = problem.settings().object().known();
        this.seed = problem.settings().seed();
        this.frame = problem.specimen();
        this.given = problem.probe().copy();
        this.object = problem.specimen().image().copy();
        try (Opened opened = new Opened()) {
            this.workers = opened.add(new FrameWorkers(problem));
            this.probe = workers.modes(given.copy());
            if (workers.shifting()) {
                for (ComplexImage mode : probe) {
                    workers.kernel(0).fft().forward(mode.re(), mode.im());
                }
            }
            this.sweep =
                    opened.add(steps.batch() == 1 ? new SequentialSweep(this, steps) : new BatchSweep(this, steps));
            opened.keep();
        }
    }

    @Override
    public int completed() {
        return completed;
    }

    @Override
    public Specimen specimen() {
        return Specimen.of(object.copy(), frame.pixelHeight(), frame.pixelWidth(), frame.centreY(), frame.centreX());
    }

    @Override
    public Probe probe() {
        if (probeKnown) {
            return given.copy();
        }
        ComplexImage[] modes = new ComplexImage[probe.length];
        Fft2 fft = workers.kernel(0).fft();
        for (int m = 0; m < modes.length; m++) {
            modes[m] = probe[m].copy();
            if (workers.shifting()) {
                fft.inverse(modes[m].re(), modes[m].im());
            }
        }
        return Probe.of(modes);
    }

    @Override
    public Snapshot save() {
        Snapshot snapshot = new Snapshot();
        snapshot.floats()
                .put("object", new float[][] {object.re().clone(), object.im().clone()});
        for (int m = 0; m < probe.length; m++) {
            snapshot.floats().put("probe" + m, new float[][] {
                probe[m].re().clone(), probe[m].im().clone()
            });
        }
        snapshot.longs().put("completed", new long[] {completed});
        return snapshot;
    }

    @Override
    public void restore(Snapshot snapshot) {
        fill(object, snapshot.floats().get("object"));
        for (int m = 0; m < probe.length; m++) {
            fill(probe[m], snapshot.floats().get("probe" + m));
        }
        completed = (int) snapshot.longs().get("completed")[0];
    }

    private static void fill(ComplexImage image, float[][] parts) {
        System.arraycopy(parts[0], 0, image.re(), 0, image.size());
        System.arraycopy(parts[1], 0, image.im(), 0, image.size());
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
