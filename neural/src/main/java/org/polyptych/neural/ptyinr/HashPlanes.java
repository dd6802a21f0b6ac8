package org.polyptych.neural.ptyinr;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.hash.HashEncoding;
import org.polyptych.neural.hash.HashSettings;
import org.polyptych.neural.layer.Activation;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.layer.Linear;
import org.polyptych.neural.layer.Sequential;
import org.polyptych.neural.layer.Start;
import org.polyptych.neural.torch.Scope;

/**
 * Planes made by multiresolution hash encodings, each with a network of its own of two hidden ReLU layers of 64, without
 * biases; what comes out is multiplied by 1e4, as in the published code, so that small rates of learning get somewhere. On
 * the processor.
 */
final class HashPlanes extends Planes {
    private static final int WIDTH = 64;
    private static final Scalar GAIN = new Scalar(1e4).retainReference();

    private final List<Sequential> networks = new ArrayList<>();
    private final Coordinates coordinates;
    private final Tensor points;

    HashPlanes(int planes, Coordinates coordinates, RandomStream random) {
        this.coordinates = coordinates;
        Initial initial = new Initial(random);
        for (int k = 0; k < planes; k++) {
            HashEncoding encoding = new HashEncoding(HashSettings.usual(), random);
            networks.add(part(
                    "network" + k,
                    new Sequential()
                            .add("encoding", encoding)
                            .add("layer0", linear(encoding.outputs(), WIDTH, initial))
                            .add("relu0", Activation.RELU.layer())
                            .add("layer1", linear(WIDTH, WIDTH, initial))
                            .add("relu1", Activation.RELU.layer())
                            .add("layer2", linear(WIDTH, 1, initial))));
        }
        try (Scope scope = Scope.open()) {
            points = scope.keep(coordinates.points(PtyInrSettings.Range.UNIT));
        }
    }

    private static Linear linear(int in, int out, Initial initial) {
        return new Linear(new Linear.Settings(in, out, false, Start.XAVIER), initial);
    }

    @Override
    Tensor rows(int from, int to) {
        int columns = coordinates.columns();
        return planes(points.narrow(0, (long) from * columns, (long) (to - from) * columns))
                .reshape(-1, to - from, columns);
    }

    @Override
    Tensor at(Coordinates other, int from, int to) {
        return planes(other.points(PtyInrSettings.Range.UNIT, from, to));
    }

    private Tensor planes(Tensor where) {
        TensorVector all = new TensorVector();
        networks.forEach(network -> all.push_back(network.forward(where).reshape(-1)));
        return torch.stack(all, 0).mul(GAIN);
    }

    @Override
    public void close() {
        super.close();
        points.close();
    }
}
