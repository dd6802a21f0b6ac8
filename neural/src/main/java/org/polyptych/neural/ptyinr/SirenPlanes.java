package org.polyptych.neural.ptyinr;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.siren.Siren;
import org.polyptych.neural.siren.SirenShape;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Scope;

/** Planes made by networks of sine layers: one each, or all by one. */
final class SirenPlanes extends Planes {
    private final Siren siren;
    private final Coordinates coordinates;
    private final PtyInrSettings.Range range;
    private final Device device;
    private final Tensor points;

    /** @param shape of the networks; its outputs are those of one: 1, or as many as there are planes */
    SirenPlanes(
            SirenShape shape,
            int planes,
            Coordinates coordinates,
            PtyInrSettings.Range range,
            Device device,
            RandomStream random) {
        this.coordinates = coordinates;
        this.range = range;
        this.device = device;
        List<String> names = IntStream.range(0, planes / shape.outputs())
                .mapToObj(k -> "network" + k)
                .toList();
        this.siren = part("siren", new Siren(shape, names, random));
        siren.to(device);
        try (Scope scope = Scope.open()) {
            this.points = scope.keep(onDevice(coordinates.points(range)));
        }
    }

    private Tensor onDevice(Tensor all) {
        return all.to(device.torch(), all.scalar_type());
    }

    @Override
    Tensor rows(int from, int to) {
        int columns = coordinates.columns();
        return planes(points.narrow(0, (long) from * columns, (long) (to - from) * columns))
                .reshape(-1, to - from, columns);
    }

    @Override
    Tensor at(Coordinates other, int from, int to) {
        return planes(onDevice(other.points(range, from, to)));
    }

    /** From [network][point][output] to [plane][point]. */
    private Tensor planes(Tensor where) {
        return siren.forward(where).transpose(1, 2).reshape(-1, where.size(0));
    }

    @Override
    public void close() {
        super.close();
        points.close();
    }
}
