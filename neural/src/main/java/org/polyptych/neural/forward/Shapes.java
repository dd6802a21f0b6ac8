package org.polyptych.neural.forward;

import org.bytedeco.pytorch.Tensor;
import org.polyptych.physics.Descan;
import org.polyptych.physics.FrameStack;

/** What the inputs of a {@link FrameLoss} must look like. */
final class Shapes {
    private Shapes() {}

    /**
     * @throws IllegalArgumentException for shapes that do not fit frames and grid
     * @throws org.polyptych.core.BadInputException for a descan in the near field
     */
    static void check(
            FrameStack frames,
            Grid grid,
            Tensor object,
            Tensor probe,
            Tensor positions,
            Tensor scale,
            Tensor descan,
            int count) {
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
        if (descan != null) {
            Descan.requireFar(frames.propagation());
            if (descan.dim() != 2 || descan.size(0) != count || descan.size(1) != 2) {
                throw new IllegalArgumentException("a descan of [" + count + "][2] is needed");
            }
        }
    }

    static long states(Tensor object) {
        return object.dim() == 2 ? 1 : object.size(0);
    }

    static long slices(Tensor object) {
        return object.dim() == 2 ? 1 : object.size(1);
    }
}
