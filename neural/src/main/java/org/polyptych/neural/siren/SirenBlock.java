package org.polyptych.neural.siren;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * One network at a block of points, on one thread, in memory that stays in its cache. Every row of inputs ends in a 1, so that
 * the biases are one more row of the weights and take part in the products, on the way back too.
 */
final class SirenBlock implements AutoCloseable {
    /** Rows of inputs begin at multiples of 64 bytes that are no power of two: their columns fall on all lines of the cache. */
    private static final int PADDING = 16;

    private final SirenShape shape;
    private final Tensor inputs;
    private final Tensor argument;
    private final Tensor change;
    private final Tensor nextChange;

    SirenBlock(SirenShape shape, int points) {
        this.shape = shape;
        int width = shape.width();
        inputs = SirenMemory.lasting(points, padded(width));
        inputs.fill_(new Scalar(1));
        argument = SirenMemory.lasting(points, width);
        change = SirenMemory.lasting(points, width);
        nextChange = SirenMemory.lasting(points, width);
    }

    private static int padded(int width) {
        return Math.ceilDiv(width + 1, PADDING) * PADDING;
    }

    /** Numbers that a block holds. */
    static long numbers(SirenShape shape, int points) {
        return points * (padded(shape.width()) + 3L * shape.width());
    }

    /**
     * Values.
     *
     * @param points [point][input + 1], the last 1
     * @param weights of each layer
     * @param arguments that are kept for the way back, a block's part of each hidden layer; null to keep none
     * @param values [point][output], set
     */
    void forward(Tensor points, List<Tensor> weights, List<Tensor> arguments, Tensor values) {
        long n = points.size(0);
        Tensor x = inputs.narrow(0, 0, n).narrow(1, 0, shape.width() + 1);
        Tensor sines = x.narrow(1, 0, shape.width());
        Tensor own = argument.narrow(0, 0, n);
        torch.mm_out(own, points, weights.getFirst());
        torch.sin_out(sines, own);
        for (int layer = 1; layer <= shape.hidden(); layer++) {
            Tensor z = arguments == null ? own : arguments.get(layer - 1);
            torch.mm_out(z, x, weights.get(layer));
            torch.sin_out(sines, z);
        }
        torch.mm_out(values, x, weights.getLast());
    }

    /**
     * Adds the block's part of the gradients.
     *
     * @param gradient by the values, [point][output]
     * @param sums gradients by the weights, added to
     */
    void backward(Tensor points, List<Tensor> weights, List<Tensor> arguments, Tensor gradient, List<Tensor> sums) {
        long n = points.size(0);
        int width = shape.width();
        Tensor x = inputs.narrow(0, 0, n).narrow(1, 0, width + 1);
        Tensor sines = x.narrow(1, 0, width);
        Tensor own = argument.narrow(0, 0, n);
        Tensor now = change.narrow(0, 0, n);
        Tensor next = nextChange.narrow(0, 0, n);
        Tensor above = gradient;
        for (int layer = shape.layers() - 1; layer > 0; layer--) {
            Tensor z = layer > 1 ? arguments.get(layer - 2) : torch.mm_out(own, points, weights.getFirst());
            torch.sin_out(sines, z);
            addProduct(sums.get(layer), x, above);
            torch.mm_out(now, above, weights.get(layer).narrow(0, 0, width).t());
            torch.cos_out(own, z);
            now.mul_(own);
            above = now;
            now = next;
            next = above;
        }
        addProduct(sums.getFirst(), points, above);
    }

    /** sum += x^T change. */
    private static void addProduct(Tensor sum, Tensor x, Tensor change) {
        torch.addmm_out(sum, sum, x.t(), change, new Scalar(1), new Scalar(1));
    }

    @Override
    public void close() {
        inputs.close();
        argument.close();
        change.close();
        nextChange.close();
    }
}
