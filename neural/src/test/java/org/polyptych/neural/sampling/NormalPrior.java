package org.polyptych.neural.sampling;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.neural.diffusion.Channels;
import org.polyptych.neural.diffusion.Denoiser;

/**
 * Every channel of every pixel normal by itself, about 0 with a known deviation d: the mean of x0 given x = x0 + sigma n is x
 * d^2 / (d^2 + sigma^2). What a learned prior only approaches is here known exactly.
 */
record NormalPrior(int side, Channels channels, double deviation) implements Denoiser {
    /** About the objects of simulated scans: amplitude 0.6 to 1, phases of about half a radian. */
    static NormalPrior ofSimulatedObjects(int side) {
        return new NormalPrior(side, new Channels.RealImaginary(0.7, 0, 0.7), 0.5);
    }

    @Override
    public Tensor denoise(Tensor noisy, double sigma) {
        double variance = deviation * deviation;
        return noisy.mul(new Scalar(variance / (variance + sigma * sigma)));
    }

    @Override
    public void close() {}
}
