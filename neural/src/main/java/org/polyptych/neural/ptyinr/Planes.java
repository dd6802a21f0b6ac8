package org.polyptych.neural.ptyinr;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.neural.layer.Module;
import org.polyptych.neural.train.ParameterGroup;

/** Real images on a grid, each a function of the coordinates that is learned. */
abstract class Planes extends Module {
    /** Their values on some rows of the grid, [plane][row][column]; the way back before the innermost scope closes. */
    abstract Tensor rows(int from, int to);

    /** Their values on some of the fine rows of coordinates, [plane][point]. */
    abstract Tensor at(Coordinates coordinates, int from, int to);

    /** Its parameters, at the rate that is asked for or what they take instead. */
    List<ParameterGroup> groups(double rate) {
        return List.of(ParameterGroup.of(this, rate));
    }

    /** False for pixels, which are nothing in between. */
    boolean continuous() {
        return true;
    }

    @Override
    public final Tensor forward(Tensor input) {
        throw new UnsupportedOperationException("planes are evaluated on their grid");
    }
}
