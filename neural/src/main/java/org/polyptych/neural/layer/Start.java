package org.polyptych.neural.layer;

import org.bytedeco.pytorch.Tensor;

/** How the weights and biases of a linear layer or a convolution begin. */
public enum Start {
    /** Weights and biases uniform within 1 / sqrt(fan in), as PyTorch has them. */
    FAN_IN,
    /** Weights uniform within sqrt(6 / (fan in + fan out)), biases 0 (Glorot and Bengio 2010). */
    XAVIER,
    /** Weights uniform within sqrt(6 / fan in), biases 0 (He and others 2015). */
    KAIMING,
    /** All zero, so that the layer adds nothing at first: for the last one of a residual block. */
    ZERO;

    Tensor weight(Initial initial, long fanIn, long fanOut, long... shape) {
        return switch (this) {
            case FAN_IN -> initial.fanIn(fanIn, shape);
            case XAVIER -> initial.xavierUniform(fanIn, fanOut, shape);
            case KAIMING -> initial.kaimingUniform(fanIn, shape);
            case ZERO -> Initial.zeros(shape);
        };
    }

    Tensor bias(Initial initial, long fanIn, long size) {
        return this == FAN_IN ? initial.fanIn(fanIn, size) : Initial.zeros(size);
    }
}
