package org.polyptych.neural.ptyinr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.Estimate;
import org.polyptych.engines.MovableFrames;
import org.polyptych.engines.Problem;
import org.polyptych.engines.RunSettings;
import org.polyptych.neural.forward.FrameLoss;
import org.polyptych.neural.forward.Grid;
import org.polyptych.neural.forward.OnWholePixels;
import org.polyptych.neural.layer.Module;
import org.polyptych.neural.torch.LentThreads;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.neural.train.Adam;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/**
 * State of {@link PtyInr}: the weights of its networks. They see the object and the probe in units of their own: the probe's
 * greatest amplitude at the start is 1, the object's root mean square is the setting {@code amplitude}.
 */
public final class PtyInrState implements MovableFrames {
    private static final int OBJECT_STREAM = -1;
    private static final int PROBE_STREAM = -2;

    final long seed;
    final int threads;
    /** What makes the object; null where it is known. */
    final Field object;
    /** What makes the probe; null where it is known. */
    final Field probe;

    final Adam objectAdam;
    final Adam probeAdam;
    /** Of the object's gradient; null where the object is known. */
    final Clip clip;

    final Trials trials;
    final BestFit best;
    /** Counts^0.5 on the detector for 1 of probe and object. */
    final double amplitude;

    int completed;
    private final PtyInrSettings settings;
    private final Estimate estimate;
    private final FrameStack frames;
    private final Specimen grid;
    private final boolean round;
    private final boolean near;
    private final int reach;
    private final FrameLoss loss;
    private final double objectUnit;
    private final double probeUnit;
    private final Tensor knownObject;
    private final Tensor knownProbe;
    private Positions positions;
    private Passes passes;

    PtyInrState(Problem problem, PtyInrSettings settings) {
        problem.requireOneSliceAndLight();
        this.settings = settings;
        this.frames = problem.frames();
        this.seed = problem.settings().seed();
        this.threads = problem.parallel().threads();
        this.grid = problem.specimen();
        this.round = problem.settings().positions().round();
        this.near = problem.scan().geometry().near().isPresent();
        this.estimate = new Estimate(problem);
        this.reach = 1 + reach(problem);
        move(problem.scan().positions());
        this.objectUnit = Math.sqrt(grid.image().power() / grid.image().size()) / settings.amplitude();
        this.probeUnit = problem.probe().greatestAmplitude();
        if (!(objectUnit > 0)) {
            throw new BadInputException("the starting object is zero everywhere or not finite; give another");
        }
        this.amplitude = objectUnit * probeUnit;
        this.loss = FrameLoss.on(
                settings.device(),
                frames,
                settings.loss(amplitude, frames),
                problem.parallel(),
                Grid.of(grid, problem.scan().geometry()),
                problem.conditions());
        Starts starts = new Starts(
                settings,
                grid.image(),
                Arrays.stream(estimate.probe()).map(ComplexImage::copy).toArray(ComplexImage[]::new),
                objectUnit,
                probeUnit);
        try (Scope scope = Scope.open()) {
            object = estimate.objectKnown() ? null : starts.object(new RandomStream(seed, OBJECT_STREAM));
            probe = estimate.probeKnown() ? null : starts.probe(new RandomStream(seed, PROBE_STREAM));
            knownObject = object == null
                    ? scope.keep(onDevice(new ComplexImage[] {grid.image()}, 1 / objectUnit)
                            .select(0, 0)
                            .clone())
                    : null;
            knownProbe = probe == null ? scope.keep(onDevice(estimate.probe(), 1 / probeUnit)) : null;
        }
        objectAdam = object == null ? null : adam(object, settings.objectRate());
        probeAdam = probe == null ? null : adam(probe, settings.probeRate());
        clip = object == null ? null : new Clip(settings.clip(), object.module());
        Map<String, Module> modules = new LinkedHashMap<>();
        List<Adam> optimisers = new ArrayList<>();
        if (object != null) {
            modules.put("object", object.module());
            optimisers.add(objectAdam);
        }
        if (probe != null) {
            modules.put("probe", probe.module());
            optimisers.add(probeAdam);
        }
        best = new BestFit(modules, optimisers, clip);
        boolean several =
                object != null && object.planes().continuous() && !starts.given() && !isWatched(problem.settings());
        trials = new Trials(several ? settings.trials() : 1, settings.trialLength(), best, trial -> {
            try (Scope scope = Scope.open()) {
                copy(starts.object(new RandomStream(seed, OBJECT_STREAM - 2L * trial)), object);
                if (probe != null && !settings.passProbe()) {
                    copy(starts.probe(new RandomStream(seed, PROBE_STREAM - 2L * trial)), probe);
                }
            }
        });
    }

    /** Whether frames held out, a plateau or moving positions would take a new trial for a worse run. */
    private static boolean isWatched(RunSettings run) {
        return run.stop().holdOut() > 0
                || run.stop().plateau() > 0
                || run.positions().refine();
    }

