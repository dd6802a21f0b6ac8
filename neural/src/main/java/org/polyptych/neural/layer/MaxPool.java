package org.polyptych.neural.layer;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The largest of each size x size block: [..., row, column] to [..., floor(row / size), floor(column / size)]. */
public final class MaxPool extends Module {
    private final int size;

    /** Blocks of so many pixels a side, 1 or more, that do not overlap; what is left over at the far edges is dropped. */
    public MaxPool(int size) {
        Sizes.atLeast(1, "size", size);
        this.size = size;
    }

    @Override
    public Tensor forward(Tensor input) {
        return torch.max_pool2d(input, size, size);
    }
}
