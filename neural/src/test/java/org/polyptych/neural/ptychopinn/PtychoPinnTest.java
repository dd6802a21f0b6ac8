package org.polyptych.neural.ptychopinn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.OneThread;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.model.Weights;
import org.polyptych.neural.ptychonn.Learned;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/** The network has the paper's size, answers in the form that the rest relies on, and comes back from its weights. */
@ExtendWith(OneThread.class)
class PtychoPinnTest {
    private static PtychoPinn made(PtychoPinn.Settings settings) {
        return new PtychoPinn(settings, new Initial(new RandomStream(3, 0)));
    }

    private static Tensor patterns(PtychoPinn.Settings settings, int side) {
        RandomStream random = new RandomStream(4, 0);
        float[] values = new float[2 * settings.frames() * side * side];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.abs(random.gaussian());
        }
        return Tensors.of(values, 2, settings.frames(), side, side);
    }

    static Map<String, Weights> weights(PtychoPinn network, String prefix) {
        Map<String, Weights> weights = new LinkedHashMap<>();
        network.values().forEach((name, values) -> {
            Tensor tensor =
                    network.parameters().getOrDefault(name, network.buffers().get(name));
            weights.put(prefix + name, new Weights(tensor.shape(), values));
        });
        return weights;
    }

    @Test
    void at_the_papers_size_it_has_4_4_million_parameters() {
        try (PtychoPinn network = made(PtychoPinn.Settings.paper(4))) {
            assertThat(network.parameterCount()).isEqualTo(4_400_776);
        }
    }

    @ParameterizedTest
    @CsvSource({"64,3", "32,3", "72,3", "96,3", "128,4", "136,3", "192,4", "256,5", "60,0"})
    void the_number_of_blocks_follows_from_the_side(int side, int blocks) {
        assertThat(PtychoPinn.Settings.blocksFor(side)).isEqualTo(blocks);
    }

    @ParameterizedTest
    @CsvSource({
        "BOTH,4,8,3,AVERAGE,false,false,24",
        "BOTH,1,4,2,MAX,true,false,16",
        "AMPLITUDE,7,4,1,AVERAGE,false,true,8",
        "AMPLITUDE,4,8,4,AVERAGE,false,false,128",
        "BOTH,4,16,5,AVERAGE,false,false,256",
        "PHASE,4,8,4,MAX,false,false,32"
    })
    void it_answers_each_pattern_with_amplitude_and_phase_of_half_the_side_and_comes_back_from_its_weights(
            Learned learned,
            int frames,
            int width,
            int blocks,
            Pooling pooling,
            boolean normalised,
            boolean shared,
            int side) {
        PtychoPinn.Settings settings =
                new PtychoPinn.Settings(learned, frames, width, blocks, pooling, normalised, shared);
        try (Scope scope = Scope.open();
                PtychoPinn network = made(settings)) {
            network.training(false);
            Tensor patterns = patterns(settings, side);
            Tensor said = network.forward(patterns);
            assertThat(said.shape()).containsExactly(2, 2L * frames, side / 2, side / 2);
            float[] amplitudes = Tensors.floats(said.narrow(1, 0, frames));
            float[] phases = Tensors.floats(said.narrow(1, frames, frames));
            assertThat(amplitudes).matches(all -> allWithin(all, 0, 1));
            assertThat(phases).matches(all -> allWithin(all, -Math.PI, Math.PI));
            if (learned == Learned.PHASE) {
                assertThat(amplitudes).containsOnly(1);
            }
            if (learned == Learned.AMPLITUDE) {
                assertThat(phases).containsOnly(0);
            }
            if (shared) {
                int one = amplitudes.length / 2 / frames;
                assertThat(amplitudes[one]).isEqualTo(amplitudes[0]);
                assertThat(amplitudes[5 * one + 3]).isEqualTo(amplitudes[3]);
            }
            try (PtychoPinn again = PtychoPinn.of("a file", settings, "network.", weights(network, "network."))) {
                assertThat(Tensors.floats(again.forward(patterns))).isEqualTo(Tensors.floats(said));
            }
        }
    }

    private static boolean allWithin(float[] values, double least, double most) {
        for (float value : values) {
            if (!(value >= least && value <= most)) {
                return false;
            }
        }
        return true;
    }

    @Test
    void it_begins_with_answers_that_can_be_learned_from() {
        PtychoPinn.Settings settings = PtychoPinn.Settings.paper(4);
        try (Scope scope = Scope.open();
                PtychoPinn network = made(settings)) {
            float[] said =
                    Tensors.floats(network.forward(patterns(settings, 32)).narrow(1, 0, 4));
            double mean = 0;
            for (float value : said) {
                mean += value / said.length;
            }
            assertThat(mean).as("mean amplitude").isCloseTo(0.5, within(0.3));
        }
    }

    @Test
    void weights_that_lack_or_are_of_another_network_are_refused_in_one_line() {
        PtychoPinn.Settings settings = new PtychoPinn.Settings(Learned.BOTH, 2, 4, 2, Pooling.AVERAGE, false, false);
        try (PtychoPinn network = made(settings)) {
            Map<String, Weights> weights = weights(network, "");
            PtychoPinn.Settings wider =
                    new PtychoPinn.Settings(Learned.BOTH, 2, 2048, 2, Pooling.AVERAGE, false, false);
            assertThatThrownBy(() -> PtychoPinn.of("a file", wider, "", weights))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("a file: the weights encoder.0.weight have the shape [2, 2, 3, 3]");
            weights.remove("phase.0.weight");
            assertThatThrownBy(() -> PtychoPinn.of("a file", settings, "", weights))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("phase.0.weight lack");
        }
        assertThatThrownBy(() -> new PtychoPinn.Settings(Learned.BOTH, 4, 10, 3, Pooling.MAX, false, false))
                .hasMessageContaining("width must be a multiple of 4");
    }
}
