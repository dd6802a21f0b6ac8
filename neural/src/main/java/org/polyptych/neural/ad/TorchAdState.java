package org.polyptych.neural.ad;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.Estimate;
import org.polyptych.engines.MovableFrames;
import org.polyptych.engines.Problem;
import org.polyptych.neural.forward.FrameLoss;
import org.polyptych.neural.forward.Grid;
import org.polyptych.neural.forward.OnWholePixels;
import org.polyptych.neural.forward.TorchLoss;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/**
 * State of {@link TorchAd}: object and probe as tensors on the device, with Adam's moments. The {@link Estimate} is where
 * they go when others are to see or change them.
 */
public final class TorchAdState implements MovableFrames {
    final Estimate estimate;
    final long seed;
    final TorchLoss loss;
    /** [state][slice][row][column] */
    final Tensor object;

    /** [mode][row][column] */
    final Tensor probe;

    final TorchMoments objectMoments;
    final TorchMoments probeMoments;
    /** Of each slice of the object, and of the probe, times a factor that falls. */
    final Tensor objectRates;

    final Tensor probeRates;
    /** Worked on at once. */
    final int mostFrames;
    /** Of the run: libtorch uses as many. */
    final int threads;

    int completed;
    long objectSteps;
    long probeSteps;
    private final FrameStack frames;
    private final Specimen grid;
    private final boolean round;
    private final boolean keepAmplitudes;
    private final Map<Integer, Tensor> kept = new HashMap<>();
    private Positions positions;

    TorchAdState(Problem problem, TorchAdSettings settings) {
        problem.requireLight();
        this.frames = problem.frames();
        this.seed = problem.settings().seed();
        this.grid = problem.specimen();
        this.round = problem.settings().positions().round();
        this.keepAmplitudes =
                settings.device() != Device.CPU && problem.keeping().held();
        this.estimate = new Estimate(problem);
        move(problem.scan().positions());
        this.threads = problem.parallel().threads();
        this.mostFrames = TorchLoss.together(frames.pixels(), problem.probe().modes(), grid.modes(), grid.slices());
        this.loss = new TorchLoss(
                frames,
                settings.adam().loss(frames, 1),
                Grid.of(grid, problem.scan().geometry()),
                settings.device(),
                torch.ScalarType.Float);
        try (Scope scope = Scope.open()) {
            object = scope.keep(onDevice(objects(), settings.device()));
            probe = scope.keep(onDevice(Tensors.of(estimate.probe()), settings.device()));
            float[] rates = new float[grid.slices()];
            for (int s = 0; s < rates.length; s++) {
                ComplexImage slice = grid.images()[0][s];
                rates[s] = (float) (settings.objectRate() * Math.sqrt(slice.power() / slice.size()));
            }
            objectRates = scope.keep(onDevice(Tensors.of(rates, 1, rates.length, 1, 1), settings.device()));
            double greatest = Math.sqrt(
                    Tensors.number(torch.view_as_real(probe).square().sum(0, 3).max()));
            probeRates = scope.keep(onDevice(
                    Tensors.of(new float[] {(float) (settings.probeRate() * greatest)}), settings.device()));
        }
        this.objectMoments = new TorchMoments(object);
        this.probeMoments = new TorchMoments(probe);
    }

    private Tensor objects() {
        return Tensors.of(estimate.objects().toArray(ComplexImage[]::new))
                .reshape(grid.modes(), grid.slices(), grid.rows(), grid.columns());
    }

    /** A copy of its own. */
    private static Tensor onDevice(Tensor tensor, Device device) {
        return tensor.to(device.torch(), tensor.scalar_type()).clone();
    }

    /** Measured amplitudes of frames, for the loss. */
    Tensor amplitudes(int from, int to) {
        if (!keepAmplitudes) {
            return loss.amplitudes(IntStream.range(from, to).toArray());
        }
        return kept.computeIfAbsent(from, first -> {
            try (Scope scope = Scope.open()) {
                return scope.keep(loss.amplitudes(IntStream.range(from, to).toArray()));
            }
        });
    }

