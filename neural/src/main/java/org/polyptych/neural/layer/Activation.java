package org.polyptych.neural.layer;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Functions of each number by itself. Complex numbers as two channels have them act on real and imaginary parts apart. */
public enum Activation {
    IDENTITY(x -> x),
    /** |x|. */
    ABSOLUTE(Tensor::abs),
    /** max(x, 0). */
    RELU(torch::relu),
    /** x, or 0.01 x below 0. */
    LEAKY_RELU(torch::leaky_relu),
    /** x / (1 + exp(-x)). */
    SILU(torch::silu),
    /** log(1 + exp(x)), above 0. */
    SOFTPLUS(torch::softplus),
    /** 1 / (1 + exp(-x)), from 0 to 1. */
    SIGMOID(torch::sigmoid),
    /** From -1 to 1. */
    TANH(torch::tanh),
    /** pi tanh x, from -pi to pi: a phase. */
    PI_TANH(x -> torch.tanh(x).mul(new Scalar(Math.PI)));

    private final UnaryOperator<Tensor> function;

    Activation(UnaryOperator<Tensor> function) {
        this.function = function;
    }

    /** The function's values, of the input's shape. */
    public Tensor apply(Tensor input) {
        return function.apply(input);
    }

    /** As a part of a network; it has no parameters. */
    public Module layer() {
        return new Module() {
            @Override
            public Tensor forward(Tensor input) {
                return apply(input);
            }
        };
    }
}
