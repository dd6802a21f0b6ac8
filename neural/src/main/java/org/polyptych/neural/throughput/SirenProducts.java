package org.polyptych.neural.throughput;

import java.util.ArrayList;
import java.util.List;
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
 * the values, the gradient by the weights, and, but for the first, the gradient by the layer's input.
 */
final class SirenProducts implements AutoCloseable {
    private static final int BLOCK = 1024;

    private final SirenShape shape;
    private final int networks;
    private final int points;
    private final Parallel parallel;
    private final Scope scope = Scope.open();
    private final List<Tensor> weights = new ArrayList<>();
    private final List<Tensor> gradients = new ArrayList<>();
    private final List<Layers> blocks = new ArrayList<>();
    private Layers whole;

    /** Input and output of the layers: [point][number]. */
    private record Layers(Tensor points, Tensor x, Tensor y, Tensor values) {
        static Layers of(SirenShape shape, int n) {
            return new Layers(
                    torch.ones(n, shape.inputs()),
                    torch.ones(n, shape.width()),
                    torch.ones(n, shape.width()),
                    torch.ones(n, shape.outputs()));
        }

        Layers first(int n) {
            return new Layers(points.narrow(0, 0, n), x.narrow(0, 0, n), y.narrow(0, 0, n), values.narrow(0, 0, n));
        }
    }

    SirenProducts(SirenShape shape, int networks, int points) {
        this.shape = shape;
        this.networks = networks;
        this.points = points;
        this.parallel = new Parallel(Libtorch.threads());
        for (int worker = 0; worker < parallel.threads(); worker++) {
            blocks.add(Layers.of(shape, BLOCK));
            gradients.addAll(weights());
        }
        weights.addAll(weights());
    }

    private List<Tensor> weights() {
        return List.of(
                torch.zeros(shape.inputs(), shape.width()),
                torch.zeros(shape.width(), shape.width()),
                torch.zeros(shape.width(), shape.outputs()));
    }

    /** Floating-point operations. */
    double operations() {
        double width = shape.width();
        double a = 2.0 * shape.inputs() * width + 3.0 * shape.hidden() * width * width + 3.0 * width * shape.outputs();
        return 2 * a * points * networks;
    }

    /** In blocks that stay in the caches, each thread its own. */
    void inBlocks() {
        int count = Math.ceilDiv(points, BLOCK);
        KernelThreads.forEach(parallel, networks * count, (worker, i) -> {
            int from = i / networks * BLOCK;
            products(
                    blocks.get(worker).first(Math.min(BLOCK, points - from)),
                    gradients.subList(3 * worker, 3 * worker + 3));
        });
    }

    /** Of all points at once, by the threads of the library. */
    void whole() {
        if (whole == null) {
            whole = Layers.of(shape, points);
        }
        try (Scope inner = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            for (int network = 0; network < networks; network++) {
                products(whole, gradients.subList(0, 3));
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
