package org.polyptych.neural.dgp;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.layer.Module;

/** What images are made by: its parameters are what is learned. */
abstract class Generator extends Module {
    /** Real [channel][row][column] in the graph. */
    abstract Tensor channels();

    /**
     * The same with the noise that a network is given with its input; anything else makes the same without.
     *
     * @param random draws the noise
     */
    Tensor channels(RandomStream random) {
        return channels();
    }

    /** What a user would want to know of it that an image does not show. */
    Optional<String> found() {
        return Optional.empty();
    }

    @Override
    public final Tensor forward(Tensor input) {
        throw new UnsupportedOperationException("a generator has its own input");
    }
}
