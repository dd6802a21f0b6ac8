package org.polyptych.neural.layer;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Times or noise levels as vectors: [n] to [n][width]. First cos(f_k t), then sin(f_k t), with f_k = period^(-k / half) for
 * k = 0 .. half - 1 and half = waves / 2; then linear, SiLU, linear (Ho, Jain and Abbeel 2020; frequencies and order as
 * Dhariwal and Nichol 2021). Parts 0 and 2 are the linear layers.
 */
public final class TimeEmbedding extends Module {
    private final Settings settings;
    private final Linear first;
    private final Linear second;

    /**
     * What it is.
     *
     * @param waves cosines and sines, even, 2 or more
     * @param width of the vectors, 1 or more
     * @param period about the longest time that is told apart, in the unit of the times, above 1; 10000 is usual
     */
    public record Settings(int waves, int width, double period) {
        public Settings {
            if (waves < 2 || waves % 2 != 0) {
                throw new IllegalArgumentException("waves must be even and 2 or more, got " + waves);
            }
            Sizes.atLeast(1, "width", width);
            if (!(period > 1 && period < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("period must be above 1, got " + period);
            }
        }
    }

    public TimeEmbedding(Settings settings, Initial initial) {
        this.settings = settings;
        first = part("0", new Linear(settings.waves(), settings.width(), initial));
        second = part("2", new Linear(settings.width(), settings.width(), initial));
    }

    @Override
    public Tensor forward(Tensor input) {
        int half = settings.waves() / 2;
        Tensor frequencies = torch.arange(new Scalar(half), input.options())
                .mul(new Scalar(-Math.log(settings.period()) / half))
                .exp();
        Tensor angles = torch.outer(input, frequencies);
        Tensor waves = torch.cat(new TensorVector(torch.cos(angles), torch.sin(angles)), 1);
        return second.forward(torch.silu(first.forward(waves)));
    }
}
