package org.polyptych.neural.layer;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.torch.Tensors;

/**
 * Starting values of parameters, drawn from one seeded stream in the order of the calls, so that the same seed gives the
 * same network to the bit. Float32, on the processor. The fans of a weight are the numbers of inputs and of outputs that
 * touch one output and one input: kernel pixels times channels.
 */
public final class Initial {
    private final RandomStream random;

    public Initial(RandomStream random) {
        this.random = random;
    }

    /** Uniform in [-bound, bound). */
    public Tensor uniform(double bound, long... shape) {
        return drawn(() -> bound * (2 * random.uniform() - 1), shape);
    }

    /** Normal around 0 with the standard deviation given. */
    public Tensor normal(double sigma, long... shape) {
        return drawn(() -> sigma * random.gaussian(), shape);
    }

    /** Uniform within 1 / sqrt(fan in): PyTorch's default for weights and biases of linear layers and convolutions. */
    public Tensor fanIn(long fanIn, long... shape) {
        return uniform(1 / Math.sqrt(fanIn), shape);
    }

    /** Glorot and Bengio 2010: uniform within sqrt(6 / (fan in + fan out)). */
    public Tensor xavierUniform(long fanIn, long fanOut, long... shape) {
        return uniform(Math.sqrt(6.0 / (fanIn + fanOut)), shape);
    }

    /** He and others 2015, for ReLU: uniform within sqrt(6 / fan in). */
    public Tensor kaimingUniform(long fanIn, long... shape) {
        return uniform(Math.sqrt(6.0 / fanIn), shape);
    }

    /** The same number everywhere; draws nothing. */
    public static Tensor constant(double value, long... shape) {
        float[] values = new float[count(shape)];
        Arrays.fill(values, (float) value);
        return Tensors.of(values, shape);
    }

    public static Tensor zeros(long... shape) {
        return constant(0, shape);
    }

    private static Tensor drawn(DoubleSupplier law, long... shape) {
        float[] values = new float[count(shape)];
        for (int k = 0; k < values.length; k++) {
            values[k] = (float) law.getAsDouble();
        }
        return Tensors.of(values, shape);
    }

    private static int count(long... shape) {
        return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    }
}
