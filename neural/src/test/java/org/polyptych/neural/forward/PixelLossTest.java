package org.polyptych.neural.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.loss.ReadNoise;

class PixelLossTest {
    /** A pixel that reads nothing where very much is predicted is what a bad start has; it must be able to leave. */
    @Test
    void dark_pixels_far_beyond_the_noise_keep_their_gradient() {
        for (ReadNoise noise : new ReadNoise[] {new ReadNoise(0.01, 0), new ReadNoise(1e-5, 1e-6)}) {
            float[] predicted = {0.02f, 50, 1000, 90_000};
            float[] value = predicted.clone();
            float[] factor = new float[4];
            noise.evaluate(value, new float[4], new float[] {1, 1, 1, 1}, factor);
            try (Scope scope = Scope.open()) {
                Tensor intensity = Tensors.of(predicted, 1, 1, 4);
                intensity.requires_grad_(true);
                Tensor loss = PixelLoss.sum(
                        noise,
                        intensity,
                        Tensors.of(new float[4], 1, 1, 4),
                        Tensors.of(new float[] {1, 1, 1, 1}, 1, 4));
                loss.backward();
                double sum = 0;
                for (float one : value) {
                    sum += one;
                }
                assertThat(Tensors.number(loss)).isCloseTo(sum, within(1e-4 * sum));
                float[] found = Tensors.floats(intensity.grad());
                for (int i = 0; i < 4; i++) {
                    assertThat(found[i])
                            .as("gradient by a prediction of %s", predicted[i])
                            .isCloseTo(factor[i], within(1e-3f * factor[i]));
                }
            }
        }
    }
}