    private static void copy(Field from, Field to) {
        try (from) {
            to.module().set(from.module().values());
        }
    }

    private Adam adam(Field field, double rate) {
        return new Adam(field.planes().groups(rate), new Adam.Betas(0.9, settings.beta2(), 1e-8));
    }

    /** Rows that a frame's motion takes it beyond its place. */
    private static int reach(Problem problem) {
        if (problem.conditions().motion() == null) {
            return 0;
        }
        double most = Arrays.stream(problem.conditions().motion().y())
                .map(Math::abs)
                .max()
                .orElse(0);
        return (int) Math.ceil(most / 2 / problem.specimen().pixelHeight());
    }

    private Tensor onDevice(ComplexImage[] images, double factor) {
        Tensor tensor = Tensors.of(images);
        return tensor.to(settings.device().torch(), tensor.scalar_type()).mul(new Scalar(factor));
    }

    /** The object, [row][column], with nothing outside of some rows; in the networks' unit. */
    Tensor object(int from, int to) {
        if (object == null) {
            return knownObject;
        }
        Tensor rows = object.rows(from, to).select(0, 0);
        rows = rows.to(settings.device().torch(), rows.scalar_type());
        return to - from == grid.rows() ? rows : torch.constant_pad_nd(rows, new long[] {0, 0, from, grid.rows() - to});
    }

    /** The probe, [mode][row][column], in the networks' unit. */
    Tensor beam() {
        if (probe == null) {
            return knownProbe;
        }
        Tensor made = probe.rows(0, frames.rows());
        made = made.to(settings.device().torch(), made.scalar_type());
        if (object != null && (settings.normalise() || settings.recentre())) {
            Tensor power = torch.view_as_real(made).square().sum(0, 3);
            if (settings.normalise()) {
                made = made.div(power.max().sqrt());
            }
            if (settings.recentre() && !near) {
                long at = power.detach().argmax().item_long();
                long columns = frames.columns();
                made = torch.roll(
                        made,
                        new long[] {frames.rows() / 2 - at / columns, columns / 2 - at % columns},
                        new long[] {1, 2});
            }
        }
        return made;
    }

    /** The loss of some frames, summed over them. */
    Tensor loss(Tensor objectNow, Tensor probeNow, int[] which) {
        return loss.apply(
                objectNow, probeNow.mul(new Scalar(amplitude)), FrameLoss.places(positions, which), null, which);
    }

    Passes passes() {
        return passes;
    }

    @Override
    public FrameStack frames() {
        return frames;
    }

    @Override
    public void move(Positions moved) {
        positions = round ? OnWholePixels.of(grid, moved) : moved;
        if (best != null) {
            best.movedOn();
        }
        passes = Passes.of(grid, positions, frames.rows(), reach, settings.batch(), settings.batchesPerPass());
    }

    @Override
    public int completed() {
        return completed;
    }

    @Override
    public Specimen specimen() {
        bring();
        return estimate.specimen();
    }

    @Override
    public Probe probe() {
        bring();
        return estimate.reportedProbe();
    }

    /** From the networks, as they were in the best iteration, to the estimate. */
    private void bring() {
        try (LentThreads lent = new LentThreads(threads);
                Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            trials.at(() -> {
                if (object != null) {
                    put(object(0, grid.rows()).unsqueeze(0), objectUnit, estimate.objects());
                }
                if (probe != null) {
                    put(beam(), probeUnit, List.of(estimate.probe()));
                }
                return null;
            });
        }
    }

    private static void put(Tensor from, double unit, List<ComplexImage> to) {
        Tensors.fill(to, from);
        to.forEach(image -> image.scale(unit));
    }

    /** Shows object and probe, and leaves the weights: what would change them is refused before a run. */
    @Override
    public void revise(Consumer<Estimate> revision) {
        bring();
        estimate.revise(revision, estimate.images());
    }

    /** The weights that the object is reported by, and its unit. */
    @Override
    public Optional<Snapshot> representation() {
        if (object == null || !object.planes().continuous()) {
            return Optional.empty();
        }
        return Optional.of(trials.at(() -> ObjectWeights.of(object, objectUnit)));
    }

    @Override
    public Snapshot save() {
        Snapshot snapshot = new Snapshot();
        snapshot.longs().put("completed", new long[] {completed});
        best.save(snapshot);
        trials.save(snapshot);
        if (clip != null) {
            clip.save(snapshot);
        }
        return snapshot;
    }

    @Override
    public void restore(Snapshot snapshot) {
        completed = (int) snapshot.longs().get("completed")[0];
        best.restore(snapshot);
        trials.restore(snapshot);
        if (clip != null) {
            clip.restore(snapshot);
        }
    }

    @Override
    public void close() {
        loss.close();
        for (AutoCloseable held : new AutoCloseable[] {object, probe, objectAdam, probeAdam, knownObject, knownProbe}) {
            try {
                if (held != null) {
                    held.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
