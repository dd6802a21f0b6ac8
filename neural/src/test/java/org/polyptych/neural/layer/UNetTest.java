package org.polyptych.neural.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.OneThread;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

@ExtendWith(OneThread.class)
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

    @Test
    void whatever_the_settings_the_image_keeps_its_size_and_its_values_are_finite() {
        RandomStream random = new RandomStream(64, 0);
        for (int trial = 0; trial < 60; trial++) {
            int levels = 1 + draw(random, 3);
            int[] widths = random.permutation(levels + 1);
            boolean complex = draw(random, 2) == 0;
            UNet.Settings settings = new UNet.Settings(
                    1 + draw(random, 2),
                    1 + draw(random, 2),
                    Arrays.stream(widths).map(width -> 1 + width).boxed().toList(),
                    1 + draw(random, 3),
                    any(random, Border.values()),
                    any(random, Activation.values()),
                    any(random, Norm.values()),
                    any(random, UNet.Order.values()),
                    any(random, UNet.Pooling.values()),
                    any(random, UNet.Raising.values()),
                    any(random, Activation.values()),
                    complex);
            int rows = settings.multiple() * (2 + draw(random, 2));
            int columns = settings.multiple() * (2 + draw(random, 2));
            int times = complex ? 2 : 1;
            try (UNet network = new UNet(settings, initial);
                    Scope scope = Scope.open()) {
                Tensor result = network.forward(noise(2, times * settings.in(), rows, columns));
                assertThat(result.shape()).as("%s", settings).containsExactly(2, times * settings.out(), rows, columns);
                for (float value : Tensors.floats(result)) {
                    assertThat(value).as("%s", settings).isFinite();
                }
            }
        }
    }

    private static int draw(RandomStream random, int below) {
        return (int) (below * random.uniform());
    }

    private static <E> E any(RandomStream random, E[] of) {
        return of[draw(random, of.length)];
    }

    @Test
    void gradients_in_float32_are_those_in_float64() {
        try (UNet network = new UNet(UNet.Settings.deepPrior(2, 2, 16), initial)) {
            Map<String, double[]> single = gradients(network);
            network.to(torch.ScalarType.Double);
            Map<String, double[]> twice = gradients(network);
            // A bias before a normalisation has no influence: its gradient is rounding.
            double largest =
                    twice.values().stream().mapToDouble(UNetTest::norm).max().orElseThrow();
            twice.forEach((name, exact) -> {
                double[] difference = exact.clone();
                for (int k = 0; k < exact.length; k++) {
                    difference[k] -= single.get(name)[k];
                }
                assertThat(norm(difference)).as(name).isLessThan(1e-3 * norm(exact) + 1e-5 * largest);
            });
        }
    }

    private static Map<String, double[]> gradients(UNet network) {
        try (Scope scope = Scope.open()) {
            Tensor last = network.parameters().get("last.weight");
            Tensor image = noise(2, 2, 16, 16).to(last.scalar_type());
            network.forward(image).square().sum().backward();
            Map<String, double[]> gradients = new LinkedHashMap<>();
            network.parameters().forEach((name, tensor) -> gradients.put(name, Tensors.doubles(tensor.grad())));
            return gradients;
        }
    }

    private static double norm(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
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
