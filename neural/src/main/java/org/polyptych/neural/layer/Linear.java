package org.polyptych.neural.layer;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.neural.torch.Scope;

/** y = W x + b along the last axis: [..., in] to [..., out]. Parameters: weight [out][in], bias [out]. */
public final class Linear extends Module {
    private final Tensor weight;
    private final Tensor bias;

    /**
     * What it is.
     *
     * @param in inputs, 1 or more
     * @param out outputs, 1 or more
     * @param bias whether b is there
     */
    public record Settings(int in, int out, boolean bias, Start start) {
        public Settings {
            Sizes.atLeast(1, "in", in);
            Sizes.atLeast(1, "out", out);
        }
    }

    /** With bias, begun as PyTorch does. */
    public Linear(int in, int out, Initial initial) {
        this(new Settings(in, out, true, Start.FAN_IN), initial);
    }

    public Linear(Settings settings, Initial initial) {
        int in = settings.in();
        int out = settings.out();
        try (Scope scope = Scope.open()) {
            weight = parameter("weight", settings.start().weight(initial, in, out, out, in));
            bias = settings.bias() ? parameter("bias", settings.start().bias(initial, in, out)) : null;
        }
    }

    @Override
    public Tensor forward(Tensor input) {
        return bias == null
                ? torch.linear(input, weight, new TensorOptional())
                : torch.linear(input, weight, new TensorOptional(bias));
    }
}
