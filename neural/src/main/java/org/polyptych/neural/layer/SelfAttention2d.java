package org.polyptych.neural.layer;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Every pixel looks at every other (Vaswani and others 2017, as the U-Nets of DDPM and of Dhariwal and Nichol 2021 have it):
 * x + proj_out(attention(qkv(norm(x)))), where for each head attention = softmax(q k / sqrt(channels a head)) v over pixels.
 * [image][channel][row][column] to the same; memory for pixels squared is not needed. Parts: norm (group normalisation), qkv
 * (1x1 convolution to queries, then keys, then values, each of all heads), proj_out (1x1 convolution, zero at first, so that
 * the layer starts as the identity).
 */
public final class SelfAttention2d extends Module {
    private final Settings settings;
    private final GroupNorm norm;
    private final Conv2d qkv;
    private final Conv2d out;

    /**
     * What it is.
     *
     * @param channels 1 or more
     * @param channelsPerHead a divisor of the channels; 64 is usual
     * @param groups of the normalisation, a divisor of the channels; 32 is usual
     */
    public record Settings(int channels, int channelsPerHead, int groups) {
        public Settings {
            Sizes.atLeast(1, "channels", channels);
            Sizes.divides(channelsPerHead, "channelsPerHead", channels, "the channels");
            Sizes.divides(groups, "groups", channels, "the channels");
        }

        /** With as many groups as {@link Norm#GROUP} has. */
        public static Settings of(int channels, int channelsPerHead) {
            return new Settings(channels, channelsPerHead, Norm.groups(channels));
        }

        int heads() {
            return channels / channelsPerHead;
        }

        /** Numbers that are learned. */
        public long parameters() {
            return 2L * channels + (channels + 1L) * 4 * channels;
        }
    }

    public SelfAttention2d(Settings settings, Initial initial) {
        this.settings = settings;
        int channels = settings.channels();
        norm = part("norm", new GroupNorm(settings.groups(), channels));
        qkv = part("qkv", new Conv2d(Conv2d.Settings.of(channels, 3 * channels, 1), initial));
        out = part(
                "proj_out", new Conv2d(Conv2d.Settings.of(channels, channels, 1).withStart(Start.ZERO), initial));
    }

    @Override
    public Tensor forward(Tensor input) {
        long[] shape = input.shape();
        // [image][q, k, v][head][pixel][channel of the head]; were the channels not neighbours in memory, libtorch
        // would
        // make the whole matrix of pixels by pixels: 1.2 GB more at 64x64 and 4 images.
        TensorVector parts = qkv.forward(norm.forward(input))
                .reshape(shape[0], 3, settings.heads(), settings.channelsPerHead(), shape[2] * shape[3])
                .transpose(3, 4)
                .contiguous()
                .unbind(1);
        Tensor seen = torch.scaled_dot_product_attention(parts.get(0), parts.get(1), parts.get(2));
        return input.add(out.forward(seen.transpose(2, 3).reshape(shape)));
    }
}
