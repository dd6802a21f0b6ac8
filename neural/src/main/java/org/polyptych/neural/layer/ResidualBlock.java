package org.polyptych.neural.layer;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A residual block of a diffusion U-Net (Ho, Jain and Abbeel 2020, with the changes of Dhariwal and Nichol 2021):
 *
 * <pre>
 * h = conv1(resize(SiLU(norm1(x))))
 * h = norm2(h) (1 + scale) + shift,   (scale, shift) = time(SiLU(embedding))
 * y = skip(resize(x)) + conv2(SiLU(h))
 * </pre>
 *
 * [image][in][row][column] and an embedding [image][width] to [image][out][row'][column']. Convolutions are 3x3 with zeros
 * around; norms are {@link Norm#GROUP}; resize is nothing, the mean of 2x2 pixels, or each pixel four times; skip is a 1x1
 * convolution where the numbers of channels differ, else nothing. conv2 starts at zero, so that the block starts as its skip.
 * Parts: norm1, conv1, time (of an embedding), norm2, conv2, skip.
 */
public final class ResidualBlock extends Module {
    private final Settings settings;
    private final Module norm1;
    private final Module conv1;
    private final Linear time;
    private final Module norm2;
    private final Module conv2;
    private final Module skip;
    private final Module resize;

    /** What becomes of the size. */
    public enum Resize {
        KEEP,
        HALVE,
        DOUBLE
    }

    /**
     * What it is.
     *
     * @param in channels, 1 or more
     * @param out channels, 1 or more
     * @param embedding numbers of an embedding, 0 or more; 0: it is given none
     */
    public record Settings(int in, int out, int embedding, Resize resize) {
        public Settings {
            Sizes.atLeast(1, "in", in);
            Sizes.atLeast(1, "out", out);
            Sizes.atLeast(0, "embedding", embedding);
        }

        /** Numbers that are learned. */
        public long parameters() {
            long convolutions = 9L * in * out + out + 9L * out * out + out;
            long times = embedding == 0 ? 0 : (embedding + 1L) * 2 * out;
            long skipped = in == out ? 0 : (in + 1L) * out;
            return 2L * in + 2L * out + convolutions + times + skipped;
        }
    }

    public ResidualBlock(Settings settings, Initial initial) {
        this.settings = settings;
        int in = settings.in();
        int out = settings.out();
        norm1 = part("norm1", Norm.GROUP.layer(in));
        conv1 = part("conv1", new Conv2d(Conv2d.Settings.of(in, out, 3), initial));
        time = settings.embedding() == 0 ? null : part("time", new Linear(settings.embedding(), 2 * out, initial));
        norm2 = part("norm2", Norm.GROUP.layer(out));
        conv2 = part("conv2", new Conv2d(Conv2d.Settings.of(out, out, 3).withStart(Start.ZERO), initial));
        skip = in == out ? null : part("skip", new Conv2d(Conv2d.Settings.of(in, out, 1), initial));
        resize = switch (settings.resize()) {
            case KEEP -> Activation.IDENTITY.layer();
            case HALVE -> new AveragePool(2);
            case DOUBLE -> new UpSample(2, UpSample.Kind.NEAREST);
        };
    }

    /** Of a block that is given no embedding. */
    @Override
    public Tensor forward(Tensor input) {
        if (time != null) {
            throw new IllegalStateException("this block needs an embedding of " + settings.embedding() + " numbers");
        }
        return added(input, norm2.forward(begun(input)));
    }

    /** @param embedding [image][width] */
    public Tensor forward(Tensor input, Tensor embedding) {
        if (time == null) {
            throw new IllegalStateException("this block takes no embedding");
        }
        TensorVector both =
                time.forward(torch.silu(embedding)).unsqueeze(-1).unsqueeze(-1).chunk(2, 1);
        Tensor normal = norm2.forward(begun(input));
        return added(input, torch.addcmul(both.get(1), normal, both.get(0).add(new Scalar(1.0))));
    }

    private Tensor begun(Tensor input) {
        return conv1.forward(resize.forward(torch.silu(norm1.forward(input))));
    }

    private Tensor added(Tensor input, Tensor value) {
        Tensor kept = resize.forward(input);
        return conv2.forward(torch.silu(value)).add(skip == null ? kept : skip.forward(kept));
    }
}
