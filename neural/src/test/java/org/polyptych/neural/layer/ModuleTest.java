package org.polyptych.neural.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.OneThread;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

@ExtendWith(OneThread.class)
class ModuleTest {
    private static Sequential network(long seed) {
        Initial initial = new Initial(new RandomStream(seed, 0));
        return new Sequential()
                .add("first", new Conv2d(Conv2d.Settings.of(1, 2, 3), initial))
                .add("norm", new BatchNorm2d(2))
                .add(
                        "inner",
                        new Sequential(Activation.SILU.layer(), new Conv2d(Conv2d.Settings.of(2, 1, 1), initial)));
    }

    private static float[] through(Module network) {
        try (Scope scope = Scope.open()) {
            Tensor result = network.forward(Tensors.of(new float[] {1, 2, 3, 4}, 1, 1, 2, 2));
            return Tensors.floats(result);
        }
    }

    @Test
    void parameters_and_buffers_are_named_as_pytorch_names_them() {
        try (Module network = network(1)) {
            assertThat(network.parameters().keySet())
                    .containsExactly(
                            "first.weight", "first.bias", "norm.weight", "norm.bias", "inner.1.weight", "inner.1.bias");
            assertThat(network.buffers().keySet()).containsExactly("norm.running_mean", "norm.running_var");
            assertThat(network.parameterCount()).isEqualTo(18 + 2 + 2 + 2 + 2 + 1);
        }
    }

    @Test
    void the_same_seed_gives_the_same_bits_and_another_does_not() {
        try (Module a = network(1);
                Module b = network(1);
                Module c = network(2)) {
            assertThat(through(a)).containsExactly(through(b));
            assertThat(a.values().get("first.weight")).isNotEqualTo(c.values().get("first.weight"));
        }
    }

    @Test
    void values_put_into_another_network_make_it_the_same() {
        try (Module a = network(1);
                Module b = network(2)) {
            through(a);
            a.training(false);
            b.training(false);
            assertThat(through(b)).isNotEqualTo(through(a));
            b.set(a.values());
            assertThat(through(b)).containsExactly(through(a));
            assertThat(b.values()).usingRecursiveComparison().isEqualTo(a.values());
        }
    }

    @Test
    void values_that_lack_or_do_not_fit_are_refused() {
        try (Module network = network(1)) {
            assertThatThrownBy(() -> network.set(Map.of()))
                    .hasMessage("the weights 'first.weight' must be 18 numbers, got none");
            SequencedMap<String, float[]> values = network.values();
            values.put("norm.running_var", new float[3]);
            assertThatThrownBy(() -> network.set(values))
                    .hasMessage("the weights 'norm.running_var' must be 2 numbers, got 3");
        }
    }

    @Test
    void in_another_type_it_is_the_same_network_and_its_tensors_the_same_objects() {
        try (Module network = network(1)) {
            network.training(false);
            float[] before = through(network);
            Tensor weight = network.parameters().get("first.weight");
            network.to(torch.ScalarType.Double);
            assertThat(weight.element_size()).isEqualTo(Double.BYTES);
            assertThat(weight.requires_grad()).isTrue();
            assertThat(weight.is_leaf()).isTrue();
            network.to(torch.ScalarType.Float);
            assertThat(network.parameters().get("first.weight")).isSameAs(weight);
            assertThat(through(network)).containsExactly(before);
        }
    }

    @Test
    void two_parts_cannot_have_one_name() {
        assertThatThrownBy(() -> new Sequential().add("a", new MaxPool(2)).add("a", new MaxPool(2)))
                .hasMessage("there is a part 'a' already");
    }

    @Test
    void what_is_closed_has_let_go_of_its_memory() {
        Module network = network(1);
        Tensor weight = network.parameters().get("inner.1.weight");
        Tensor mean = network.buffers().get("norm.running_mean");
        network.close();
        assertThat(weight.isNull()).isTrue();
        assertThat(mean.isNull()).isTrue();
    }

    @Test
    void a_name_is_taken_once() {
        Tensor start = Tensors.of(new float[] {1, 2}, 2);
        try (Named twice = new Named(start)) {
            assertThatThrownBy(() -> twice.parameter("weight", start)).hasMessageContaining("'weight' already");
            assertThatThrownBy(() -> twice.buffer("weight", start)).hasMessageContaining("'weight' already");
            assertThatThrownBy(() -> twice.parameter("mean", start)).hasMessageContaining("'mean' already");
        }
        start.close();
    }

    private static final class Named extends Module {
        Named(Tensor start) {
            parameter("weight", start);
            buffer("mean", start);
        }

        @Override
        public Tensor forward(Tensor input) {
            return input;
        }
    }
}
