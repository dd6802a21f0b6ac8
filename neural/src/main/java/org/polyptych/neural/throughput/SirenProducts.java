package org.polyptych.neural.throughput;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.Parallel;
import org.polyptych.neural.siren.SirenShape;
import org.polyptych.neural.torch.KernelThreads;
import org.polyptych.neural.torch.Libtorch;
import org.polyptych.neural.torch.Scope;

/**
 * The matrix products of one step of sine networks, without anything between them, on memory that is warm: for each layer
 * the values, the gradient by the weights, and, but for the first, the gradient by the layer's input. In every way known:
 * blocks of several sizes, rows of the layers' inputs one after the other or padded as SIREN has them, on threads of ours or
 * of the library.
 */
final class SirenProducts implements AutoCloseable {
    private static final List<Integer> BLOCKS = List.of(512, 1024, 2048);
    /** Ways are tried on the points divided by this; so many of them go on. */
    private static final int TRIAL = 8;

    private static final int GO_ON = 4;
    /** Padded rows begin at multiples of so many numbers, and hold one more, as those of SIREN. */
    private static final int PADDING = 16;

    private final SirenShape shape;
    private final int networks;
    private final int points;
    private final Parallel parallel;
    private final Scope scope = Scope.open();
    private final List<Tensor> weights;
    private final List<List<Tensor>> gradients = new ArrayList<>();
    private final List<Layers> own = new ArrayList<>();
    private final Layers whole;

    /** Input and output of the layers, [point][number]: room for both kinds of rows. */
    private record Layers(SirenShape shape, Tensor points, Tensor x, Tensor y, Tensor values) {
        static Layers of(SirenShape shape, int n) {
            return new Layers(
                    shape,
                    torch.ones(n, shape.inputs()),
                    torch.ones((long) n * padded(shape.width())),
                    torch.ones(n, shape.width()),
                    torch.ones(n, shape.outputs()));
        }

        static int padded(int width) {
            return Math.ceilDiv(width + 1, PADDING) * PADDING;
        }

        Layers first(int n, boolean padded) {
            long width = shape.width();
            long row = padded ? padded(shape.width()) : width;
            Tensor rows = x.narrow(0, 0, n * row).view(n, row).narrow(1, 0, width);
            return new Layers(shape, points.narrow(0, 0, n), rows, y.narrow(0, 0, n), values.narrow(0, 0, n));
        }
    }

    SirenProducts(SirenShape shape, int networks, int points) {
        this.shape = shape;
        this.networks = networks;
        this.points = points;
        this.parallel = new Parallel(Libtorch.threads());
        int rows = Math.max(BLOCKS.getLast(), share());
        for (int worker = 0; worker < parallel.threads(); worker++) {
            own.add(Layers.of(shape, rows));
            gradients.add(weights());
        }
        whole = Layers.of(shape, points);
        weights = weights();
    }

    private List<Tensor> weights() {
        return List.of(
                torch.zeros(shape.inputs(), shape.width()),
                torch.zeros(shape.width(), shape.width()),
                torch.zeros(shape.width(), shape.outputs()));
    }

    /** Points of one network for a thread of ours if none is to have more than another. */
    private int share() {
        return Math.ceilDiv(points, parallel.threads());
    }

    /** Floating-point operations. */
    double operations() {
        double width = shape.width();
        double a = 2.0 * shape.inputs() * width + 3.0 * shape.hidden() * width * width + 3.0 * width * shape.outputs();
        return 2 * a * points * networks;
    }

    /** The fastest ways in a trial on some of the points; each says how many seconds it took for all of them. */
    List<DoubleSupplier> ways() {
        List<IntToDoubleFunction> all = new ArrayList<>();
        for (boolean padded : new boolean[] {false, true}) {
            for (int block : BLOCKS) {
                all.add(count -> Turns.seconds(() -> onOwnThreads(count, block, padded)));
            }
            all.add(count -> Turns.seconds(() -> onOwnThreads(count, share(), padded)));
            all.add(count -> Turns.seconds(() -> onThreadsOfTheLibrary(count, BLOCKS.getLast(), padded)));
            all.add(count -> Turns.seconds(() -> onThreadsOfTheLibrary(count, points, padded)));
        }
        int some = Math.ceilDiv(points, TRIAL);
        all.getFirst().applyAsDouble(some);
        double[] seconds =
                all.stream().mapToDouble(way -> way.applyAsDouble(some)).toArray();
        return IntStream.range(0, seconds.length)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> seconds[k]))
                .limit(GO_ON)
                .<DoubleSupplier>map(k -> () -> all.get(k).applyAsDouble(points))
                .toList();
    }

    private void onOwnThreads(int count, int block, boolean padded) {
        KernelThreads.forEach(
                parallel,
                networks * Math.ceilDiv(count, block),
                (worker, i) -> products(
                        own.get(worker).first(Math.min(block, count - i / networks * block), padded),
                        gradients.get(worker)));
    }

    private void onThreadsOfTheLibrary(int count, int block, boolean padded) {
        try (NoGradGuard without = new NoGradGuard()) {
            for (int network = 0; network < networks; network++) {
                for (int from = 0; from < count; from += block) {
                    try (Scope inner = Scope.open()) {
                        products(whole.first(Math.min(block, count - from), padded), gradients.getFirst());
                    }
                }
            }
        }
    }

    private void products(Layers layers, List<Tensor> sums) {
        layer(layers.points, layers.x, weights.get(0), sums.get(0), false);
        for (int layer = 0; layer < shape.hidden(); layer++) {
            layer(layers.x, layers.y, weights.get(1), sums.get(1), true);
        }
        layer(layers.x, layers.values, weights.get(2), sums.get(2), true);
    }

    private static void layer(Tensor x, Tensor y, Tensor weight, Tensor gradient, boolean further) {
        torch.mm_out(y, x, weight);
        torch.mm_out(gradient, x.t(), y);
        if (further) {
            torch.mm_out(x, y, weight.t());
        }
    }

    @Override
    public void close() {
        parallel.close();
        scope.close();
    }
}
