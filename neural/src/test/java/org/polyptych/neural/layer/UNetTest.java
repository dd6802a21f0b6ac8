package org.polyptych.neural.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

class UNetTest {
    private final Initial initial = new Initial(new RandomStream(61, 0));

    @ParameterizedTest
    @CsvSource({"2, 8, 39401", "3, 8, 161993", "3, 16, 645009", "4, 16, 2597649"})
    void the_deep_prior_has_the_paper_s_number_of_parameters(int levels, int filters, long parameters) {
        try (UNet network = new UNet(UNet.Settings.deepPrior(1, levels, filters), initial)) {
            assertThat(network.parameterCount()).isEqualTo(parameters);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void the_image_keeps_its_size(boolean complex) {
        UNet.Settings real = UNet.Settings.deepPrior(3, 2, 4);
        UNet.Settings settings = complex ? real.ofComplex() : real;
        int channels = complex ? 6 : 3;
        try (UNet network = new UNet(settings, initial);
                Scope scope = Scope.open()) {
            assertThat(network.forward(noise(2, channels, 8, 20)).shape()).containsExactly(2, channels, 8, 20);
        }
    }

    @Test
    void a_complex_network_has_twice_the_parameters_of_a_real_one() {
        try (UNet real = new UNet(UNet.Settings.deepPrior(1, 2, 4), initial);
                UNet complex = new UNet(UNet.Settings.deepPrior(1, 2, 4).ofComplex(), initial)) {
            assertThat(complex.parameterCount()).isEqualTo(2 * real.parameterCount());
        }
    }

    @Test
    void with_circular_borders_a_shifted_image_gives_the_shifted_result() {
        UNet.Settings settings = chosen(1, List.of(4, 8, 16), Border.CIRCULAR, UNet.Raising.NEAREST);
        try (UNet network = new UNet(settings, initial);
                Scope scope = Scope.open()) {
            Tensor image = noise(1, 1, 16, 16);
            long[] shift = {4, 8};
            long[] axes = {2, 3};
            float[] there = Tensors.floats(network.forward(image.roll(shift, axes)));
            float[] back = Tensors.floats(network.forward(image).roll(shift, axes));
            assertThat(there).containsExactly(back, within(1e-5f));
        }
    }

    @Test
    void a_softplus_at_the_end_makes_potentials_positive() {
        UNet.Settings settings = UNet.Settings.deepPrior(1, 2, 4).withLast(Activation.SOFTPLUS);
        try (UNet network = new UNet(settings, initial);
                Scope scope = Scope.open()) {
            for (float value : Tensors.floats(network.forward(noise(1, 1, 8, 8)))) {
                assertThat(value).isPositive();
            }
        }
    }

    @Test
    void the_way_up_has_the_fine_detail_of_the_way_down_beside_what_comes_from_below() {
        try (UNet network = new UNet(UNet.Settings.deepPrior(1, 2, 4), initial)) {
            network.training(false);
            // Two 3x3 convolutions down, two up and the last one reach five pixels; what comes from below reaches
            // further.
            assertThat(changes(network, 5)).isTrue();
            assertThat(changes(network, 8)).isTrue();
            SequencedMap<String, float[]> values = network.values();
            values.put("raise.0.2.weight", new float[4]);
            values.put("raise.0.2.bias", new float[4]);
            network.set(values);
            assertThat(changes(network, 5)).isTrue();
            assertThat(changes(network, 6)).isFalse();
        }
    }

    /** Whether a pixel's value changes with that of another so many rows away. */
    private static boolean changes(UNet network, int rows) {
        float[] image = new float[32 * 32];
        RandomStream random = new RandomStream(63, 0);
        for (int k = 0; k < image.length; k++) {
            image[k] = (float) random.gaussian();
        }
        int pixel = 16 * 32 + 16;
        try (Scope scope = Scope.open()) {
            float before = Tensors.floats(network.forward(Tensors.of(image, 1, 1, 32, 32)))[pixel];
            image[pixel - rows * 32] += 3;
            float after = Tensors.floats(network.forward(Tensors.of(image, 1, 1, 32, 32)))[pixel];
            return Math.abs(after - before) > 1e-7;
        }
    }

    @Test
    void sizes_that_do_not_divide_are_refused() {
        try (UNet network = new UNet(UNet.Settings.deepPrior(1, 3, 2), initial);
                Scope scope = Scope.open()) {
            assertThatThrownBy(() -> network.forward(noise(1, 1, 16, 12)))
                    .hasMessage("a U-Net of 3 levels needs rows and columns that are multiples of 8, got 16 and 12");
        }
    }

    @Test
    void parts_have_names_that_say_where_they_are() {
        try (UNet network = new UNet(UNet.Settings.deepPrior(1, 1, 2), initial)) {
            assertThat(network.parameters().keySet())
                    .contains(
                            "down.0.0.weight", "down.0.2.bias", "bottom.3.weight", "raise.0.0.weight", "up.0.5.weight")
                    .contains("raise.0.1.bias", "raise.0.2.weight", "last.weight", "last.bias");
            assertThat(network.buffers().keySet()).contains("down.0.2.running_mean", "raise.0.2.running_var");
        }
    }

    @Test
    void widths_may_be_chosen_level_by_level() {
        UNet.Settings settings = chosen(2, List.of(4, 4, 8, 12), Border.ZERO, UNet.Raising.BILINEAR);
        try (UNet network = new UNet(settings, initial);
                Scope scope = Scope.open()) {
            assertThat(network.forward(noise(1, 2, 8, 16)).shape()).containsExactly(1, 1, 8, 16);
        }
    }

    private static UNet.Settings chosen(int in, List<Integer> widths, Border border, UNet.Raising raising) {
        return new UNet.Settings(
                in,
                1,
                widths,
                2,
                border,
                Activation.SILU,
                Norm.GROUP,
                UNet.Order.NORM_THEN_ACTIVATION,
                UNet.Pooling.AVERAGE,
                raising,
                Activation.IDENTITY,
                false);
    }

    private static Tensor noise(int... shape) {
        RandomStream random = new RandomStream(62, 0);
        float[] values = new float[shape[0] * shape[1] * shape[2] * shape[3]];
        for (int k = 0; k < values.length; k++) {
            values[k] = (float) random.gaussian();
        }
        return Tensors.of(values, shape[0], shape[1], shape[2], shape[3]);
    }
}
