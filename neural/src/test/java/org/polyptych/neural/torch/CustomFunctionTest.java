package org.polyptych.neural.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
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
        CustomFunction failing = new CustomFunction() {
            @Override
            protected Tensor forward(Tensor[] inputs) {
                return inputs[0].square();
            }

            @Override
            protected Tensor[] backward(Tensor gradient) {
                throw new IllegalStateException("no way back");
            }
        };
        try (Scope scope = Scope.open()) {
            Tensor a = Tensors.of(new float[] {1, 2}, 2);
            a.requires_grad_(true);
            Tensor value = failing.apply(a).sum();
            assertThatThrownBy(() -> CustomFunction.goBack(value)).hasMessage("no way back");
            assertThat(Tensors.floats(a.grad())).containsOnly(Float.NaN);
        }
    }
}
