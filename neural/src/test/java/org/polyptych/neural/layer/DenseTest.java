package org.polyptych.neural.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.OneThread;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/** Layers of vectors and functions of single numbers, their values and how they start. */
@ExtendWith(OneThread.class)
class DenseTest {
    private final Initial initial = new Initial(new RandomStream(41, 0));

    private static float[] through(Module layer, float[] input, long... shape) {
        try (Scope scope = Scope.open()) {
            Tensor result = layer.forward(Tensors.of(input, shape));
            return Tensors.floats(result);
        }
    }

    @Test
    void a_linear_layer_multiplies_by_its_weight_and_adds_its_bias() {
        Linear layer = new Linear(2, 3, initial);
        layer.set(Map.of("weight", new float[] {1, 2, 3, 4, 5, 6}, "bias", new float[] {10, 20, 30}));
        assertThat(through(layer, new float[] {1, -1, 0, 2}, 2, 2)).containsExactly(9, 19, 29, 14, 28, 42);
        Linear without = new Linear(new Linear.Settings(2, 3, false, Start.XAVIER), initial);
        assertThat(without.parameters()).containsOnlyKeys("weight");
        without.set(Map.of("weight", new float[] {1, 2, 3, 4, 5, 6}));
        assertThat(through(without, new float[] {1, -1, 0, 2}, 2, 2)).containsExactly(-1, -1, -1, 4, 8, 12);
    }

    @Test
    void a_sine_layer_is_the_sine_of_omega_times_a_linear_one() {
        SineLayer layer = new SineLayer(new SineLayer.Settings(2, 1, 30, false), initial);
        layer.set(Map.of("weight", new float[] {0.25f, -0.5f}, "bias", new float[] {0.125f}));
        float[] y = through(layer, new float[] {1, 2, 3, 4}, 2, 2);
        assertThat(y[0]).isEqualTo((float) Math.sin(30 * (0.25 - 1 + 0.125)), within(1e-5f));
        assertThat(y[1]).isEqualTo((float) Math.sin(30 * (0.75 - 2 + 0.125)), within(1e-5f));
    }

    @Test
    void a_network_of_sines_starts_with_the_spread_of_an_arcsine_law_at_every_depth() {
        Sequential siren = new Sequential();
        for (int depth = 0; depth < 5; depth++) {
            siren.add(new SineLayer(new SineLayer.Settings(depth == 0 ? 2 : 256, 256, 30, depth == 0), initial));
        }
        float[] coordinates = new float[400];
        RandomStream random = new RandomStream(42, 0);
        for (int k = 0; k < coordinates.length; k++) {
            coordinates[k] = (float) (2 * random.uniform() - 1);
        }
        double squares = 0;
        float[] values = through(siren, coordinates, 200, 2);
        for (float value : values) {
            squares += value * value;
        }
        // The paper's theorem 1.8: sin of a normal number of variance 1 or more; 1/2 for an arcsine law.
        assertThat(squares / values.length).isBetween(0.4, 0.6);
    }

