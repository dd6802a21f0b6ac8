package org.polyptych.neural.torch;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class ScopeTest {
    @Test
    void what_a_thread_makes_in_a_scope_is_let_go_with_it() {
        Tensor inside;
        try (Scope scope = Scope.open()) {
            inside = Tensors.of(new float[] {1, 2}, 2);
            assertThat(inside.isNull()).isFalse();
        }
        assertThat(inside.isNull()).isTrue();
    }

    @Test
    void what_is_kept_outlives_its_scope_and_the_one_around_it_until_it_is_closed() {
        Tensor kept;
        try (Scope outer = Scope.open()) {
            try (Scope inner = Scope.open()) {
                kept = inner.keep(Tensors.of(new float[] {1, 2}, 2));
            }
            assertThat(Tensors.floats(kept)).containsExactly(1, 2);
        }
        assertThat(Tensors.floats(kept)).containsExactly(1, 2);
        kept.close();
        assertThat(kept.isNull()).isTrue();
    }

    @Test
    void what_is_passed_on_lives_as_long_as_the_scope_around() {
        Tensor passed;
        Tensor left;
        try (Scope outer = Scope.open()) {
            try (Scope inner = Scope.open()) {
                left = Tensors.of(new float[] {3}, 1);
                passed = inner.pass(Tensors.of(new float[] {1, 2}, 2));
            }
            assertThat(left.isNull()).isTrue();
            assertThat(Tensors.floats(passed)).containsExactly(1, 2);
        }
        assertThat(passed.isNull()).isTrue();
    }

    @Test
    void a_scope_around_keeps_what_belongs_to_one_within() {
        Tensor kept;
        try (Scope outer = Scope.open()) {
            try (Scope inner = Scope.open()) {
                kept = outer.keep(Tensors.of(new float[] {1, 2}, 2));
            }
            assertThat(Tensors.floats(kept)).containsExactly(1, 2);
        }
        assertThat(Tensors.floats(kept)).containsExactly(1, 2);
        kept.close();
        assertThat(kept.isNull()).as("let go").isTrue();
    }
}
