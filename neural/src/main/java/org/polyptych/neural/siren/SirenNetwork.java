package org.polyptych.neural.siren;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.layer.Module;
import org.polyptych.neural.torch.Scope;

/** The parameters of one network, and the network as libtorch's operations: [point][input] to [point][output]. */
final class SirenNetwork extends Module {
    private final SirenShape shape;
    private final List<Tensor> weights = new ArrayList<>();
    private final List<Tensor> biases = new ArrayList<>();

    SirenNetwork(SirenShape shape, Initial initial) {
        this.shape = shape;
        try (Scope scope = Scope.open()) {
            for (int layer = 0; layer < shape.layers(); layer++) {
                int in = shape.in(layer);
                int out = shape.out(layer);
                double bound = layer == 0 ? 1.0 / in : Math.sqrt(6.0 / in) / shape.hiddenW0();
                weights.add(parameter("weight" + layer, initial.uniform(bound, out, in)));
                biases.add(parameter("bias" + layer, initial.fanIn(in, out)));
            }
        }
    }

    @Override
    public Tensor forward(Tensor points) {
        Tensor x = points;
        for (int layer = 0; layer < shape.layers(); layer++) {
            Tensor z = torch.linear(x, weights.get(layer), new TensorOptional(biases.get(layer)));
            x = shape.isSine(layer) ? z.mul(new Scalar(shape.w0(layer))).sin() : z;
        }
        return x;
    }
}
