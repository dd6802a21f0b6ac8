package org.polyptych.neural.ptyinr;

import org.bytedeco.pytorch.Tensor;
import org.polyptych.neural.layer.Module;

/** Real images on a grid, each a function of the coordinates that is learned. */
abstract class Planes extends Module {
    /** Their values on some rows of the grid, [plane][row][column]; the way back before the innermost scope closes. */
    abstract Tensor rows(int from, int to);

    /** Their values on some of the fine rows of coordinates, [plane][point]. */
    abstract Tensor at(Coordinates coordinates, int from, int to);

    /** False for pixels, which are nothing in between. */
    boolean continuous() {
        return true;
    }

    @Override
    public final Tensor forward(Tensor input) {
        throw new UnsupportedOperationException("planes are evaluated on their grid");
    }
}
