package org.polyptych.engines.pie;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Opened;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.Estimate;
import org.polyptych.engines.FrameWorkers;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.MovableFrames;
import org.polyptych.engines.Problem;
import org.polyptych.engines.ProblemSize;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/**
 * State of the methods that go frame by frame: object and probe, what the guard remembers, and the motion of
 * {@link Mpie}. Where frames lie on fractions of a pixel the probe is kept as its spectrum, from which each frame's probe
 * is one multiplication and one transform away.
 */
public final class PieState implements MovableFrames {
    final FrameWorkers workers;
    final Sweep sweep;
    final boolean probeKnown;
    final boolean objectKnown;
    /** False if the power of the probe is a constraint's business. */
    final boolean scaleFree;

    final long seed;
    final ComplexImage object;
    /** Its slices. */
    final List<ComplexImage> objects;
    /** The modes, or their spectra if {@link FrameWorkers#shifting()}. */
    final ComplexImage[] probe;

    int completed;

    private final Estimate estimate;

    private final Guard guard;
    /** Of {@link Mpie}, else null. */
    private final Momentum momentum;
    /** Whether the last revision moved object and probe by whole pixels. */
    private boolean movedAlong;
    /** Of {@link Wasp}, else null. */
    private final WeightedAverages averages;

    /** What differs from method to method. */
    private interface Method {
        default Momentum momentum(PieState state) {
            return null;
        }

        default WeightedAverages averages(PieState state) {
            return null;
        }

        default FrameWorkers workers(Problem problem) {
            return new FrameWorkers(problem);
        }

        Sweep sweep(PieState state);
    }

    /** For {@link Rpie} and {@link Epie}. */
    static PieState of(Problem problem, PieSteps steps, boolean guard) {
        Specimen specimen = problem.specimen();
        if (specimen.slices() == 1 || specimen.modes() > 1) {
            return new PieState(problem, guard, state -> sweep(state, steps));
        }
        checkBatch(steps.batch(), specimen.slices());
        double wavelength = problem.scan().geometry().wavelength();
        return new PieState(problem, guard, new Method() {
            @Override
            public FrameWorkers workers(Problem thick) {
                return FrameWorkers.ofSlices(thick);
            }

            @Override
            public Sweep sweep(PieState state) {
                return new SliceSweep(state, steps, specimen, wavelength);
            }
        });
    }

    static void checkBatch(int batch, int slices) {
        if (batch > 1 && slices > 1) {
            throw new BadInputException(
                    "an object of " + slices + " slices takes frames one by one; leave out rpie.batch, or set it to 1");
        }
    }

    static PieState withMomentum(Problem problem, PieSteps steps, MpieSettings settings) {
        return new PieState(problem, settings.guard(), new Method() {
            @Override
            public Momentum momentum(PieState state) {
                return new Momentum(settings, state.unknown());
            }

            @Override
            public Sweep sweep(PieState state) {
                return PieState.sweep(state, steps);
            }
        });
    }

    static PieState withAverages(Problem problem, WaspSettings settings) {
        return new PieState(problem, settings.guard(), new Method() {
            @Override
            public WeightedAverages averages(PieState state) {
                return new WeightedAverages(state);
            }

            @Override
            public Sweep sweep(PieState state) {
                return new SequentialSweep(state, kernel -> new WaspSteps(state, settings, state.averages, kernel));
            }
        });
    }

    private static Sweep sweep(PieState state, PieSteps steps) {
        return steps.batch() == 1
                ? new SequentialSweep(state, kernel -> new RegularisedSteps(state, steps, kernel))
                : new BatchSweep(state, steps);
    }

    private PieState(Problem problem, boolean guarded, Method method) {
        this.estimate = new Estimate(problem);
        this.probeKnown = estimate.probeKnown();
        this.objectKnown = estimate.objectKnown();
        this.scaleFree = problem.settings().scaleFree();
        this.seed = problem.settings().seed();
        this.object = estimate.object();
        this.objects = estimate.objects();
        this.probe = estimate.probe();
        try (Opened opened = new Opened()) {
            this.workers = opened.add(method.workers(problem));
            toSpectra(probe);
            this.guard = new Guard(guarded, unknown());
            this.momentum = method.momentum(this);
            this.averages = method.averages(this);
            this.sweep = opened.add(method.sweep(this));
            opened.keep();
        }
    }

