package org.polyptych.neural.layer;

import org.bytedeco.pytorch.Tensor;
import org.polyptych.neural.torch.Scope;

/**
 * Convolution of complex images by complex kernels, (w_re + i w_im) * (x_re + i x_im), as one real convolution of twice the
 * channels: [image][2 in][row][column] to [image][2 out][row'][column'], channels as {@link ComplexChannels} has them, sizes
 * as {@link Conv2d}. Real and imaginary parts start alike, with the fans of the real convolution. Parameters: weight_re,
 * weight_im [out][in][kernel][kernel], bias_re, bias_im [out].
 */
public final class ComplexConv2d extends Module {
    private final Conv2d.Settings settings;
    private final Tensor re;
    private final Tensor im;
    private final Tensor biasRe;
    private final Tensor biasIm;

    /** The channels of the settings are complex ones. */
    public ComplexConv2d(Conv2d.Settings settings, Initial initial) {
        this.settings = settings;
        int kernel = settings.kernel();
        long fanIn = 2L * settings.in() * kernel * kernel;
        long fanOut = 2L * settings.out() * kernel * kernel;
        long[] shape = {settings.out(), settings.in(), kernel, kernel};
        Start start = settings.start();
        try (Scope scope = Scope.open()) {
            re = parameter("weight_re", start.weight(initial, fanIn, fanOut, shape));
            im = parameter("weight_im", start.weight(initial, fanIn, fanOut, shape));
            biasRe = settings.bias() ? parameter("bias_re", start.bias(initial, fanIn, settings.out())) : null;
            biasIm = settings.bias() ? parameter("bias_im", start.bias(initial, fanIn, settings.out())) : null;
        }
    }

    @Override
    public Tensor forward(Tensor input) {
        Tensor weight = ComplexChannels.weight(re, im.neg(), im, re);
        return Conv2d.correlate(input, weight, ComplexChannels.bias(biasRe, biasIm), settings);
    }
}