    @Test
    void starts_are_as_wide_as_they_say() {
        assertThat(extent(new Linear(16, 500, initial), "weight")).isEqualTo(0.25, within(0.001));
        assertThat(extent(new Linear(16, 5000, initial), "bias")).isEqualTo(0.25, within(0.001));
        assertThat(extent(new Linear(new Linear.Settings(100, 50, false, Start.XAVIER), initial), "weight"))
                .isEqualTo(0.2, within(0.001));
        assertThat(extent(new Linear(new Linear.Settings(150, 50, true, Start.KAIMING), initial), "weight"))
                .isEqualTo(0.2, within(0.001));
        assertThat(extent(new Linear(new Linear.Settings(150, 50, true, Start.KAIMING), initial), "bias"))
                .isZero();
        assertThat(extent(new Conv2d(Conv2d.Settings.of(4, 300, 5), initial), "weight"))
                .isEqualTo(0.1, within(0.001));
        assertThat(extent(new Conv2d(Conv2d.Settings.of(4, 300, 5).withStart(Start.ZERO), initial), "weight"))
                .isZero();
        TransposedConv2d.Settings up = new TransposedConv2d.Settings(300, 4, 5, 2, 1, 1, true, Start.FAN_IN);
        assertThat(extent(new TransposedConv2d(up, initial), "weight")).isEqualTo(0.1, within(0.001));
        assertThat(extent(new SineLayer(new SineLayer.Settings(2, 2000, 30, true), initial), "weight"))
                .isEqualTo(0.5, within(0.001));
        assertThat(extent(new SineLayer(new SineLayer.Settings(96, 100, 25, false), initial), "weight"))
                .isEqualTo(0.01, within(1e-5));
        assertThat(extent(new SineLayer(new SineLayer.Settings(4, 5000, 30, false), initial), "bias"))
                .isEqualTo(0.5, within(0.001));
    }

    private static double extent(Module layer, String name) {
        double extent = 0;
        for (float value : layer.values().get(name)) {
            extent = Math.max(extent, Math.abs(value));
        }
        return extent;
    }

    @Test
    void normal_numbers_have_the_deviation_asked_for() {
        double squares = 0;
        float[] values = Tensors.floats(initial.normal(3, 100, 100));
        for (float value : values) {
            squares += value * value;
        }
        assertThat(Math.sqrt(squares / values.length)).isEqualTo(3, within(0.1));
        assertThat(Tensors.floats(Initial.constant(2.5, 3))).containsExactly(2.5f, 2.5f, 2.5f);
    }

    @Test
    void activations_are_what_their_names_say() {
        is(Activation.IDENTITY, x -> x);
        is(Activation.RELU, x -> Math.max(x, 0));
        is(Activation.LEAKY_RELU, x -> x < 0 ? 0.01 * x : x);
        is(Activation.SILU, x -> x / (1 + Math.exp(-x)));
        is(Activation.SOFTPLUS, x -> Math.log1p(Math.exp(x)));
        is(Activation.SIGMOID, x -> 1 / (1 + Math.exp(-x)));
        is(Activation.TANH, Math::tanh);
        is(Activation.PI_TANH, x -> Math.PI * Math.tanh(x));
    }

    private static void is(Activation activation, DoubleUnaryOperator function) {
        float[] at = {-3, -0.5f, 0, 0.25f, 2};
        float[] values = through(activation.layer(), at, 5);
        for (int k = 0; k < at.length; k++) {
            assertThat(values[k])
                    .as("%s at %s", activation, at[k])
                    .isEqualTo((float) function.applyAsDouble(at[k]), within(1e-6f));
        }
    }

    @Test
    void a_time_becomes_cosines_and_sines_before_its_two_linear_layers() {
        try (TimeEmbedding embedding = new TimeEmbedding(new TimeEmbedding.Settings(4, 4, 100), initial)) {
            float[] identity = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};
            embedding.set(
                    Map.of("0.weight", identity, "0.bias", new float[4], "2.weight", identity, "2.bias", new float[4]));
            float[] y = through(embedding, new float[] {0, 7}, 2);
            double[] angles = {0, 0, 7, 0.7};
            for (int n = 0; n < 2; n++) {
                for (int k = 0; k < 2; k++) {
                    assertThat(y[4 * n + k]).isEqualTo(silu(Math.cos(angles[2 * n + k])), within(1e-6f));
                    assertThat(y[4 * n + 2 + k]).isEqualTo(silu(Math.sin(angles[2 * n + k])), within(1e-6f));
                }
            }
        }
        assertThatThrownBy(() -> new TimeEmbedding.Settings(5, 4, 100))
                .hasMessage("waves must be even and 2 or more, got 5");
    }

    private static float silu(double x) {
        return (float) (x / (1 + Math.exp(-x)));
    }
}
