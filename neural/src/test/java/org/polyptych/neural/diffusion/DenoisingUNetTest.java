package org.polyptych.neural.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.RandomStream;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.neural.GradientCheck;
import org.polyptych.neural.OneThread;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

@ExtendWith(OneThread.class)
class DenoisingUNetTest {
    static final Layout.Settings SMALL = new Layout.Settings(2, 4, List.of(1, 2), 1, List.of(1), 4);

    static DenoisingUNet network(Layout.Settings settings) {
        return new DenoisingUNet(settings, new Initial(new RandomStream(81, 0)));
    }

    /** Away from the zeros of the start. */
    static void stir(DenoisingUNet network) {
        RandomStream random = new RandomStream(82, 0);
        SequencedMap<String, float[]> values = network.values();
        values.replaceAll((name, old) -> {
            float[] stirred = old.clone();
            for (int k = 0; k < old.length; k++) {
                stirred[k] += (float) (0.1 * random.gaussian());
            }
            return stirred;
        });
        network.set(values);
    }

    @ParameterizedTest
    @CsvSource({"quick, 2141448", "default, 4319240", "paper, 105192834"})
    void presets_have_so_many_parameters(String preset, long parameters) {
        DiffusionTraining settings =
                SettingsReader.read(DiffusionTraining.class, "diffusion", Map.of("preset", preset));
        assertThat(Layout.of(settings.network()).parameters()).isEqualTo(parameters);
    }

    @Test
    void the_layout_counts_what_the_network_has() {
        for (Layout.Settings settings : List.of(
                SMALL,
                new Layout.Settings(1, 8, List.of(1, 1, 3), 2, List.of(0, 2), 8),
                new Layout.Settings(2, 4, List.of(2), 1, List.of(), 1))) {
            try (DenoisingUNet network = network(settings)) {
                assertThat(Layout.of(settings).parameters()).isEqualTo(network.parameterCount());
            }
        }
    }

    @Test
    void its_gradients_are_right() {
        try (DenoisingUNet network = network(SMALL);
                Scope scope = Scope.open()) {
            stir(network);
            network.to(torch.ScalarType.Double);
            Tensor times = Tensors.of(new double[] {3, 700}, 2);
            Tensor input = torch.randn(2, 2, 8, 8).to(torch.ScalarType.Double);
            input.requires_grad_(true);
            SequencedMap<String, Tensor> leaves = new LinkedHashMap<>();
            leaves.put("input", input);
            for (String name : List.of(
                    "time.0.weight",
                    "first.weight",
                    "down.1.block.conv1.weight",
                    "middle.0.attention.qkv.weight",
                    "up.3.block.time.weight",
                    "last.bias")) {
                leaves.put(name, network.parameters().get(name));
            }
            GradientCheck.errors(
                            () -> network.forward(input, times)
                                    .pow(new Scalar(2))
                                    .sum(),
                            leaves,
                            1e-5)
                    .forEach((name, error) -> assertThat(error).as(name).isLessThan(1e-6));
        }
    }

    @Test
    void it_says_nothing_at_first_and_then_something_that_depends_on_the_time() {
        try (DenoisingUNet network = network(SMALL);
                Scope scope = Scope.open()) {
            Tensor patches = torch.ones(1, 2, 8, 12);
            assertThat(Tensors.floats(network.forward(patches, Tensors.of(new float[] {5}, 1))))
                    .containsOnly(0f)
                    .hasSize(2 * 8 * 12);
            stir(network);
            float[] early = Tensors.floats(network.forward(patches, Tensors.of(new float[] {5}, 1)));
            float[] late = Tensors.floats(network.forward(patches, Tensors.of(new float[] {900}, 1)));
            assertThat(early).isNotEqualTo(late);
        }
    }

    @Test
    void patches_do_not_know_of_each_other() {
        try (DenoisingUNet network = network(SMALL);
                Scope scope = Scope.open()) {
            stir(network);
            RandomStream random = new RandomStream(83, 0);
            float[] values = new float[2 * 2 * 64];
            for (int k = 0; k < values.length; k++) {
                values[k] = (float) random.gaussian();
            }
            Tensor both = Tensors.of(values, 2, 2, 8, 8);
            double[] together = Tensors.doubles(network.forward(both, Tensors.of(new float[] {5, 90}, 2))
                    .select(0, 1));
            double[] alone = Tensors.doubles(network.forward(both.narrow(0, 1, 1), Tensors.of(new float[] {90}, 1)));
            for (int k = 0; k < alone.length; k++) {
                assertThat(together[k]).isCloseTo(alone[k], within(1e-5));
            }
        }
    }

    @Test
    void sizes_that_do_not_fit_are_refused() {
        try (DenoisingUNet network = network(SMALL);
                Scope scope = Scope.open()) {
            assertThatThrownBy(() -> network.forward(torch.ones(1, 2, 8, 10), Tensors.of(new float[] {5}, 1)))
                    .hasMessageContaining("multiples of 4, got 8 and 10");
        }
        assertThatThrownBy(() -> new Layout.Settings(1, 48, List.of(1, 2), 1, List.of(1), 64))
                .hasMessageStartingWith("headChannels must divide the 96 channels of level 1");
        assertThatThrownBy(() -> new Layout.Settings(1, 48, List.of(1, 2), 1, List.of(2), 48))
                .hasMessageStartingWith("attention must name levels from 0 (the finest) to 1");
        assertThatThrownBy(() -> new Layout.Settings(1, 6, List.of(1), 1, List.of(), 1))
                .hasMessageStartingWith("base must be a multiple of 4");
    }
}
