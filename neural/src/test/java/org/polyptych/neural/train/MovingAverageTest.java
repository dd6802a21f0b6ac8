package org.polyptych.neural.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.Snapshot;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/** Averages of weights over steps. */
class MovingAverageTest {
    private static void put(Numbers numbers, double value) {
        try (Scope scope = Scope.open()) {
            Tensors.fill(numbers.first, new float[] {(float) value, (float) -value});
        }
    }

    @Test
    void it_is_the_recursion_of_its_definition() {
        try (Numbers numbers = new Numbers(new float[] {1, -1}, new float[] {5});
                MovingAverage average = new MovingAverage(numbers, 0.6)) {
            double expected = 1;
            for (int step = 1; step <= 20; step++) {
                double weight = Math.sin(step) + step;
                put(numbers, weight);
                average.add(step);
                double decay = Math.min(0.6, (1.0 + step) / (10 + step));
                expected = decay * expected + (1 - decay) * weight;
            }
            average.swap();
            assertThat(Tensors.doubles(numbers.first))
                    .containsExactly(new double[] {expected, -expected}, within(1e-5));
            assertThat(Tensors.floats(numbers.second)).containsExactly(5);
        }
    }

    @Test
    void swapped_twice_nothing_has_changed() {
        try (Numbers numbers = new Numbers(new float[] {1, -1}, new float[] {5});
                MovingAverage average = new MovingAverage(numbers, 0.9)) {
            put(numbers, 0.1);
            average.add(1);
            Snapshot before = new Snapshot();
            average.save(before);
            average.swap();
            average.swap();
            Snapshot after = new Snapshot();
            average.save(after);
            assertThat(Tensors.floats(numbers.first)).containsExactly(0.1f, -0.1f);
            assertThat(after.floats().get("average"))
                    .isDeepEqualTo(before.floats().get("average"));
        }
    }

    @Test
    void saved_and_restored_it_is_the_same() {
        try (Numbers numbers = new Numbers(new float[] {1, -1}, new float[] {5});
                Numbers other = new Numbers(new float[] {0, 0}, new float[] {0});
                MovingAverage average = new MovingAverage(numbers, 0.9);
                MovingAverage restored = new MovingAverage(other, 0.9)) {
            put(numbers, 0.1);
            average.add(1);
            Snapshot snapshot = new Snapshot();
            average.save(snapshot);
            restored.restore(snapshot);
            average.swap();
            restored.swap();
            assertThat(Tensors.floats(other.first)).containsExactly(Tensors.floats(numbers.first));
        }
    }
}
