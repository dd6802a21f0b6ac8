package org.polyptych.neural.layer;

import org.bytedeco.pytorch.Tensor;
import org.polyptych.neural.torch.Scope;

/**
 * {@link TransposedConv2d} of complex images by complex kernels, as one real operation on twice the channels: [image][2 in]
 * [row][column] to [image][2 out][row'][column'], channels as {@link ComplexChannels} has them. Real and imaginary parts start
 * alike, with the fans of the real operation. Parameters: weight_re, weight_im [in][out][kernel][kernel], bias_re, bias_im
 * [out]. Each pixel is multiplied by the kernel itself, not by its conjugate.
 */
public final class ComplexTransposedConv2d extends Module {
    private final TransposedConv2d.Settings settings;
    private final Tensor re;
    private final Tensor im;
    private final Tensor biasRe;
    private final Tensor biasIm;

    /** The channels of the settings are complex ones. */
    public ComplexTransposedConv2d(TransposedConv2d.Settings settings, Initial initial) {
        this.settings = settings;
        int kernel = settings.kernel();
        long fanIn = 2L * settings.out() * kernel * kernel;
        long fanOut = 2L * settings.in() * kernel * kernel;
        long[] shape = {settings.in(), settings.out(), kernel, kernel};
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
        Tensor weight = ComplexChannels.weight(re, im, im.neg(), re);
        return TransposedConv2d.spread(input, weight, ComplexChannels.bias(biasRe, biasIm), settings);
    }
}
