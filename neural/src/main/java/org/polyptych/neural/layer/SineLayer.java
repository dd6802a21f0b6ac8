package org.polyptych.neural.layer;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.neural.torch.Scope;

/**
 * sin(omega (W x + b)) along the last axis: [..., in] to [..., out] (SIREN: Sitzmann, Martel, Bergman, Lindell and Wetzstein,
 * NeurIPS 2020). Weights start uniform within 1 / in in the first layer of a network, and within sqrt(6 / in) / omega in the
 * others, so that the spread of what goes into the sine is the same at every depth; biases within 1 / sqrt(in), never zero,
 * because a network without them is an odd function. Parameters: weight [out][in], bias [out].
 */
public final class SineLayer extends Module {
    private final Settings settings;
    private final Tensor weight;
    private final Tensor bias;

    /**
     * What it is.
     *
     * @param in inputs, 1 or more
     * @param out outputs, 1 or more
     * @param omega frequency, above 0; 30 in the paper
     * @param first whether it takes coordinates rather than what another sine layer gives
     */
    public record Settings(int in, int out, double omega, boolean first) {
        public Settings {
            Sizes.atLeast(1, "in", in);
            Sizes.atLeast(1, "out", out);
            if (!(omega > 0 && omega < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("omega must be above 0, got " + omega);
            }
        }

        /** The bound of the weights at the start. */
        public double bound() {
            return first ? 1.0 / in : Math.sqrt(6.0 / in) / omega;
        }
    }

    public SineLayer(Settings settings, Initial initial) {
        this.settings = settings;
        int in = settings.in();
        int out = settings.out();
        try (Scope scope = Scope.open()) {
            weight = parameter("weight", initial.uniform(settings.bound(), out, in));
            bias = parameter("bias", initial.fanIn(in, out));
        }
    }

    @Override
    public Tensor forward(Tensor input) {
        Tensor argument = torch.linear(input, weight, new TensorOptional(bias));
        return torch.sin(argument.mul(new Scalar(settings.omega())));
    }
}
