package org.polyptych.neural.siren;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.neural.torch.CustomFunction;
import org.polyptych.neural.torch.KernelThreads;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/**
 * Values of all networks at all points, and on the way back the gradients by all parameters. The points are cut into chunks,
 * which threads take whole, and those into blocks that stay in cache.
 *
 * <p>Inputs: weight and bias of each layer of each network, [out][in] and [out].
 */
final class SirenPass extends CustomFunction {
    private final SirenShape shape;
    private final SirenMemory memory;
    private final boolean goesBack;
    private final int count;
    private final Tensor points;
    private int networks;

    SirenPass(SirenShape shape, SirenMemory memory, Tensor points, boolean goesBack) {
        this.shape = shape;
        this.memory = memory;
        this.goesBack = goesBack;
        this.count = Math.toIntExact(points.size(0));
        this.points = torch.cat(new TensorVector(points, torch.ones(count, 1)), 1);
    }

    @Override
    protected Tensor forward(Tensor[] parameters) {
        networks = parameters.length / (2 * shape.layers());
        for (int network = 0; network < networks; network++) {
            fold(network, parameters);
        }
        if (goesBack) {
            memory.belongsTo(this);
            for (int network = 0; network < networks; network++) {
                memory.arguments(network, count);
            }
        }
        Tensor values = torch.empty(
                new long[] {networks, count, shape.outputs()}, Tensors.options(torch.ScalarType.Float), null);
        int chunks = SirenMemory.chunks(count);
        KernelThreads.forEach(memory.parallel(), networks * chunks, (worker, i) -> {
            int network = i % networks;
            forBlocks(
                    i / networks,
                    (from, n) -> memory.block(worker)
                            .forward(
                                    points.narrow(0, from, n),
                                    memory.folded(network, goesBack),
                                    goesBack ? arguments(network, from, n) : null,
                                    values.select(0, network).narrow(0, from, n)));
        });
        return values;
    }

    @Override
    protected Tensor[] backward(Tensor gradient) {
        memory.requireOwner(this);
        Tensor whole = gradient.contiguous();
        int chunks = SirenMemory.chunks(count);
        for (int chunk = 0; chunk < chunks; chunk++) {
            for (int network = 0; network < networks; network++) {
                memory.sums(network, chunk);
            }
        }
        KernelThreads.forEach(memory.parallel(), networks * chunks, (worker, i) -> {
            int network = i % networks;
            List<Tensor> sums = memory.sums(network, i / networks);
            sums.forEach(Tensor::zero_);
            forBlocks(
                    i / networks,
                    (from, n) -> memory.block(worker)
                            .backward(
                                    points.narrow(0, from, n),
                                    memory.folded(network, goesBack),
                                    arguments(network, from, n),
                                    whole.select(0, network).narrow(0, from, n),
                                    sums));
        });
        Tensor[] gradients = new Tensor[networks * 2 * shape.layers()];
        for (int network = 0; network < networks; network++) {
            for (int layer = 0; layer < shape.layers(); layer++) {
                Tensor sum = memory.sums(network, 0).get(layer);
                for (int chunk = 1; chunk < chunks; chunk++) {
                    sum.add_(memory.sums(network, chunk).get(layer));
                }
                sum.mul_(new Scalar(shape.w0(layer)));
                int at = at(network, layer);
                gradients[at] = sum.narrow(0, 0, shape.in(layer)).t().contiguous();
                gradients[at + 1] = sum.select(0, shape.in(layer)).clone();
            }
        }
        memory.belongsTo(null);
        return gradients;
    }

    /** Where a layer's weight is among the parameters; the bias follows. */
    private int at(int network, int layer) {
        return 2 * (network * shape.layers() + layer);
    }

    private void fold(int network, Tensor[] parameters) {
        for (int layer = 0; layer < shape.layers(); layer++) {
            int at = at(network, layer);
            int in = shape.in(layer);
            Tensor folded = memory.folded(network, goesBack).get(layer);
            folded.narrow(0, 0, in).copy_(parameters[at].t());
            folded.select(0, in).copy_(parameters[at + 1]);
            folded.mul_(new Scalar(shape.w0(layer)));
        }
    }

    private List<Tensor> arguments(int network, int from, int n) {
        List<Tensor> parts = new ArrayList<>();
        memory.arguments(network, count).forEach(z -> parts.add(z.narrow(0, from, n)));
        return parts;
    }

    private void forBlocks(int chunk, BlockBody body) {
        int end = SirenMemory.chunkStart(count, chunk + 1);
        for (int from = SirenMemory.chunkStart(count, chunk); from < end; from += SirenMemory.BLOCK) {
            try (Scope scope = Scope.open()) {
                body.run(from, Math.min(SirenMemory.BLOCK, end - from));
            }
        }
    }

    @FunctionalInterface
    private interface BlockBody {
        void run(int from, int n);
    }
}
