package org.polyptych.neural.layer;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Complex images as a network has them: channel 2k is the real part of complex channel k, channel 2k + 1 its imaginary part.
 * In this form every real layer that treats channels alike (activations, pooling, up-sampling, batch normalisation,
 * concatenation) is the complex layer that acts on real and imaginary parts apart; only convolutions mix the two, and
 * {@link ComplexConv2d} and {@link ComplexTransposedConv2d} do so as complex numbers ask.
 */
public final class ComplexChannels {
    private ComplexChannels() {}

    /** Complex [image][channel][row][column] to real [image][2 channel][row][column], in the graph. */
    public static Tensor split(Tensor images) {
        return torch.view_as_real(images).permute(0, 1, 4, 2, 3).flatten(1, 2);
    }

    /** Real [image][2 channel][row][column] to complex [image][channel][row][column], in the graph. */
    public static Tensor join(Tensor channels) {
        Tensor pairs = channels.unflatten(1, channels.size(1) / 2, 2).permute(0, 1, 3, 4, 2);
        return torch.view_as_complex(pairs.contiguous());
    }

    /** The real weight that multiplies pairs of channels as the complex one would: ((a b) (c d)) for each two channels. */
    static Tensor weight(Tensor a, Tensor b, Tensor c, Tensor d) {
        Tensor first = torch.stack(new TensorVector(a, b), 2);
        Tensor second = torch.stack(new TensorVector(c, d), 2);
        return torch.stack(new TensorVector(first, second), 1).flatten(2, 3).flatten(0, 1);
    }

    /** The real bias of pairs of channels. */
    static Tensor bias(Tensor re, Tensor im) {
        return re == null ? null : torch.stack(new TensorVector(re, im), 1).flatten();
    }
}
