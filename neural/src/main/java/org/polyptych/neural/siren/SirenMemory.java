package org.polyptych.neural.siren;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.Parallel;
import org.polyptych.neural.torch.Libtorch;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/**
 * What a {@link SirenPass} works in, kept from step to step: nothing large is allocated twice. What the way back needs are the
 * arguments of the sines of all hidden layers, points x width x hidden numbers for each network; the first layer's are
 * made again.
 */
final class SirenMemory implements AutoCloseable {
    /** Points a block: what is worked on stays in the cache of one core, while products are still large enough to be fast. */
    static final int BLOCK = 512;
    /** Points a chunk at least. */
    private static final int LEAST_CHUNK = 4 * BLOCK;
    /** A chunk has sums of its own for all gradients, which are added in the order of chunks: the bits do not depend on threads. */
    private static final int MOST_CHUNKS = 16;

    private final SirenShape shape;
    private final int networks;
    private final List<SirenBlock> blocks = new ArrayList<>();
    private final List<List<Tensor>> folded = new ArrayList<>();
    private final List<List<Tensor>> foldedForValues = new ArrayList<>();
    private final List<List<List<Tensor>>> sums = new ArrayList<>();
    private final List<List<Tensor>> arguments = new ArrayList<>();
    private Parallel parallel;
    private Object owner;

    SirenMemory(SirenShape shape, int networks) {
        this.shape = shape;
        this.networks = networks;
        for (int network = 0; network < networks; network++) {
            folded.add(weightsAndBiases());
            foldedForValues.add(weightsAndBiases());
            arguments.add(new ArrayList<>());
        }
    }

    static int chunks(int points) {
        return Math.clamp(Math.ceilDiv(points, LEAST_CHUNK), 1, MOST_CHUNKS);
    }

    /** First point of a chunk; the chunk ends where the next begins. */
    static int chunkStart(int points, int chunk) {
        return (int) ((long) points * chunk / chunks(points));
    }

    /** Bytes held once so many points have gone forth and back on so many threads. */
    static long bytes(SirenShape shape, int networks, int points, int threads) {
        long parameters = 0;
        for (int layer = 0; layer < shape.layers(); layer++) {
            parameters += (shape.in(layer) + 1L) * shape.out(layer);
        }
        long kept = (long) points * shape.width() * shape.hidden();
        return Float.BYTES
                * (networks * (kept + (2 + chunks(points)) * parameters) + threads * SirenBlock.numbers(shape, BLOCK));
    }

    /** As many threads as libtorch is to use. */
    Parallel parallel() {
        int threads = Libtorch.threads();
        if (parallel == null || parallel.threads() != threads) {
            closeParallel();
            parallel = new Parallel(threads);
        }
        while (blocks.size() < threads) {
            blocks.add(new SirenBlock(shape, BLOCK));
        }
        return parallel;
    }

    SirenBlock block(int worker) {
        return blocks.get(worker);
    }

    /**
     * [input + 1][output] of each layer: the weights times w0, and in the last row the biases times w0.
     *
     * @param goesBack those that are needed again on the way back, which an evaluation without gradients must leave alone:
     *     its parameters may be others, such as moving averages
     */
    List<Tensor> folded(int network, boolean goesBack) {
        return (goesBack ? folded : foldedForValues).get(network);
    }

    /** Gradients by {@link #folded} of one chunk. */
    List<Tensor> sums(int network, int chunk) {
        while (sums.size() <= chunk) {
            List<List<Tensor>> more = new ArrayList<>();
            for (int k = 0; k < networks; k++) {
                more.add(weightsAndBiases());
            }
            sums.add(more);
        }
        return sums.get(chunk).get(network);
    }

    private List<Tensor> weightsAndBiases() {
        List<Tensor> all = new ArrayList<>();
        for (int layer = 0; layer < shape.layers(); layer++) {
            all.add(lasting(shape.in(layer) + 1, shape.out(layer)));
        }
        return all;
    }

    /** Room for the arguments of the sines of the hidden layers, [point][width] each. */
    List<Tensor> arguments(int network, int points) {
        List<Tensor> of = arguments.get(network);
        if (!of.isEmpty() && of.getFirst().size(0) < points) {
            of.forEach(Tensor::close);
            of.clear();
        }
        while (of.size() < shape.hidden()) {
            of.add(lasting(points, shape.width()));
        }
        return of;
    }

    /** From now on the arguments are those of this pass. */
    void belongsTo(Object pass) {
        owner = pass;
    }

    void requireOwner(Object pass) {
        if (owner != pass) {
            throw new IllegalStateException(
                    "the networks were evaluated again, with gradients, before the way back from this value");
        }
    }

    static Tensor lasting(long... shape) {
        try (Scope scope = Scope.open()) {
            return scope.keep(torch.empty(shape, Tensors.options(torch.ScalarType.Float), null));
        }
    }

    private void closeParallel() {
        if (parallel != null) {
            parallel.close();
        }
    }

    @Override
    public void close() {
        closeParallel();
        blocks.forEach(SirenBlock::close);
        folded.forEach(layers -> layers.forEach(Tensor::close));
        foldedForValues.forEach(layers -> layers.forEach(Tensor::close));
        sums.forEach(chunk -> chunk.forEach(layers -> layers.forEach(Tensor::close)));
        arguments.forEach(layers -> layers.forEach(Tensor::close));
    }
}
