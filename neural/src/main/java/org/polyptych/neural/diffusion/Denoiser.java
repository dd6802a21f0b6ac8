package org.polyptych.neural.diffusion;

import org.bytedeco.pytorch.Tensor;

/**
 * A learned prior: what a patch of an object was before normal noise came to it. Noise is variance exploding here, x = x0 +
 * sigma n, whatever the network was trained with; (E[x0 | x] - x) / sigma^2 is the gradient of the log density of x.
 */
public interface Denoiser extends AutoCloseable {
    /** Pixels along a side of the patches that it was trained on. */
    int side();

    /**
     * The mean of x0 given what became of it, in the graph of {@code noisy}.
     *
     * @param noisy [patch][2][row][column], float32, in the units of {@link #channels}; {@link #side()} pixels a side are
     *     what it knows, others may be asked for where the network can
     * @param sigma standard deviation of the noise in each channel, above 0, in the same units
     * @return of the same shape
     */
    Tensor denoise(Tensor noisy, double sigma);

    /** How a complex object and its two channels become each other. */
    Channels channels();

    /** Frees the network. */
    @Override
    void close();
}
