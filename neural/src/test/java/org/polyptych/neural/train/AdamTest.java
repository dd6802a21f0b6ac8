package org.polyptych.neural.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.polyptych.core.Snapshot;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/** Steps of Adam against the formulas of the papers, written out in double. */
class AdamTest {
    private static final Adam.Betas BETAS = new Adam.Betas(0.8, 0.95, 1e-3);
    private static final int STEPS = 7;

    /** The paper's algorithm, number by number, as it is printed. */
    private static final class Printed {
        private final double[] w;
        private final double[] m;
        private final double[] v;
        private final double rate;
        private final double decay;
        private int t;

        Printed(float[] start, double rate, double decay) {
            this.w = new double[start.length];
            for (int i = 0; i < w.length; i++) {
                w[i] = start[i];
            }
            this.m = new double[w.length];
            this.v = new double[w.length];
            this.rate = rate;
            this.decay = decay;
        }

        void step(double factor) {
            t++;
            double r = rate * factor;
            for (int i = 0; i < w.length; i++) {
                double g = gradient(w[i], i);
                w[i] -= r * decay * w[i];
                m[i] = BETAS.first() * m[i] + (1 - BETAS.first()) * g;
                v[i] = BETAS.second() * v[i] + (1 - BETAS.second()) * g * g;
                double mean = m[i] / (1 - Math.pow(BETAS.first(), t));
                double square = v[i] / (1 - Math.pow(BETAS.second(), t));
                w[i] -= r * mean / (Math.sqrt(square) + BETAS.epsilon());
            }
        }

        /** Of (w - i)^2 / (i + 1). */
        private static double gradient(double w, int i) {
            return 2 * (w - i) / (i + 1);
        }
    }

    private static void step(Adam adam, Numbers numbers, double factor) {
        try (Scope scope = Scope.open()) {
            adam.clearGradients();
            loss(numbers.first).add(loss(numbers.second)).backward();
            adam.step(factor);
        }
    }

    private static Tensor loss(Tensor w) {
        int n = (int) w.numel();
        float[] at = new float[n];
        float[] weight = new float[n];
        for (int i = 0; i < n; i++) {
            at[i] = i;
            weight[i] = 1f / (i + 1);
        }
        return w.sub(Tensors.of(at, n)).square().mul(Tensors.of(weight, n)).sum();
    }

    @Test
    void steps_are_those_of_the_papers_for_each_group_with_rate_and_decay_of_its_own() {
        float[] first = {0.5f, -2, 3};
        float[] second = {4, 0.1f};
        try (Numbers numbers = new Numbers(first, second);
                Adam adam = new Adam(
                        List.of(
                                new ParameterGroup(List.of(numbers.first), 0.05, 0),
                                new ParameterGroup(List.of(numbers.second), 0.2, 0.3)),
                        BETAS)) {
            Printed plain = new Printed(first, 0.05, 0);
            Printed decaying = new Printed(second, 0.2, 0.3);
            for (int k = 0; k < STEPS; k++) {
                double factor = 1 - 0.1 * k;
                step(adam, numbers, factor);
                plain.step(factor);
                decaying.step(factor);
            }
            assertThat(Tensors.doubles(numbers.first)).containsExactly(plain.w, within(2e-6));
            assertThat(Tensors.doubles(numbers.second)).containsExactly(decaying.w, within(2e-6));
        }
    }

    @Test
    void the_decay_of_AdamW_is_not_part_of_the_gradient() {
        // where the gradient is zero the weights shrink by rate times decay exactly, whatever the moments are
        try (Numbers numbers = new Numbers(new float[] {8}, new float[] {1});
                Adam adam = new Adam(List.of(new ParameterGroup(List.of(numbers.first), 0.125, 0.5)), BETAS)) {
            try (Scope scope = Scope.open()) {
                numbers.first.mul(Tensors.of(new float[] {0}, 1)).sum().backward();
                adam.step(1);
            }
            assertThat(Tensors.floats(numbers.first)).containsExactly(8 * (1 - 0.125f * 0.5f));
        }
    }

    @Test
    void saved_and_restored_it_goes_on_to_the_same_bits() {
        float[] first = {0.5f, -2, 3};
        float[] second = {4, 0.1f};
        try (Numbers through = new Numbers(first, second);
                Numbers stopped = new Numbers(first, second);
                Numbers resumed = new Numbers(first, second);
                Adam one = new Adam(List.of(ParameterGroup.of(through, 0.1, 0.01)), BETAS);
                Adam two = new Adam(List.of(ParameterGroup.of(stopped, 0.1, 0.01)), BETAS);
                Adam three = new Adam(List.of(ParameterGroup.of(resumed, 0.1, 0.01)), BETAS)) {
            for (int k = 0; k < 3; k++) {
                step(one, through, 1);
                step(two, stopped, 1);
            }
            Snapshot snapshot = new Snapshot();
            two.save(snapshot);
            resumed.set(stopped.values());
            three.restore(snapshot.deepCopy());
            for (int k = 0; k < 3; k++) {
                step(one, through, 0.5);
                step(three, resumed, 0.5);
            }
            assertThat(Tensors.floats(resumed.first)).containsExactly(Tensors.floats(through.first));
            assertThat(Tensors.floats(resumed.second)).containsExactly(Tensors.floats(through.second));
            assertThat(Tensors.floats(stopped.first)).isNotEqualTo(Tensors.floats(through.first));
        }
    }

    @Test
    void a_parameter_without_a_gradient_stays() {
        try (Numbers numbers = new Numbers(new float[] {1, 2}, new float[] {3});
                Adam adam = new Adam(List.of(ParameterGroup.of(numbers, 0.1, 0.5)), BETAS)) {
            try (Scope scope = Scope.open()) {
                loss(numbers.first).backward();
                adam.step(1);
            }
            assertThat(Tensors.floats(numbers.second)).containsExactly(3);
            assertThat(Tensors.floats(numbers.first)).doesNotContain(1, 2);
        }
    }

    @Test
    void only_float32_is_learned() {
        try (Scope scope = Scope.open()) {
            Tensor number = Tensors.of(new double[] {1}, 1);
            assertThatThrownBy(() -> new ParameterGroup(List.of(number), 1, 0)).hasMessageContaining("float32");
        }
    }
}
