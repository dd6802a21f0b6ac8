package org.polyptych.neural.layer;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.neural.torch.Scope;

/**
 * The adjoint of a convolution: each input pixel adds its kernel to the output. [image][in][row][column] to
 * [image][out][row'][column'] with row' = (row - 1) stride - 2 padding + kernel + output padding. Parameters: weight
 * [in][out][kernel][kernel], bias [out]. As PyTorch counts it, the fan in of such a weight is kernel pixels times
 * <i>outputs</i>.
 */
public final class TransposedConv2d extends Module {
    private final Settings settings;
    private final Tensor weight;
    private final Tensor bias;

    /**
     * What it is.
     *
     * @param in channels, 1 or more
     * @param out channels, 1 or more
     * @param kernel pixels along each side, 1 or more
     * @param stride output pixels from one input to the next, 1 or more
     * @param padding output pixels left out on each side, 0 or more
     * @param outputPadding output pixels more at the far edges, less than the stride
     */
    public record Settings(
            int in, int out, int kernel, int stride, int padding, int outputPadding, boolean bias, Start start) {
        public Settings {
            Sizes.atLeast(1, "in", in);
            Sizes.atLeast(1, "out", out);
            Sizes.atLeast(1, "kernel", kernel);
            Sizes.atLeast(1, "stride", stride);
            Sizes.atLeast(0, "padding", padding);
            Sizes.atLeast(0, "outputPadding", outputPadding);
            if (outputPadding >= stride) {
                throw new IllegalArgumentException(
                        "outputPadding must be less than the stride, " + stride + ", got " + outputPadding);
            }
        }

        /** Twice the size with a 3x3 kernel, with bias, begun as PyTorch does. */
        public static Settings doubling(int in, int out) {
            return new Settings(in, out, 3, 2, 1, 1, true, Start.FAN_IN);
        }
    }

    public TransposedConv2d(Settings settings, Initial initial) {
        this.settings = settings;
        int kernel = settings.kernel();
        long fanIn = (long) settings.out() * kernel * kernel;
        long fanOut = (long) settings.in() * kernel * kernel;
        try (Scope scope = Scope.open()) {
            weight = parameter(
                    "weight",
                    settings.start().weight(initial, fanIn, fanOut, settings.in(), settings.out(), kernel, kernel));
            bias = settings.bias() ? parameter("bias", settings.start().bias(initial, fanIn, settings.out())) : null;
        }
    }

    @Override
    public Tensor forward(Tensor input) {
        return spread(input, weight, bias, settings);
    }

    /** The operation by itself; the channels are those of the weight. */
    static Tensor spread(Tensor input, Tensor weight, Tensor bias, Settings settings) {
        return torch.conv_transpose2d(
                input,
                weight,
                bias == null ? new TensorOptional() : new TensorOptional(bias),
                new long[] {settings.stride(), settings.stride()},
                new long[] {settings.padding(), settings.padding()},
                new long[] {settings.outputPadding(), settings.outputPadding()},
                1,
                1,
                1);
    }
}
