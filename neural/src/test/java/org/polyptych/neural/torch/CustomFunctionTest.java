package org.polyptych.neural.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.VoidTensorHook;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;

/** A function of our own between functions of libtorch. */
class CustomFunctionTest {
    /** x y, elementwise, with its derivative written out. */
    private static final class Product extends CustomFunction {
        private Tensor x;
        private Tensor y;

        @Override
        protected Tensor forward(Tensor[] inputs) {
            x = inputs[0];
            y = inputs[1];
            return x.mul(y);
        }

        @Override
        protected Tensor[] backward(Tensor gradient) {
            return new Tensor[] {gradient.mul(y.conj()), gradient.mul(x.conj())};
        }
    }

    @Test
    void gradients_pass_through_it_both_ways() {
        try (Scope scope = Scope.open()) {
            Tensor a = Tensors.of(new float[] {1, 2, 3, 4}, 2, 2);
            Tensor b = Tensors.of(new float[] {5, 6, 7, 8}, 2, 2);
            a.requires_grad_(true);
            b.requires_grad_(true);
            Tensor value = new Product().apply(a.mul(new Scalar(2)), b).square().sum();
            value.backward();
            // (2 a b)^2: by a 8 a b^2, by b 8 a^2 b
            assertThat(Tensors.number(value)).isEqualTo(4 * (25 + 144 + 441 + 1024));
            assertThat(Tensors.floats(a.grad())).containsExactly(200, 576, 1176, 2048);
            assertThat(Tensors.floats(b.grad())).containsExactly(40, 192, 504, 1024);
        }
    }

    @Test
    void an_input_that_needs_no_gradient_gets_none() {
        try (Scope scope = Scope.open()) {
            Tensor a = Tensors.of(new float[] {1, 2}, 2);
            Tensor b = Tensors.of(new float[] {3, 4}, 2);
            b.requires_grad_(true);
            new Product().apply(a, b).sum().backward();
            assertThat(a.grad().defined()).isFalse();
            assertThat(Tensors.floats(b.grad())).containsExactly(1, 2);
            assertThat(new Product().apply(a, a).requires_grad()).isFalse();
        }
    }

    @Test
    void complex_images_pass_too() {
        ComplexImage image = new ComplexImage(1, 2, new float[] {1, 2}, new float[] {-1, 3});
        try (Scope scope = Scope.open()) {
            Tensor z = Tensors.of(image);
            z.requires_grad_(true);
            Tensor w = Tensors.of(image).detach();
            Tensor product = new Product().apply(z, w);
            product.abs().square().sum().backward();
            // |z w|^2 with z = w: libtorch's gradient is 2 z |w|^2
            ComplexImage gradient = Tensors.images(z.grad())[0];
            assertThat(gradient.re()).containsExactly(new float[] {4, 52}, within(1e-4f));
            assertThat(gradient.im()).containsExactly(new float[] {-4, 78}, within(1e-4f));
        }
    }

    @Test
    void a_failure_on_the_way_back_is_told_and_spoils_the_gradients() {
        CustomFunction failing = function(gradient -> {
            throw new IllegalStateException("no way back");
        });
        try (Scope scope = Scope.open()) {
            Tensor a = Tensors.of(new float[] {1, 2}, 2);
            a.requires_grad_(true);
            Tensor value = failing.apply(a).sum();
            assertThatThrownBy(() -> CustomFunction.goBack(value)).hasMessage("no way back");
            assertThat(Tensors.floats(a.grad())).containsOnly(Float.NaN);
        }
    }

    @Test
    void the_same_input_twice_gets_both_gradients() {
        try (Scope scope = Scope.open()) {
            Tensor a = leaf(3, -4);
            new Product().apply(a, a).sum().backward();
            assertThat(Tensors.floats(a.grad())).containsExactly(6, -8);
        }
    }

    @Test
    void an_input_may_be_used_beside_the_function_too() {
        try (Scope scope = Scope.open()) {
            Tensor a = leaf(3, -4);
            Tensor b = Tensors.of(new float[] {5, 6}, 2);
            // a b + a^2
            new Product().apply(a, b).add(a.square()).sum().backward();
            assertThat(Tensors.floats(a.grad())).containsExactly(5 + 6, 6 - 8);
        }
    }

    @Test
    void no_gradient_by_a_wanted_input_is_zero() {
        CustomFunction half = function(gradient -> new Tensor[] {gradient, null});
        try (Scope scope = Scope.open()) {
            Tensor a = leaf(3, -4);
            Tensor b = leaf(1, 2);
            half.apply(a, b).sum().backward();
            assertThat(Tensors.floats(a.grad())).containsExactly(1, 1);
            assertThat(Tensors.floats(b.grad())).containsExactly(0, 0);
        }
    }

