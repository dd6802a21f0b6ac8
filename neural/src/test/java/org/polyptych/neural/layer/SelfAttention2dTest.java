package org.polyptych.neural.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.OneThread;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

@ExtendWith(OneThread.class)
class SelfAttention2dTest {
    private static final int CHANNELS = 6;
    private static final int PER_HEAD = 3;
    private static final int PIXELS = 4;
    private final Initial initial = new Initial(new RandomStream(51, 0));
    private final RandomStream random = new RandomStream(52, 0);

    private float[] normal(int count) {
        float[] values = new float[count];
        for (int k = 0; k < count; k++) {
            values[k] = (float) random.gaussian();
        }
        return values;
    }

    private static float[] through(Module layer, float[] image) {
        try (Scope scope = Scope.open()) {
            return Tensors.floats(layer.forward(Tensors.of(image, 1, CHANNELS, 2, 2)));
        }
    }

    @Test
    void it_starts_as_the_identity() {
        try (SelfAttention2d layer = new SelfAttention2d(new SelfAttention2d.Settings(6, 3, 2), initial)) {
            float[] image = normal(CHANNELS * PIXELS);
            assertThat(through(layer, image)).containsExactly(image);
        }
    }

    @Test
    void each_head_weighs_the_values_of_all_pixels_by_the_match_of_query_and_key() {
        try (SelfAttention2d layer = new SelfAttention2d(new SelfAttention2d.Settings(6, 3, 2), initial);
                GroupNorm norm = new GroupNorm(2, CHANNELS)) {
            SequencedMap<String, float[]> values = layer.values();
            values.replaceAll((name, old) -> normal(old.length));
            layer.set(values);
            norm.set(Map.of("weight", values.get("norm.weight"), "bias", values.get("norm.bias")));
            float[] image = normal(CHANNELS * PIXELS);
            double[] qkv = mixed(through(norm, image), values.get("qkv.weight"), values.get("qkv.bias"), 3 * CHANNELS);
            float[] seen = new float[CHANNELS * PIXELS];
            for (int head = 0; head < CHANNELS / PER_HEAD; head++) {
                for (int pixel = 0; pixel < PIXELS; pixel++) {
                    double[] weights = new double[PIXELS];
                    double sum = 0;
                    for (int other = 0; other < PIXELS; other++) {
                        double match = 0;
                        for (int c = head * PER_HEAD; c < (head + 1) * PER_HEAD; c++) {
                            match += qkv[c * PIXELS + pixel] * qkv[(CHANNELS + c) * PIXELS + other];
                        }
                        weights[other] = Math.exp(match / Math.sqrt(PER_HEAD));
                        sum += weights[other];
                    }
                    for (int c = head * PER_HEAD; c < (head + 1) * PER_HEAD; c++) {
                        double value = 0;
                        for (int other = 0; other < PIXELS; other++) {
                            value += weights[other] / sum * qkv[(2 * CHANNELS + c) * PIXELS + other];
                        }
                        seen[c * PIXELS + pixel] = (float) value;
                    }
                }
            }
            double[] out = mixed(seen, values.get("proj_out.weight"), values.get("proj_out.bias"), CHANNELS);
            float[] result = through(layer, image);
            for (int k = 0; k < image.length; k++) {
                assertThat(result[k]).isEqualTo((float) (image[k] + out[k]), within(1e-4f));
            }
        }
    }

    /** A 1x1 convolution. */
    private static double[] mixed(float[] image, float[] weight, float[] bias, int out) {
        double[] result = new double[out * PIXELS];
        for (int o = 0; o < out; o++) {
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                double sum = bias[o];
                for (int c = 0; c < CHANNELS; c++) {
                    sum += weight[o * CHANNELS + c] * image[c * PIXELS + pixel];
                }
                result[o * PIXELS + pixel] = sum;
            }
        }
        return result;
    }

    @Test
    void heads_must_divide_the_channels() {
        assertThatThrownBy(() -> new SelfAttention2d.Settings(6, 4, 2))
                .hasMessage("channelsPerHead must divide the channels, 6, got 4");
    }
}
