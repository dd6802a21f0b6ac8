package org.polyptych.neural.ptyinr;

import org.bytedeco.pytorch.Tensor;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Scope;

/** Planes that are numbers on pixels: what networks are compared with. */
final class PixelPlanes extends Planes {
    private final Tensor pixels;

    PixelPlanes(int planes, int rows, int columns, Device device) {
        try (Scope scope = Scope.open()) {
            pixels = parameter("pixels", Initial.zeros(planes, rows, columns));
        }
        to(device);
    }

    @Override
    Tensor rows(int from, int to) {
        return pixels.narrow(1, from, to - from);
    }

    @Override
    Tensor at(Coordinates other, int from, int to) {
        throw new UnsupportedOperationException("pixels have no values in between");
    }

    @Override
    boolean continuous() {
        return false;
    }
}
