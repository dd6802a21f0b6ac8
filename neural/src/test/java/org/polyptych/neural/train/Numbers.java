package org.polyptych.neural.train;

import org.bytedeco.pytorch.Tensor;
import org.polyptych.neural.layer.Module;
import org.polyptych.neural.torch.Tensors;

/** A module of two lists of numbers, for tests of what moves them. */
final class Numbers extends Module {
    final Tensor first;
    final Tensor second;

    Numbers(float[] first, float[] second) {
        this.first = parameter("first", Tensors.of(first, first.length));
        this.second = parameter("second", Tensors.of(second, second.length));
    }

    @Override
    public Tensor forward(Tensor input) {
        throw new UnsupportedOperationException();
    }
}
