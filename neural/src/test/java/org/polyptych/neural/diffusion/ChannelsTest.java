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
import org.junit.jupiter.params.provider.EnumSource;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.GradientCheck;
import org.polyptych.neural.OneThread;
import org.polyptych.neural.model.Facts;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

@ExtendWith(OneThread.class)
class ChannelsTest {
    /** Phases about pi, so that they wrap. */
    private static ComplexImage object() {
        ComplexImage image = ComplexImage.zeros(6, 5);
        RandomStream random = new RandomStream(95, 0);
        for (int i = 0; i < image.size(); i++) {
            double amplitude = 0.5 + random.uniform();
            double phase = Math.PI - 0.2 + 1.6 * random.uniform();
            image.re()[i] = (float) (amplitude * Math.cos(phase));
            image.im()[i] = (float) (amplitude * Math.sin(phase));
        }
        return image;
    }

    private static Channels channels(Channels.Kind kind) {
        return ObjectStatistics.channels(kind, List.of(Region.all(object())));
    }

    @ParameterizedTest
    @EnumSource(Channels.Kind.class)
    void an_object_and_its_channels_become_each_other(Channels.Kind kind) {
        Channels channels = channels(kind);
        ComplexImage object = object();
        try (Scope scope = Scope.open()) {
            Tensor made = channels.of(Tensors.of(object));
            assertThat(made.shape()).containsExactly(1, 2, 6, 5);
            ComplexImage back = Tensors.images(channels.objects(made))[0];
            for (int i = 0; i < object.size(); i++) {
                assertThat(back.re()[i]).isCloseTo(object.re()[i], within(1e-5f));
                assertThat(back.im()[i]).isCloseTo(object.im()[i], within(1e-5f));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Channels.Kind.class)
    void gradients_go_through_both_ways(Channels.Kind kind) {
        Channels channels = channels(kind);
        ComplexImage object = object();
        try (Scope scope = Scope.open()) {
            SequencedMap<String, Tensor> leaves = new LinkedHashMap<>();
            leaves.put("re", leaf(object.re()));
            leaves.put("im", leaf(object.im()));
            GradientCheck.errors(
                            () -> channels.of(Tensors.complex(leaves.get("re"), leaves.get("im")))
                                    .pow(new Scalar(3))
                                    .sum(),
                            leaves,
                            1e-6)
                    .forEach((name, error) -> assertThat(error).as(name).isLessThan(1e-6));
            SequencedMap<String, Tensor> back = new LinkedHashMap<>();
            float[] both = Tensors.floats(channels.of(Tensors.of(object)));
            back.put("channels", leaf(both, 1, 2, 6, 5));
            GradientCheck.errors(
                            () -> torch.real(channels.objects(back.get("channels")))
                                    .pow(new Scalar(3))
                                    .sum(),
                            back,
                            1e-6)
                    .forEach((name, error) -> assertThat(error).as(name).isLessThan(1e-6));
        }
    }

    private static Tensor leaf(float[] values) {
        return leaf(values, 1, 6, 5);
    }

    private static Tensor leaf(float[] values, long... shape) {
        Tensor leaf = Tensors.of(values, shape).to(torch.ScalarType.Double);
        leaf.requires_grad_(true);
        return leaf;
    }

    @Test
    void real_and_imaginary_parts_get_the_deviation_one_half_and_no_mean() {
        Channels channels = channels(Channels.Kind.REAL_IMAGINARY);
        try (Scope scope = Scope.open()) {
            Tensor made = channels.of(Tensors.of(object()));
            assertThat(Tensors.number(made.select(1, 0).mean())).isCloseTo(0, within(1e-6));
            assertThat(Tensors.number(made.select(1, 1).mean())).isCloseTo(0, within(1e-6));
            assertThat(Tensors.number(made.square().mean())).isCloseTo(0.25, within(1e-6));
        }
    }

    @Test
    void amplitudes_and_phases_fill_minus_one_to_one() {
        Channels channels = channels(Channels.Kind.AMPLITUDE_PHASE);
        try (Scope scope = Scope.open()) {
            Tensor made = channels.of(Tensors.of(object()));
            for (int part = 0; part < 2; part++) {
                Tensor one = made.select(1, part);
                assertThat(Tensors.number(one.min())).isCloseTo(-1, within(1e-4));
                assertThat(Tensors.number(one.max())).isCloseTo(1, within(1e-4));
            }
        }
    }

    @Test
    void an_amplitude_that_is_the_same_everywhere_is_not_blown_up() {
        ComplexImage pure = object();
        for (int i = 0; i < pure.size(); i++) {
            double phase = 0.1 * i / pure.size();
            pure.re()[i] = (float) Math.cos(phase);
            pure.im()[i] = (float) Math.sin(phase);
        }
        Channels channels = ObjectStatistics.channels(Channels.Kind.AMPLITUDE_PHASE, List.of(Region.all(pure)));
        try (Scope scope = Scope.open()) {
            double most = Tensors.number(
                    channels.of(Tensors.of(pure)).select(1, 0).abs().max());
            assertThat(most).isLessThan(1e-3);
        }
    }

    @ParameterizedTest
    @EnumSource(Channels.Kind.class)
    void facts_say_all_of_it(Channels.Kind kind) {
        Channels channels = channels(kind);
        assertThat(ChannelFacts.read(new Facts("a file", ChannelFacts.of(channels))))
                .isEqualTo(channels);
    }

    @Test
    void ranges_upside_down_are_refused() {
        Map<String, String> facts = ChannelFacts.of(channels(Channels.Kind.AMPLITUDE_PHASE));
        facts.put("greatest phase", "-9");
        assertThatThrownBy(() -> ChannelFacts.read(new Facts("a file", facts)))
                .hasMessageContaining("a file: its 'greatest phase' must be above its 'least phase', got -9.0");
    }
}