    /** Where frames lie, in metres, [frame][2]. */
    Tensor positions(int from, int to) {
        return FrameLoss.places(positions, IntStream.range(from, to).toArray());
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
    public int completed() {
        return completed;
    }

    @Override
    public Specimen specimen() {
        Tensors.fill(estimate.objects(), object);
        return estimate.specimen();
    }

    @Override
    public Probe probe() {
        Tensors.fill(List.of(estimate.probe()), probe);
        return estimate.reportedProbe();
    }

    @Override
    public void revise(Consumer<Estimate> revision) {
        List<ComplexImage> objectMean = images(objectMoments.mean());
        List<ComplexImage> probeMean = images(probeMoments.mean());
        Tensors.fill(estimate.objects(), object);
        Tensors.fill(List.of(estimate.probe()), probe);
        estimate.revise(
                        revision,
                        IntStream.range(0, objectMean.size() + probeMean.size())
                                .mapToObj(k -> k < objectMean.size()
                                        ? objectMean.get(k)
                                        : probeMean.get(k - objectMean.size()))
                                .toList())
                .ifPresent(move -> {
                    for (Tensor squares : List.of(objectMoments.square(), probeMoments.square())) {
                        float[][] all = planes(squares);
                        for (float[] one : all) {
                            move.apply(one, (int) squares.size(-2), (int) squares.size(-1));
                        }
                        put(all, squares);
                    }
                });
        put(estimate.objects(), object);
        put(List.of(estimate.probe()), probe);
        put(objectMean, objectMoments.mean());
        put(probeMean, probeMoments.mean());
    }

    @Override
    public Snapshot save() {
        Tensors.fill(estimate.objects(), object);
        Tensors.fill(List.of(estimate.probe()), probe);
        Snapshot snapshot = new Snapshot();
        Estimate.put(snapshot, "estimate", estimate.images());
        Estimate.put(snapshot, "object_mean_gradient", images(objectMoments.mean()));
        Estimate.put(snapshot, "probe_mean_gradient", images(probeMoments.mean()));
        snapshot.floats().put("object_mean_square_gradient", planes(objectMoments.square()));
        snapshot.floats().put("probe_mean_square_gradient", planes(probeMoments.square()));
        snapshot.longs().put("completed", new long[] {completed, objectSteps, probeSteps});
        return snapshot;
    }

    @Override
    public void restore(Snapshot snapshot) {
        Estimate.fill(snapshot, "estimate", estimate.images());
        put(estimate.objects(), object);
        put(List.of(estimate.probe()), probe);
        List<ComplexImage> objectMean = images(objectMoments.mean());
        List<ComplexImage> probeMean = images(probeMoments.mean());
        Estimate.fill(snapshot, "object_mean_gradient", objectMean);
        Estimate.fill(snapshot, "probe_mean_gradient", probeMean);
        put(objectMean, objectMoments.mean());
        put(probeMean, probeMoments.mean());
        put(snapshot.floats().get("object_mean_square_gradient"), objectMoments.square());
        put(snapshot.floats().get("probe_mean_square_gradient"), probeMoments.square());
        long[] counts = snapshot.longs().get("completed");
        completed = (int) counts[0];
        objectSteps = counts[1];
        probeSteps = counts[2];
    }

    private static List<ComplexImage> images(Tensor tensor) {
        try (Scope scope = Scope.open()) {
            return List.of(Tensors.images(tensor.detach().reshape(-1, tensor.size(-2), tensor.size(-1))));
        }
    }

    /** The images of a real tensor. */
    private static float[][] planes(Tensor tensor) {
        float[] all = Tensors.floats(tensor);
        int pixels = (int) (tensor.size(-2) * tensor.size(-1));
        return IntStream.range(0, all.length / pixels)
                .mapToObj(k -> Arrays.copyOfRange(all, k * pixels, (k + 1) * pixels))
                .toArray(float[][]::new);
    }

    private static void put(List<ComplexImage> from, Tensor to) {
        try (Scope scope = Scope.open()) {
            to.detach().copy_(Tensors.of(from.toArray(ComplexImage[]::new)).reshape(to.sizes()));
        }
    }

    private static void put(float[][] from, Tensor to) {
        try (Scope scope = Scope.open()) {
            int pixels = from[0].length;
            float[] all = new float[from.length * pixels];
            for (int k = 0; k < from.length; k++) {
                System.arraycopy(from[k], 0, all, k * pixels, pixels);
            }
            to.copy_(Tensors.of(all, all.length).reshape(to.sizes()));
        }
    }

    @Override
    public void close() {
        kept.values().forEach(Tensor::close);
        loss.close();
        objectMoments.close();
        probeMoments.close();
        for (Tensor tensor : new Tensor[] {object, probe, objectRates, probeRates}) {
            tensor.close();
        }
    }
}
