package org.polyptych.neural.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.OneThread;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/** Batch and group normalisation against means and variances written out. */
@ExtendWith(OneThread.class)
class NormalisationTest {
    private static final int IMAGES = 3;
    private static final int PIXELS = 4;

    /** [image][channel][2][2], channels of different mean and spread. */
    private static float[] input(int channels) {
        RandomStream random = new RandomStream(21, 0);
        float[] values = new float[IMAGES * channels * PIXELS];
        for (int k = 0; k < values.length; k++) {
            int channel = k / PIXELS % channels;
            values[k] = (float) (channel + (1 + channel) * random.gaussian());
        }
        return values;
    }

    private static float[] through(Module layer, float[] input, int channels) {
        try (Scope scope = Scope.open()) {
            Tensor result = layer.forward(Tensors.of(input, IMAGES, channels, 2, 2));
            return Tensors.floats(result);
        }
    }

    private static int at(int image, int channel, int pixel, int channels) {
        return (image * channels + channel) * PIXELS + pixel;
    }

    private static double[] moments(float[] input, int channel, int channels) {
        double sum = 0;
        double squares = 0;
        int n = IMAGES * PIXELS;
        for (int image = 0; image < IMAGES; image++) {
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                sum += input[at(image, channel, pixel, channels)];
            }
        }
        for (int image = 0; image < IMAGES; image++) {
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                squares += Math.pow(input[at(image, channel, pixel, channels)] - sum / n, 2);
            }
        }
        return new double[] {sum / n, squares / n, squares / (n - 1)};
    }

    @Test
    void in_training_a_batch_is_normalised_by_itself_and_the_running_values_follow() {
        float[] input = input(2);
        float[] weight = {2, 3};
        float[] bias = {-1, 4};
        try (BatchNorm2d layer = new BatchNorm2d(new BatchNorm2d.Settings(2, 0.01, 0.25))) {
            layer.set(Map.of(
                    "weight", weight, "bias", bias, "running_mean", new float[] {8, 8}, "running_var", new float[] {4, 4
                    }));
            float[] output = through(layer, input, 2);
            Map<String, float[]> after = layer.values();
            for (int channel = 0; channel < 2; channel++) {
                double[] m = moments(input, channel, 2);
                int k = at(1, channel, 3, 2);
                assertThat(output[k])
                        .isEqualTo(
                                (float) (weight[channel] * (input[k] - m[0]) / Math.sqrt(m[1] + 0.01) + bias[channel]),
                                within(1e-5f));
                assertThat(after.get("running_mean")[channel])
                        .isEqualTo((float) (0.75 * 8 + 0.25 * m[0]), within(1e-5f));
                assertThat(after.get("running_var")[channel])
                        .isEqualTo((float) (0.75 * 4 + 0.25 * m[2]), within(1e-5f));
            }
        }
    }

    @Test
    void in_use_the_running_values_normalise_and_stay() {
        float[] input = input(2);
        try (BatchNorm2d layer = new BatchNorm2d(2)) {
            layer.set(Map.of(
                    "weight", new float[] {2, 1},
                    "bias", new float[] {1, 0},
                    "running_mean", new float[] {3, 0},
                    "running_var", new float[] {4, 1}));
            layer.training(false);
            float[] output = through(layer, input, 2);
            int k = at(2, 0, 1, 2);
            assertThat(output[k]).isEqualTo((float) (2 * (input[k] - 3) / Math.sqrt(4 + 1e-5) + 1), within(1e-5f));
            assertThat(layer.values().get("running_mean")).containsExactly(3, 0);
            assertThat(layer.values().get("running_var")).containsExactly(4, 1);
        }
    }

    @Test
    void a_group_of_channels_of_each_image_is_normalised_together() {
        float[] input = input(4);
        float[] weight = {1, 2, 3, 4};
        float[] bias = {5, 6, 7, 8};
        try (GroupNorm layer = new GroupNorm(new GroupNorm.Settings(2, 4, 0.1))) {
            layer.set(Map.of("weight", weight, "bias", bias));
            float[] output = through(layer, input, 4);
            for (int image = 0; image < IMAGES; image++) {
                for (int group = 0; group < 2; group++) {
                    double sum = 0;
                    double squares = 0;
                    for (int k = at(image, 2 * group, 0, 4); k < at(image, 2 * group + 2, 0, 4); k++) {
                        sum += input[k];
                        squares += (double) input[k] * input[k];
                    }
                    double mean = sum / (2 * PIXELS);
                    double deviation = Math.sqrt(squares / (2 * PIXELS) - mean * mean + 0.1);
                    for (int k = at(image, 2 * group, 0, 4); k < at(image, 2 * group + 2, 0, 4); k++) {
                        int channel = k / PIXELS % 4;
                        double expected = weight[channel] * (input[k] - mean) / deviation + bias[channel];
                        assertThat(output[k]).isEqualTo((float) expected, within(2e-5f));
                    }
                }
            }
        }
    }

    @Test
    void groups_must_divide_the_channels() {
        assertThatThrownBy(() -> new GroupNorm(3, 4)).hasMessage("groups must divide the channels, 4, got 3");
        for (int channels = 1; channels < 300; channels++) {
            int groups = Norm.groups(channels);
            assertThat(channels % groups).isZero();
            assertThat(groups).isBetween(1, 32);
        }
        assertThat(Norm.groups(128)).isEqualTo(32);
        assertThat(Norm.groups(48)).isEqualTo(12);
    }
}