    /** The images that are worked on: modes, or their spectra. */
    private List<ComplexImage> unknown() {
        List<ComplexImage> images = new ArrayList<>();
        if (!objectKnown) {
            images.addAll(objects);
        }
        if (!probeKnown) {
            images.addAll(List.of(probe));
        }
        return images;
    }

    /** Visits all frames under the eye of the guard; gives the loss, in counts. */
    double iterate(int[] order, int iteration, boolean updateProbe, boolean compared, Runnable afterwards) {
        return guard.run(
                compared,
                length -> {
                    double error = visit(order, iteration, updateProbe, length);
                    afterwards.run();
                    return error;
                },
                () -> {
                    if (momentum != null) {
                        momentum.forget();
                    }
                });
    }

    /** What the guard has to say of the last iteration. */
    Optional<String> note() {
        return guard.note();
    }

    private double visit(int[] order, int iteration, boolean updateProbe, double length) {
        if (momentum != null) {
            int[][] stretches = momentum.stretches(order, seed, iteration);
            double error = 0;
            for (int s = 0; s < stretches.length; s++) {
                error += sweep.run(this, stretches[s], updateProbe, length);
                if (s < stretches.length - 1) {
                    momentum.apply(workers.parallel(), length);
                }
            }
            return error;
        }
        if (averages != null) {
            averages.clear();
            double error = sweep.run(this, order, updateProbe, length);
            averages.apply(this, updateProbe, order.length, length);
            return error;
        }
        return sweep.run(this, order, updateProbe, length);
    }

    /** Scales the probe, which is no motion of it. */
    void scaleProbe(double factor) {
        unmoved(() -> {
            for (ComplexImage mode : probe) {
                mode.scale(factor);
            }
        });
    }

    private void unmoved(Runnable change) {
        if (momentum == null) {
            change.run();
        } else {
            momentum.unmoved(change);
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
        unmoved(() -> reviseAsImages(revision));
        if (movedAlong && momentum != null) {
            momentum.forget();
        }
    }

    private void reviseAsImages(Consumer<Estimate> revision) {
        // a known probe is not changed, and must not gather the rounding of transforms either
        if (!probeKnown) {
            fromSpectra(probe);
        }
        movedAlong = estimate.revise(revision, List.of()).isPresent();
        if (!probeKnown || estimate.renewed()) {
            toSpectra(probe);
        }
        if (estimate.carried()) {
            guard.goOnFromHere();
        }
    }

    @Override
    public Snapshot save() {
        Snapshot snapshot = new Snapshot();
        Estimate.put(snapshot, "estimate", estimate.images());
        snapshot.longs().put("completed", new long[] {completed});
        guard.save(snapshot);
        if (momentum != null) {
            momentum.save(snapshot);
        }
        return snapshot;
    }

    @Override
    public void restore(Snapshot snapshot) {
        Estimate.fill(snapshot, "estimate", estimate.images());
        completed = (int) snapshot.longs().get("completed")[0];
        guard.restore(snapshot);
        if (momentum != null) {
            momentum.restore(snapshot);
        }
    }

    @Override
    public FrameStack frames() {
        return workers.frames();
    }

    @Override
    public void move(Positions moved) {
        workers.move(moved, new ComplexImage[0][]);
    }

    @Override
    public void close() {
        sweep.close();
        workers.close();
    }

    /** Of all engines with such a state, frame by frame. */
    static MemoryNeed memory(ProblemSize size, boolean guard) {
        int kept = guard ? 1 : 0;
        return new MemoryNeed(
                size.objects(6 + 3 * kept) + size.probes(8 + 3 * kept) + 2 * size.kernels() + size.waves(),
                size.objects(1 + kept) + size.probes(1 + kept));
    }
}
