package org.polyptych.neural.ptychonn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.model.Weights;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/** The network has the size that papers give, and comes back from its weights alone. */
class PtychoNnTest {
    private static PtychoNn made(PtychoNn.Settings settings) {
        return new PtychoNn(settings, new Initial(new RandomStream(3, 0)));
    }

    static Map<String, Weights> weights(PtychoNn network) {
        Map<String, Weights> weights = new LinkedHashMap<>();
        network.values().forEach((name, values) -> {
            Tensor tensor =
                    network.parameters().getOrDefault(name, network.buffers().get(name));
            weights.put(name, new Weights(tensor.shape(), values));
        });
        return weights;
    }

    @Test
    void the_baseline_has_1_15_million_parameters() {
        try (PtychoNn network = made(PtychoNn.Settings.baseline())) {
            assertThat(network.parameterCount()).isEqualTo(1_154_210);
        }
    }

    @Test
    void the_published_one_has_735_841() {
        try (PtychoNn network = made(new PtychoNn.Settings(Learned.PHASE, 16, 4, true))) {
            assertThat(network.parameterCount()).isEqualTo(735_841);
            assertThat(network.parameters()).containsKeys("encoder.25.bias", "decoder2.28.weight");
        }
    }

    @ParameterizedTest
    @CsvSource({"BOTH,4,2,false", "AMPLITUDE,3,1,true", "PHASE,2,3,true"})
    void it_comes_back_from_its_weights_alone(Learned learned, int channels, int blocks, boolean normalised) {
        PtychoNn.Settings settings = new PtychoNn.Settings(learned, channels, blocks, normalised);
        try (Scope scope = Scope.open();
                PtychoNn network = made(settings);
                PtychoNn again = PtychoNn.of("some file", weights(network))) {
            assertThat(again.settings()).isEqualTo(settings);
            RandomStream random = new RandomStream(4, 0);
            float[] values = new float[2 * 16 * 8];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (3 * random.gaussian());
            }
            network.training(false);
            Tensor patterns = Tensors.of(values, 2, 1, 16, 8);
            Tensor said = network.forward(patterns);
            assertThat(said.shape()).containsExactly(2, learned.maps(), 16, 8);
            assertThat(Tensors.floats(again.forward(patterns))).isEqualTo(Tensors.floats(said));
        }
    }

    @Test
    void amplitudes_come_first_and_stay_within_1_and_phases_within_pi() {
        try (Scope scope = Scope.open();
                PtychoNn network = made(new PtychoNn.Settings(Learned.BOTH, 2, 1, false))) {
            Map<String, float[]> large = network.values();
            large.replaceAll((name, values) -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] *= 20;
                }
                return values;
            });
            network.set(large);
            float[] pattern = new float[8 * 8];
            Arrays.fill(pattern, 100);
            float[] said = Tensors.floats(network.forward(Tensors.of(pattern, 1, 1, 8, 8)));
            for (int i = 0; i < 64; i++) {
                assertThat(said[i]).isBetween(0f, 1f);
                assertThat(said[64 + i]).isBetween((float) -Math.PI, (float) Math.PI);
            }
        }
    }

    @Test
    void weights_that_do_not_fit_are_refused_by_name() {
        refused(w -> w.remove("encoder.0.weight"), "holds no weights of a PtychoNN");
        refused(w -> w.keySet().removeIf(name -> name.startsWith("decoder")), "holds no weights of a PtychoNN");
        refused(w -> w.remove("decoder1.0.bias"), "the weights decoder1.0.bias lack");
        refused(w -> w.put("encoder.2.bias", new Weights(new long[] {5}, new float[5])), "have the shape [5]");
        refused(w -> w.get("encoder.2.bias").values()[1] = Float.NaN, "encoder.2.bias hold NaN");
        refused(
                w -> w.put("encoder.0.weight", new Weights(new long[] {0, 1, 3, 3}, new float[0])),
                "channels must be 1 to 1024, got 0");
    }

    /** Eight blocks after a first of 1024 channels would have 10^12 weights. */
    @Test
    void names_that_promise_more_than_memory_holds_are_refused_before_it_is_taken() {
        refused(
                w -> {
                    w.put("encoder.0.weight", new Weights(new long[] {1024, 1, 3, 3}, new float[1024 * 9]));
                    for (int block = 1; block < 8; block++) {
                        w.put("encoder." + 5 * block + ".weight", new Weights(new long[] {1}, new float[1]));
                    }
                },
                "the weights encoder.2.weight have the shape [2, 2, 3, 3]");
    }

    private static void refused(Consumer<Map<String, Weights>> change, String message) {
        try (PtychoNn network = made(new PtychoNn.Settings(Learned.BOTH, 2, 1, false))) {
            Map<String, Weights> weights = weights(network);
            change.accept(weights);
            assertThatThrownBy(() -> PtychoNn.of("a/file", weights))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageStartingWith("a/file: ")
                    .hasMessageContaining(message);
        }
    }
}
