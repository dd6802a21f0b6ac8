package org.polyptych.neural.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.GradientCheck;
import org.polyptych.neural.OneThread;
import org.polyptych.neural.layer.ResidualBlock.Resize;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

@ExtendWith(OneThread.class)
class ResidualBlockTest {
    private static final int WIDTH = 6;
    private final Initial initial = new Initial(new RandomStream(71, 0));
    private final RandomStream random = new RandomStream(72, 0);

    private float[] normal(int count) {
        float[] values = new float[count];
        for (int k = 0; k < count; k++) {
            values[k] = (float) random.gaussian();
        }
        return values;
    }

    private ResidualBlock block(int in, int out, int embedding, Resize resize) {
        return new ResidualBlock(new ResidualBlock.Settings(in, out, embedding, resize), initial);
    }

    @Test
    void it_starts_as_its_skip_whatever_the_time() {
        float[] image = normal(2 * 4 * 4 * 4);
        try (ResidualBlock same = block(4, 4, WIDTH, Resize.KEEP);
                ResidualBlock half = block(4, 4, WIDTH, Resize.HALVE);
                ResidualBlock twice = block(4, 4, WIDTH, Resize.DOUBLE);
                Scope scope = Scope.open()) {
            Tensor input = Tensors.of(image, 2, 4, 4, 4);
            Tensor embedding = Tensors.of(normal(2 * WIDTH), 2, WIDTH);
            assertThat(Tensors.floats(same.forward(input, embedding))).containsExactly(image);
            Tensor smaller = half.forward(input, embedding);
            assertThat(smaller.shape()).containsExactly(2, 4, 2, 2);
            float mean = (image[0] + image[1] + image[4] + image[5]) / 4;
            assertThat(Tensors.floats(smaller)[0]).isCloseTo(mean, within(1e-6f));
            Tensor larger = twice.forward(input, embedding);
            assertThat(larger.shape()).containsExactly(2, 4, 8, 8);
            assertThat(Tensors.floats(larger)).startsWith(image[0], image[0], image[1], image[1]);
        }
    }

    @ParameterizedTest
    @EnumSource(Resize.class)
    void its_gradients_are_right(Resize resize) {
        try (ResidualBlock block = block(4, 8, WIDTH, resize);
                Scope scope = Scope.open()) {
            stir(block);
            Tensor embedding = Tensors.of(normal(2 * WIDTH), 2, WIDTH).to(torch.ScalarType.Double);
            GradientCheck.check(block, input -> block.forward(input, embedding), 2, 4, 4, 4);
        }
    }

    /** Away from the zeros of the start. */
    private void stir(Module module) {
        SequencedMap<String, float[]> values = module.values();
        values.replaceAll((name, old) -> {
            float[] noise = normal(old.length);
            for (int k = 0; k < noise.length; k++) {
                noise[k] = old[k] + 0.2f * noise[k];
            }
            return noise;
        });
        module.set(values);
    }

    @Test
    void the_embedding_scales_and_shifts_what_is_normalised() {
        try (ResidualBlock told = block(4, 4, WIDTH, Resize.KEEP);
                ResidualBlock plain = block(4, 4, 0, Resize.KEEP);
                Scope scope = Scope.open()) {
            stir(told);
            SequencedMap<String, float[]> values = told.values();
            // the linear layer says scale 1 and shift 0.5 in every channel, whatever it is given
            values.put("time.weight", new float[8 * WIDTH]);
            values.put("time.bias", new float[] {1, 1, 1, 1, 0.5f, 0.5f, 0.5f, 0.5f});
            told.set(values);
            SequencedMap<String, float[]> same = plain.values();
            same.replaceAll((name, old) -> values.get(name).clone());
            for (int k = 0; k < 4; k++) {
                same.get("norm2.weight")[k] *= 2;
                same.get("norm2.bias")[k] = 2 * same.get("norm2.bias")[k] + 0.5f;
            }
            plain.set(same);
            Tensor input = Tensors.of(normal(4 * 9), 1, 4, 3, 3);
            float[] expected = Tensors.floats(plain.forward(input));
            float[] found = Tensors.floats(told.forward(input, Tensors.of(normal(WIDTH), 1, WIDTH)));
            for (int k = 0; k < expected.length; k++) {
                assertThat(found[k]).isCloseTo(expected[k], within(1e-5f));
            }
        }
    }

    @Test
    void its_parameters_are_counted_without_making_them() {
        for (int out : new int[] {4, 12}) {
            for (int embedding : new int[] {0, WIDTH}) {
                try (ResidualBlock block = block(4, out, embedding, Resize.KEEP)) {
                    assertThat(new ResidualBlock.Settings(4, out, embedding, Resize.KEEP).parameters())
                            .isEqualTo(block.parameterCount());
                }
            }
        }
        try (SelfAttention2d attention = new SelfAttention2d(SelfAttention2d.Settings.of(12, 6), initial)) {
            assertThat(SelfAttention2d.Settings.of(12, 6).parameters()).isEqualTo(attention.parameterCount());
        }
    }

    @Test
    void a_block_is_given_an_embedding_if_and_only_if_it_has_one() {
        try (ResidualBlock told = block(4, 4, WIDTH, Resize.KEEP);
                ResidualBlock plain = block(4, 4, 0, Resize.KEEP);
                Scope scope = Scope.open()) {
            Tensor input = Tensors.of(normal(4), 1, 4, 1, 1);
            Tensor embedding = Tensors.of(normal(WIDTH), 1, WIDTH);
            assertThatThrownBy(() -> told.forward(input)).hasMessageContaining("needs an embedding of 6");
            assertThatThrownBy(() -> plain.forward(input, embedding)).hasMessageContaining("takes no embedding");
        }
    }
}
