package org.polyptych.neural.forward;

import org.bytedeco.pytorch.Tensor;
import org.polyptych.physics.FrameStack;

/** What the inputs of a {@link FrameLoss} must look like. */
final class Shapes {
    private Shapes() {}

    /** @throws IllegalArgumentException for shapes that do not fit frames and grid */
    static void check(
            FrameStack frames, Grid grid, Tensor object, Tensor probe, Tensor positions, Tensor scale, int count) {
        if (object.dim() != 2 && object.dim() != 4 || slices(object) != grid.slices()) {
            throw new IllegalArgumentException("an object of shape [row][column], or [state][slice][row][column] with "
                    + grid.slices() + " slices, is needed");
        }
        if (probe.dim() != 3 || probe.size(1) != frames.rows() || probe.size(2) != frames.columns()) {
            throw new IllegalArgumentException(
                    "a probe of [mode][" + frames.rows() + "][" + frames.columns() + "] is needed");
        }
        if (count == 0 || positions.dim() != 2 || positions.size(0) != count || positions.size(1) != 2) {
            throw new IllegalArgumentException("positions of [" + count + "][2] are needed, at least one");
        }
        if (scale != null && scale.numel() != 1 && (scale.dim() != 1 || scale.size(0) != count)) {
            throw new IllegalArgumentException("a scale must be one number, or one a frame");
        }
    }

    static long states(Tensor object) {
        return object.dim() == 2 ? 1 : object.size(0);
    }

    static long slices(Tensor object) {
        return object.dim() == 2 ? 1 : object.size(1);
    }
}
