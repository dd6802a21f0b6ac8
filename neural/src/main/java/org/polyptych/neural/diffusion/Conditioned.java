package org.polyptych.neural.diffusion;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.neural.torch.Tensors;

/** A network with its preconditioning: what it makes of noisy patches, each at a level of its own, in the graph. */
record Conditioned(DenoisingUNet network, Preconditioning preconditioning) {
    /**
     * The mean of x0.
     *
     * @param noisy [patch][2][row][column]
     * @param sigmas one a patch, above 0
     */
    Tensor denoised(Tensor noisy, double[] sigmas) {
        Tensor skipped = noisy.mul(each(noisy, sigmas, preconditioning::skip));
        return skipped.addcmul(said(noisy, sigmas), each(noisy, sigmas, preconditioning::out));
    }

    /**
     * The mean square of what the network says from what it should say.
     *
     * @param clean x0
     * @param noise normal, of the same shape
     */
    Tensor loss(Tensor clean, Tensor noise, double[] sigmas) {
        Tensor noisy = clean.addcmul(noise, each(clean, sigmas, sigma -> sigma));
        Tensor wanted = clean.sub(noisy.mul(each(clean, sigmas, preconditioning::skip)))
                .mul(each(clean, sigmas, sigma -> 1 / preconditioning.out(sigma)));
        return said(noisy, sigmas).sub(wanted).square().mean();
    }

    private Tensor said(Tensor noisy, double[] sigmas) {
        Tensor times = each(noisy, sigmas, preconditioning::time).flatten();
        return network.forward(noisy.mul(each(noisy, sigmas, preconditioning::in)), times);
    }

    /** A number a patch, to be multiplied with patches. */
    private static Tensor each(Tensor patches, double[] sigmas, DoubleUnaryOperator law) {
        double[] numbers = DoubleStream.of(sigmas).map(law).toArray();
        return Tensors.of(numbers, numbers.length, 1, 1, 1).to(patches);
    }
}
