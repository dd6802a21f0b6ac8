package org.polyptych.neural.dgp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Opened;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.Estimate;
import org.polyptych.engines.MovableFrames;
import org.polyptych.engines.Problem;
import org.polyptych.neural.forward.FrameLoss;
import org.polyptych.neural.forward.Grid;
import org.polyptych.neural.forward.OnWholePixels;
import org.polyptych.neural.forward.TorchLoss;
import org.polyptych.neural.layer.ComplexChannels;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.LentThreads;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.Descan;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/**
 * State of {@link Dgp}: the weights of its networks, and how patterns wander over the detector. Networks see a complex object in
 * units of its root mean square at the start, a phase in radians, the probe in units of its root mean square over the array, free
 * pixels and a lens's in units of its greatest amplitude.
 */
public final class DgpState implements MovableFrames {
    private static final int NONE = -1;

    final long seed;
    final int threads;
    final ObjectForm form;
    /** Channels of all slices. */
    final Learned object;
    /** Channels of all modes. */
    final Learned probe;
    /** How patterns wander over the detector; empty if they are taken to stay. */
    final Optional<DescanPlane> descan;
    /** What the first iteration tells of the start. */
    final Optional<String> begun;
    /** Worked on at once. */
    final int mostFrames;

    int completed;
    private final DgpSettings settings;
    private final Estimate estimate;
    private final FrameStack frames;
    private final Specimen grid;
    private final boolean round;
    private final FrameLoss loss;
    private final double objectUnit;
    private final double probeUnit;
    /** Where the frames are as the run begins, in metres. */
    private final Positions said;

    private Positions positions;
    /** Completed iterations when the object was last made for the estimate. */
    private int objectShown = NONE;

    private int probeShown = NONE;

    DgpState(Problem problem, DgpSettings settings) {
        problem.requireLight();
        this.settings = settings;
        this.grid = problem.specimen();
        requireSlices();
        this.frames = problem.frames();
        if (settings.descan() != DgpSettings.DescanKind.OFF) {
            Descan.requireFar(frames.propagation());
        }
        this.seed = problem.settings().seed();
        this.threads = problem.parallel().threads();
        this.round = problem.settings().positions().round();
        this.estimate = new Estimate(problem);
        this.form = estimate.objectKnown()
                ? ObjectForm.COMPLEX
                : ObjectForm.of(problem.settings().object().kind());
        this.mostFrames = settings.device() == Device.CPU
                ? Integer.MAX_VALUE
                : TorchLoss.together(frames.pixels(), problem.probe().modes(), 1, grid.slices());
        Starts starts = new Starts(settings, form, estimate, grid, seed);
        this.objectUnit = starts.objectUnit();
        this.probeUnit = starts.probeUnit();
        this.said = problem.scan().positions();
        move(said);
        try (Opened opened = new Opened();
                Scope scope = Scope.open()) {
            this.loss = opened.add(FrameLoss.on(
                    settings.device(),
                    frames,
                    settings.loss(),
                    problem.parallel(),
                    Grid.of(grid, problem.scan().geometry()),
                    problem.conditions()));
            this.object = opened.add(starts.object());
            this.probe = opened.add(starts.probe());
            this.descan = settings.descan() == DgpSettings.DescanKind.PLANE
                    ? Optional.of(opened.add(new DescanPlane(said, settings.descanRate())))
                    : Optional.empty();
            opened.keep();
        }
        this.begun = starts.note();
    }

    private void requireSlices() {
        if (grid.modes() > 1) {
            throw new BadInputException("the object has " + grid.modes() + " states; engine dgp takes one");
        }
        if (grid.slices() == 1 && (settings.tvZ() > 0 || settings.identicalUntil() > 0)) {
            throw new BadInputException("dgp.tvZ and dgp.identicalUntil are for objects of several slices"
                    + " (object.slices); leave them out");
        }
    }

    /** The mean of all slices in the place of each. */
    Tensor alike(Tensor channels) {
        int each = form.each();
        int slices = grid.slices();
        return channels.reshape(slices, each, grid.rows(), grid.columns())
                .mean(new long[] {0}, true, new ScalarTypeOptional())
                .expand(slices, each, grid.rows(), grid.columns())
                .reshape(channels.sizes());
    }

    /** Complex [mode][row][column] in the probe's unit. */
    Tensor beam(Tensor channels) {
        Tensor modes = ComplexChannels.join(channels.unsqueeze(0)).select(0, 0);
        return settings.orthogonal() && probe.learned() ? OrthogonalModes.of(modes) : modes;
    }

    /**
     * The loss of some frames, summed over them.
     *
     * @param objects complex [slice][row][column], in the object's unit
     * @param modes complex [mode][row][column], in the probe's unit
     */
    Tensor loss(Tensor objects, Tensor modes, int[] which) {
        return loss.apply(
                objects.mul(new Scalar(objectUnit)).unsqueeze(0),
                modes.mul(new Scalar(probeUnit)),
                FrameLoss.places(positions, which),
                null,
                descan.map(plane -> plane.shifts(said, which)).orElse(null),
                which);
    }

    @Override
    public FrameStack frames() {
        return frames;
    }

    @Override
    public void move(Positions moved) {
        positions = round ? OnWholePixels.of(grid, moved) : moved;
    }

    @Override
    public Optional<Descan> descan(Positions places) {
        return descan.map(plane -> plane.at(places));
    }

    /** What a user would want to know that no image shows, in one line. */
    Optional<String> found() {
        String all = Stream.of(probe.found(), descan(said).map(Descan::text))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    @Override
    public int completed() {
        return completed;
    }

    @Override
    public Specimen specimen() {
        bringObject();
        return estimate.specimen();
    }

    @Override
    public Probe probe() {
        bringProbe();
        return estimate.reportedProbe();
    }

    /** From the network, without noise, to the estimate. */
    private void bringObject() {
        if (object.learned() && objectShown != completed) {
            bring(estimate.objects(), objectUnit, () -> {
                Tensor channels = object.channels();
                boolean same = completed > 0 && completed <= settings.identicalUntil();
                return form.reported(same ? alike(channels) : channels);
            });
            objectShown = completed;
        }
    }

    private void bringProbe() {
        if (probe.learned() && probeShown != completed) {
            bring(Arrays.asList(estimate.probe()), probeUnit, () -> beam(probe.channels()));
            probeShown = completed;
        }
    }

    private void bring(List<ComplexImage> to, double unit, Supplier<Tensor> made) {
        try (LentThreads lent = new LentThreads(threads);
                Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            Tensors.fill(to, made.get());
            to.forEach(image -> image.scale(unit));
        }
    }

    /** Does nothing: what would change images between iterations, which networks make, is refused before a run. */
    @Override
    public void revise(Consumer<Estimate> revision) {}

    @Override
    public Snapshot save() {
        Snapshot snapshot = new Snapshot();
        snapshot.longs().put("completed", new long[] {completed});
        snapshot.add("object.", object.save());
        snapshot.add("probe.", probe.save());
        descan.ifPresent(plane -> snapshot.add("descan.", plane.save()));
        return snapshot;
    }

    @Override
    public void restore(Snapshot snapshot) {
        completed = (int) snapshot.longs().get("completed")[0];
        object.restore(snapshot.part("object."));
        probe.restore(snapshot.part("probe."));
        descan.ifPresent(plane -> plane.restore(snapshot.part("descan.")));
        objectShown = NONE;
        probeShown = NONE;
    }

    @Override
    public void close() {
        loss.close();
        object.close();
        probe.close();
        descan.ifPresent(DescanPlane::close);
    }
}
