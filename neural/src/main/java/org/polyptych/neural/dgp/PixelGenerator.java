package org.polyptych.neural.dgp;

import org.bytedeco.pytorch.Tensor;
import org.polyptych.neural.layer.Activation;
import org.polyptych.neural.torch.Device;

/** Pixels that are free: what networks are compared with. */
final class PixelGenerator extends Generator {
    private final Tensor pixels;
    private final Activation through;

    /**
     * @param start [channel][row][column]
     * @param through what keeps pixels within bounds
     */
    PixelGenerator(Tensor start, Activation through, Device device) {
        this.pixels = parameter("pixels", start);
        this.through = through;
        to(device);
    }

    @Override
    Tensor channels() {
        return through.apply(pixels);
    }
}
