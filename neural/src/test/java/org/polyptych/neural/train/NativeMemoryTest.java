package org.polyptych.neural.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.polyptych.neural.torch.NativeMemory;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/** Steps of a training hold on to no native memory: the garbage collector, which does not see it, need not help. */
class NativeMemoryTest {
    private static final int STEPS = 60;
    private static final int WINDOWS = 7;

    /** The smallest tensor of a batch that a step of {@link MixedTrainer} makes. */
    private static final long SMALLEST = 4 * 32 * 32 * 4;

    @BeforeEach
    void the_library_can_be_asked() {
        assumeTrue(NativeMemory.inUse().isPresent(), "the C library does not say what is in use");
    }

    private static long inUse() {
        return NativeMemory.inUse().orElseThrow();
    }

    /**
     * How much more is in use after a window of steps than before it: the median of several, since Java's compiler takes and
     * gives back some megabytes of its own meanwhile.
     */
    private static long growth(Runnable window) {
        window.run();
        long[] growth = new long[WINDOWS];
        for (int k = 0; k < WINDOWS; k++) {
            long before = inUse();
            window.run();
            growth[k] = inUse() - before;
        }
        Arrays.sort(growth);
        return growth[WINDOWS / 2];
    }

    @Test
    void hundreds_of_steps_leave_what_is_in_use_as_it_is() {
        try (MixedTrainer trainer = MixedTrainer.of(1000, STEPS)) {
            assertThat(growth(trainer::step)).isLessThan(STEPS * SMALLEST / 3);
        }
    }

    @Test
    void what_a_scope_around_has_kept_and_closed_is_given_back() {
        long shown = growth(() -> {
            for (int k = 0; k < STEPS; k++) {
                try (Scope outer = Scope.open()) {
                    Tensor kept;
                    try (Scope inner = Scope.open()) {
                        kept = outer.keep(Tensors.of(new float[(int) SMALLEST / 4], SMALLEST / 4));
                    }
                    kept.close();
                }
            }
        });
        assertThat(shown).isLessThan(STEPS * SMALLEST / 3);
    }

    @Test
    void the_smallest_tensor_kept_a_step_would_show() {
        List<Tensor> kept = new ArrayList<>();
        long shown = growth(() -> {
            for (int k = 0; k < STEPS; k++) {
                try (Scope scope = Scope.open()) {
                    kept.add(scope.keep(Tensors.of(new float[(int) SMALLEST / 4], SMALLEST / 4)));
                }
            }
        });
        kept.forEach(Tensor::close);
        assertThat(shown).isGreaterThan(STEPS * SMALLEST * 2 / 3);
    }

    @Test
    void what_is_closed_gives_its_memory_back() {
        int count = 100_000;
        long shown = growth(() -> {
            for (int k = 0; k < 10; k++) {
                try (Scope outer = Scope.open(); // of the numbers as they come
                        Numbers numbers = new Numbers(new float[count], new float[1]);
                        Adam adam = new Adam(List.of(ParameterGroup.of(numbers, 0.1)), Adam.Betas.USUAL);
                        MovingAverage average = new MovingAverage(numbers, 0.9)) {
                    numbers.first.square().sum().backward();
                    adam.step(1);
                    average.add(1);
                }
            }
        });
        // one of its tensors not closed would be ten times so much
        assertThat(shown).isLessThan(4L * count * 3);
    }
}
