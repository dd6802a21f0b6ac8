package org.polyptych.neural.ptyinr;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.neural.train.ParameterGroup;

/**
 * The sum of planes that networks make and of planes that are free on their pixels and begin as zeros. From random numbers
 * the networks are smooth where pixels are noise, so that they come near; the pixels then have what networks cannot follow.
 */
final class SumPlanes extends Planes {
    /** What networks take of the pixels' rate. */
    private static final double SHARE = 1.0 / 300;

    private final Planes made;
    private final PixelPlanes free;

    SumPlanes(Planes made, PixelPlanes free) {
        this.made = part("made", made);
        this.free = part("free", free);
    }

    @Override
    Tensor rows(int from, int to) {
        Tensor pixels = free.rows(from, to);
        return made.rows(from, to).to(pixels.device(), pixels.scalar_type()).add(pixels);
    }

    @Override
    Tensor at(Coordinates other, int from, int to) {
        return free.at(other, from, to);
    }

    @Override
    boolean continuous() {
        return false;
    }

    @Override
    List<ParameterGroup> groups(double rate) {
        return List.of(ParameterGroup.of(made, SHARE * rate), ParameterGroup.of(free, rate));
    }
}