    @Test
    void without_recording_it_is_its_value_alone() {
        try (Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            Tensor a = leaf(3, -4);
            Tensor value = new Product().apply(a, a);
            assertThat(Tensors.floats(value)).containsExactly(9, 16);
            assertThat(value.requires_grad()).isFalse();
        }
    }

    @Test
    void infinite_numbers_empty_tensors_and_plain_numbers_pass() {
        try (Scope scope = Scope.open()) {
            Tensor a = leaf(Float.POSITIVE_INFINITY, 2);
            Tensor b = leaf(1, 2);
            Tensor value = new Product().apply(a, b);
            assertThat(Tensors.floats(value)).containsExactly(Float.POSITIVE_INFINITY, 4);
            value.sum().backward();
            assertThat(Tensors.floats(a.grad())).containsExactly(1, 2);
            Tensor nothing = Tensors.of(new double[0], 2, 0);
            nothing.requires_grad_(true);
            new Product().apply(nothing, nothing).sum().backward();
            assertThat(nothing.grad().shape()).containsExactly(2, 0);
            Tensor number = Tensors.of(new float[] {3});
            number.requires_grad_(true);
            new Product().apply(number, number).backward();
            assertThat(Tensors.number(number.grad())).isEqualTo(6);
        }
    }

    @Test
    void a_retained_graph_is_gone_back_through_again_and_a_failure_then_leaves_nothing_of_the_first_time() {
        AtomicInteger times = new AtomicInteger();
        CustomFunction once = function(gradient -> {
            if (times.getAndIncrement() == 2) {
                throw new IllegalStateException("twice is enough");
            }
            return new Tensor[] {gradient.mul(new Scalar(times.get()))};
        });
        try (Scope scope = Scope.open()) {
            Tensor a = leaf(1, 2);
            Tensor value = once.apply(a).sum();
            retained(value);
            assertThat(Tensors.floats(a.grad())).containsExactly(1, 1);
            retained(value);
            assertThat(Tensors.floats(a.grad())).containsExactly(1 + 2, 1 + 2);
            a.grad().zero_();
            assertThatThrownBy(() -> CustomFunction.goBack(value)).hasMessage("twice is enough");
            assertThat(Tensors.floats(a.grad())).containsOnly(Float.NaN);
        }
    }

    @Test
    void second_derivatives_are_not_silently_zero() {
        try (Scope scope = Scope.open()) {
            Tensor a = leaf(1, 2);
            Tensor value = new Product().apply(a, a).sum();
            value.backward(null, null, true, null);
            assertThat(Tensors.floats(a.grad())).containsOnly(Float.NaN);
        }
    }

    @Test
    void a_way_back_after_its_scope_is_told_and_spoils_the_gradients() {
        try (Scope outer = Scope.open()) {
            Tensor a = leaf(1, 2);
            Tensor value;
            try (Scope inner = Scope.open()) {
                value = outer.keep(new Product().apply(a, a).sum());
            }
            assertThatThrownBy(() -> CustomFunction.goBack(value)).hasMessageContaining("after the scope");
            assertThat(Tensors.floats(a.grad())).containsOnly(Float.NaN);
            value.close();
        }
    }

    @Test
    void gradients_need_a_scope_and_an_object_serves_once() {
        Tensor a = leaf(1, 2);
        assertThatThrownBy(() -> new Product().apply(a, a))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("open Scope");
        try (Scope scope = Scope.open()) {
            Product product = new Product();
            product.apply(a, a);
            assertThatThrownBy(() -> product.apply(a, a))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("once");
        }
        a.close();
    }

    @Test
    void a_failure_on_another_thread_is_told_where_the_way_back_began() throws InterruptedException {
        CustomFunction failing = function(gradient -> {
            throw new IllegalStateException("no way back");
        });
        try (Scope scope = Scope.open()) {
            Tensor a = leaf(1, 2);
            Tensor value = failing.apply(a).sum();
            // libtorch's threads for graphics cards do the like
            Thread other = new Thread(value::backward);
            Tensor passing = a.square().sum();
            passing.register_hook(new VoidTensorHook() {
                @Override
                public void call(TensorBase gradient) {
                    other.start();
                    try {
                        other.join();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            });
            assertThatThrownBy(() -> CustomFunction.goBack(passing)).hasMessage("no way back");
        }
    }

    private static Tensor leaf(float... values) {
        Tensor leaf = Tensors.of(values, values.length);
        leaf.requires_grad_(true);
        return leaf;
    }

    private static void retained(Tensor value) {
        value.backward(null, new BoolOptional(true), false, null);
    }

    /** A copy of its first input, with this way back. */
    private static CustomFunction function(WayBack back) {
        return new CustomFunction() {
            @Override
            protected Tensor forward(Tensor[] inputs) {
                return inputs[0].clone();
            }

            @Override
            protected Tensor[] backward(Tensor gradient) {
                return back.gradients(gradient);
            }
        };
    }

    @FunctionalInterface
    private interface WayBack {
        Tensor[] gradients(Tensor gradient);
    }
}
