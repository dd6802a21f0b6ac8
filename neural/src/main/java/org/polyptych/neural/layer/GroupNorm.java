package org.polyptych.neural.layer;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.neural.torch.Scope;

/**
 * Group normalisation (Wu and He 2018) of [image][channel][...]: each image's channels in groups of neighbours; over a group
 * y = weight (x - mean) / sqrt(variance + eps) + bias, variance over n. The same whether it is trained or used. Parameters:
 * weight, bias [channel], at first 1 and 0.
 */
public final class GroupNorm extends Module {
    private final Settings settings;
    private final Tensor weight;
    private final Tensor bias;

    /**
     * What it is.
     *
     * @param groups a divisor of the channels
     * @param channels 1 or more
     * @param eps added to the variance, above 0
     */
    public record Settings(int groups, int channels, double eps) {
        public Settings {
            Sizes.atLeast(1, "channels", channels);
            Sizes.divides(groups, "groups", channels, "the channels");
            if (!(eps > 0 && eps < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("eps must be above 0, got " + eps);
            }
        }
    }

    /** With eps 1e-5, as PyTorch has it. */
    public GroupNorm(int groups, int channels) {
        this(new Settings(groups, channels, 1e-5));
    }

    public GroupNorm(Settings settings) {
        this.settings = settings;
        try (Scope scope = Scope.open()) {
            weight = parameter("weight", Initial.constant(1, settings.channels()));
            bias = parameter("bias", Initial.zeros(settings.channels()));
        }
    }

    @Override
    public Tensor forward(Tensor input) {
        return torch.group_norm(
                input, settings.groups(), new TensorOptional(weight), new TensorOptional(bias), settings.eps(), false);
    }
}
