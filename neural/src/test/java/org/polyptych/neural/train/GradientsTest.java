package org.polyptych.neural.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/** All gradients as one vector. */
class GradientsTest {
    @Test
    void too_long_a_vector_is_shortened_and_keeps_its_direction() {
        try (Numbers numbers = new Numbers(new float[] {0, 0}, new float[] {0});
                Scope scope = Scope.open()) {
            numbers.first
                    .mul(Tensors.of(new float[] {3, 4}, 2))
                    .sum()
                    .add(numbers.second.mul(Tensors.of(new float[] {12}, 1)).sum())
                    .backward();
            Gradients gradients = new Gradients(List.of(numbers.first, numbers.second));
            assertThat(gradients.norm()).isCloseTo(13, within(1e-5));
            gradients.clip(13, 20);
            assertThat(Tensors.floats(numbers.first.grad())).containsExactly(3, 4);
            gradients.clip(13, 6.5);
            assertThat(Tensors.floats(numbers.first.grad())).containsExactly(1.5f, 2);
            assertThat(Tensors.floats(numbers.second.grad())).containsExactly(6);
        }
    }

    @Test
    void one_number_that_is_none_shows_in_the_length() {
        try (Numbers numbers = new Numbers(new float[] {0, 0}, new float[] {0});
                Scope scope = Scope.open()) {
            numbers.first.mul(Tensors.of(new float[] {1, Float.NaN}, 2)).sum().backward();
            assertThat(new Gradients(List.of(numbers.first, numbers.second)).norm())
                    .isNaN();
        }
    }
}
