package org.polyptych.neural.layer;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.neural.torch.Scope;

/**
 * Convolution (in truth correlation, as in every network): [image][in][row][column] to [image][out][row'][column'] with
 * row' = floor((row + 2 padding - kernel) / stride) + 1. Parameters: weight [out][in][kernel][kernel], bias [out].
 */
public final class Conv2d extends Module {
    private final Settings settings;
    private final Tensor weight;
    private final Tensor bias;

    /**
     * What it is.
     *
     * @param in channels, 1 or more
     * @param out channels, 1 or more
     * @param kernel pixels along each side, 1 or more
     * @param stride pixels from one output to the next, 1 or more
     * @param padding pixels added on each side, 0 or more
     */
    public record Settings(
            int in, int out, int kernel, int stride, int padding, Border border, boolean bias, Start start) {
        public Settings {
            Sizes.atLeast(1, "in", in);
            Sizes.atLeast(1, "out", out);
            Sizes.atLeast(1, "kernel", kernel);
            Sizes.atLeast(1, "stride", stride);
            Sizes.atLeast(0, "padding", padding);
        }

        /** Stride 1, zeros around it so that an odd kernel keeps the size, with bias, begun as PyTorch does. */
        public static Settings of(int in, int out, int kernel) {
            return new Settings(in, out, kernel, 1, kernel / 2, Border.ZERO, true, Start.FAN_IN);
        }

        public Settings withBorder(Border other) {
            return new Settings(in, out, kernel, stride, padding, other, bias, start);
        }

        public Settings withStride(int other) {
            return new Settings(in, out, kernel, other, padding, border, bias, start);
        }

        public Settings withPadding(int other) {
            return new Settings(in, out, kernel, stride, other, border, bias, start);
        }

        public Settings withStart(Start other) {
            return new Settings(in, out, kernel, stride, padding, border, bias, other);
        }

        public Settings withoutBias() {
            return new Settings(in, out, kernel, stride, padding, border, false, start);
        }
    }

    public Conv2d(Settings settings, Initial initial) {
        this.settings = settings;
        int kernel = settings.kernel();
        long fanIn = (long) settings.in() * kernel * kernel;
        long fanOut = (long) settings.out() * kernel * kernel;
        try (Scope scope = Scope.open()) {
            weight = parameter(
                    "weight",
                    settings.start().weight(initial, fanIn, fanOut, settings.out(), settings.in(), kernel, kernel));
            bias = settings.bias() ? parameter("bias", settings.start().bias(initial, fanIn, settings.out())) : null;
        }
    }

    @Override
    public Tensor forward(Tensor input) {
        return correlate(input, weight, bias, settings);
    }

    /** The convolution by itself; the channels are those of the weight. */
    static Tensor correlate(Tensor input, Tensor weight, Tensor bias, Settings settings) {
        long padding = settings.padding();
        Tensor image = input;
        if (settings.border() != Border.ZERO) {
            image = settings.border().pad(input, settings.padding());
            padding = 0;
        }
        return torch.conv2d(
                image,
                weight,
                bias == null ? new TensorOptional() : new TensorOptional(bias),
                new long[] {settings.stride(), settings.stride()},
                new long[] {padding, padding},
                new long[] {1, 1},
                1);
    }
}
