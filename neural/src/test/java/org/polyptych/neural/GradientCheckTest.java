package org.polyptych.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.layer.Linear;
import org.polyptych.neural.torch.CustomFunction;

/** The check itself: it must not pass what is wrong. */
class GradientCheckTest {
    /** Twice its input, with a derivative of one's choice. */
    private static final class Twice extends CustomFunction {
        private final double derivative;

        Twice(double derivative) {
            this.derivative = derivative;
        }

        @Override
        protected Tensor forward(Tensor[] inputs) {
            return inputs[0].mul(new Scalar(2));
        }

        @Override
        protected Tensor[] backward(Tensor gradient) {
            return new Tensor[] {gradient.mul(new Scalar(derivative))};
        }
    }

    @Test
    void a_gradient_wrong_by_one_part_in_ten_thousand_is_found() {
        Linear linear = new Linear(3, 2, new Initial(new RandomStream(1, 0)));
        GradientCheck.check(linear, x -> new Twice(2).apply(linear.forward(x)), 5, 3);
        assertThatThrownBy(() -> GradientCheck.check(linear, x -> new Twice(2.0002).apply(linear.forward(x)), 5, 3))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("gradient by input");
    }

    @Test
    void a_gradient_that_is_cut_off_is_found() {
        Linear linear = new Linear(3, 2, new Initial(new RandomStream(1, 0)));
        assertThatThrownBy(() ->
                        GradientCheck.check(linear, x -> linear.forward(x).add(linear.forward(x.detach())), 5, 3))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("gradient by input");
    }

    @Test
    void parameters_are_as_before_afterwards() {
        Linear linear = new Linear(3, 2, new Initial(new RandomStream(1, 0)));
        float[] before = linear.values().get("weight");
        GradientCheck.check(linear, 5, 3);
        assertThat(linear.values().get("weight")).containsExactly(before);
    }
}
