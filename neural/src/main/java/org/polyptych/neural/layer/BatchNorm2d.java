package org.polyptych.neural.layer;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.neural.torch.Scope;

/**
 * Batch normalisation (Ioffe and Szegedy 2015) of [image][channel][row][column]: per channel
 * y = weight (x - mean) / sqrt(variance + eps) + bias. While training, mean and variance are those of the batch, and running
 * values follow them: running = (1 - momentum) running + momentum batch, the variance over n - 1. When used, they are the
 * running values. Parameters: weight, bias [channel], at first 1 and 0. Buffers: running_mean, running_var, at first 0 and 1.
 */
public final class BatchNorm2d extends Module {
    private final Settings settings;
    private final Tensor weight;
    private final Tensor bias;
    private final Tensor mean;
    private final Tensor variance;

    /**
     * What it is.
     *
     * @param channels 1 or more
     * @param eps added to the variance, above 0
     * @param momentum weight of the latest batch, 0 to 1
     */
    public record Settings(int channels, double eps, double momentum) {
        public Settings {
            Sizes.atLeast(1, "channels", channels);
            if (!(eps > 0 && eps < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("eps must be above 0, got " + eps);
            }
            if (!(momentum >= 0 && momentum <= 1)) {
                throw new IllegalArgumentException("momentum must be 0 to 1, got " + momentum);
            }
        }

        /** As PyTorch has it: eps 1e-5, momentum 0.1. */
        public static Settings of(int channels) {
            return new Settings(channels, 1e-5, 0.1);
        }
    }

    public BatchNorm2d(int channels) {
        this(Settings.of(channels));
    }

    public BatchNorm2d(Settings settings) {
        this.settings = settings;
        int channels = settings.channels();
        try (Scope scope = Scope.open()) {
            weight = parameter("weight", Initial.constant(1, channels));
            bias = parameter("bias", Initial.zeros(channels));
            mean = buffer("running_mean", Initial.zeros(channels));
            variance = buffer("running_var", Initial.constant(1, channels));
        }
    }

    @Override
    public Tensor forward(Tensor input) {
        return torch.batch_norm(
                input,
                new TensorOptional(weight),
                new TensorOptional(bias),
                new TensorOptional(mean),
                new TensorOptional(variance),
                isTraining(),
                settings.momentum(),
                settings.eps(),
                false);
    }
}
