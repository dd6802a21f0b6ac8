package org.polyptych.neural.siren;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.torch.CustomFunction;
import org.polyptych.neural.torch.Libtorch;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/** Sine networks with their way back written out, against the same networks in double precision. */
class SirenTest {
    /** Two chunks; neither is a whole number of blocks. */
    private static final int POINTS = 2 * 4 * SirenMemory.BLOCK - 301;

    private static final SirenShape SHAPE = new SirenShape(2, 37, 2, 3, 12, 30);
    private static final List<String> NAMES = List.of("amplitude", "phase");

    private static float[] random(long stream, int count, double scale) {
        RandomStream random = new RandomStream(5, stream);
        float[] values = new float[count];
        for (int k = 0; k < count; k++) {
            values[k] = (float) (scale * (2 * random.uniform() - 1));
        }
        return values;
    }

    private static Siren siren(SirenShape shape) {
        return new Siren(shape, NAMES, new RandomStream(1, 0));
    }

    private static Tensor points(int count) {
        return Tensors.of(random(1, count * 2, 1), count, 2);
    }

    /** The networks as formulas in double precision, by leaves of the same names. */
    private static Tensor exact(SirenShape shape, Map<String, Tensor> leaves, Tensor points) {
        TensorVector values = new TensorVector();
        for (String name : NAMES) {
            Tensor x = points.to(torch.ScalarType.Double);
            for (int layer = 0; layer <= shape.hidden() + 1; layer++) {
                Tensor z = x.matmul(leaves.get(name + ".weight" + layer).t()).add(leaves.get(name + ".bias" + layer));
                double w0 = layer == 0 ? shape.firstW0() : shape.hiddenW0();
                x = layer <= shape.hidden() ? z.mul(new Scalar(w0)).sin() : z;
            }
            values.push_back(x);
        }
        return torch.stack(values, 0);
    }

    private static SequencedMap<String, Tensor> leaves(Siren siren) {
        SequencedMap<String, Tensor> leaves = new LinkedHashMap<>();
        siren.parameters().forEach((name, parameter) -> {
            Tensor leaf = parameter.detach().to(torch.ScalarType.Double);
            leaf.requires_grad_(true);
            leaves.put(name, leaf);
        });
        return leaves;
    }

    private static double relative(Tensor value, Tensor exact) {
        Tensor difference = value.detach().to(torch.ScalarType.Double).sub(exact.detach());
        return Tensors.number(difference.norm()) / Tensors.number(exact.detach().norm());
    }

    @Test
    void values_and_gradients_are_those_of_the_formula_in_double_precision() {
        for (SirenShape shape : List.of(SHAPE, new SirenShape(2, 16, 0, 1, 30, 30))) {
            try (Scope scope = Scope.open();
                    Siren siren = siren(shape)) {
                Tensor points = points(POINTS);
                Tensor weight = Tensors.of(random(2, 2 * POINTS * shape.outputs(), 1), 2, POINTS, shape.outputs());
                SequencedMap<String, Tensor> leaves = leaves(siren);

                Tensor value = siren.forward(points);
                value.mul(weight).sum().backward();
                Tensor exact = exact(shape, leaves, points);
                exact.mul(weight).sum().backward();

                assertThat(relative(value, exact)).isLessThan(2e-5);
                siren.parameters()
                        .forEach((name, parameter) -> assertThat(relative(
                                        parameter.grad(), leaves.get(name).grad()))
                                .as(name)
                                .isLessThan(5e-5));
            }
        }
    }

    @Test
    void the_gradient_is_the_slope_of_the_loss_along_a_random_direction() {
        double step = 1e-6;
        try (Scope scope = Scope.open();
                Siren siren = siren(SHAPE)) {
            Tensor points = points(300);
            siren.forward(points).square().sum().backward();
            SequencedMap<String, Tensor> leaves = leaves(siren);
            Map<String, Tensor> up = new TreeMap<>();
            Map<String, Tensor> down = new TreeMap<>();
            double[] expected = new double[1];
            try (NoGradGuard without = new NoGradGuard()) {
                long[] stream = {10};
                siren.parameters().forEach((name, parameter) -> {
                    float[] along = random(stream[0]++, (int) parameter.numel(), 1);
                    Tensor direction = Tensors.of(along, parameter.shape()).to(torch.ScalarType.Double);
                    expected[0] +=
                            Tensors.number(parameter.grad().mul(direction).sum());
                    up.put(name, leaves.get(name).add(direction.mul(new Scalar(step))));
                    down.put(name, leaves.get(name).sub(direction.mul(new Scalar(step))));
                });
                double above = Tensors.number(exact(SHAPE, up, points).square().sum());
                double below =
                        Tensors.number(exact(SHAPE, down, points).square().sum());
                assertThat(expected[0]).isCloseTo((above - below) / (2 * step), within(1e-3 * Math.abs(expected[0])));
            }
        }
    }

    @Test
    void both_ways_of_evaluation_agree_and_the_one_without_gradients_too() {
        try (Scope scope = Scope.open();
                Siren siren = siren(SHAPE)) {
            Tensor points = points(POINTS);
            Tensor value = siren.forward(points);
            assertThat(relative(siren.plain(points), value.to(torch.ScalarType.Double)))
                    .isLessThan(2e-5);
            try (NoGradGuard without = new NoGradGuard()) {
                Tensor alone = siren.forward(points);
                assertThat(alone.requires_grad()).isFalse();
                assertThat(Arrays.equals(Tensors.floats(alone), Tensors.floats(value)))
                        .isTrue();
            }
            // looking at the value in between does not spoil the way back
            value.sum().backward();
        }
    }

    @Test
    void a_part_of_the_points_has_the_values_it_has_among_all() {
        try (Scope scope = Scope.open();
                Siren siren = siren(SHAPE)) {
            Tensor points = points(POINTS);
            Tensor all = siren.forward(points).detach();
            Tensor part = siren.forward(points.narrow(0, 700, 900));
            assertThat(relative(part, all.narrow(1, 700, 900).to(torch.ScalarType.Double)))
                    .isLessThan(1e-5);
        }
    }

    @Test
    void bits_do_not_depend_on_the_number_of_threads() {
        int before = Libtorch.threads();
        try (Scope scope = Scope.open();
                Siren one = siren(SHAPE);
                Siren three = siren(SHAPE)) {
            Tensor points = points(POINTS);
            Libtorch.useThreads(1);
            Tensor first = one.forward(points);
            first.square().sum().backward();
            Libtorch.useThreads(3);
            Tensor second = three.forward(points);
            second.square().sum().backward();
            assertThat(Libtorch.threads()).isEqualTo(3);
            assertThat(Arrays.equals(Tensors.floats(second), Tensors.floats(first)))
                    .isTrue();
            three.parameters()
                    .forEach((name, parameter) -> assertThat(Tensors.floats(parameter.grad()))
                            .as(name)
                            .isEqualTo(Tensors.floats(one.parameters().get(name).grad())));
        } finally {
            Libtorch.useThreads(before);
        }
    }

    @Test
    void gradients_of_two_steps_add_up() {
        try (Scope scope = Scope.open();
                Siren siren = siren(SHAPE)) {
            Tensor parameter = siren.parameters().get("phase.weight1");
            siren.forward(points(50)).sum().backward();
            Tensor once = parameter.grad().clone();
            siren.forward(points(50)).sum().backward();
            assertThat(relative(parameter.grad(), once.mul(new Scalar(2)).to(torch.ScalarType.Double)))
                    .isLessThan(1e-6);
        }
    }

    @Test
    void the_way_back_is_right_after_the_number_of_points_has_grown_and_shrunk() {
        try (Scope scope = Scope.open();
                Siren siren = siren(SHAPE)) {
            for (int count : new int[] {50, 5000, 50}) {
                Tensor points = points(count);
                Tensor weight = Tensors.of(random(2, 2 * count * SHAPE.outputs(), 1), 2, count, SHAPE.outputs());
                SequencedMap<String, Tensor> leaves = leaves(siren);
                siren.forward(points).mul(weight).sum().backward();
                exact(SHAPE, leaves, points).mul(weight).sum().backward();
                siren.parameters().forEach((name, parameter) -> {
                    assertThat(relative(parameter.grad(), leaves.get(name).grad()))
                            .as("%s, %d points", name, count)
                            .isLessThan(5e-5);
                    parameter.mutable_grad().reset();
                });
            }
        }
    }

    @Test
    void an_evaluation_without_gradients_with_other_parameters_leaves_the_way_back_alone() {
        try (Scope scope = Scope.open();
                Siren siren = siren(SHAPE)) {
            Tensor points = points(100);
            siren.forward(points).square().sum().backward();
            Map<String, float[]> alone = new TreeMap<>();
            siren.parameters().forEach((name, parameter) -> {
                alone.put(name, Tensors.floats(parameter.grad()));
                parameter.mutable_grad().reset();
            });
            Tensor value = siren.forward(points);
            try (NoGradGuard without = new NoGradGuard()) {
                siren.parameters().values().forEach(parameter -> parameter.mul_(new Scalar(2)));
                Tensor other = siren.forward(points(70));
                assertThat(relative(other, exact(SHAPE, leaves(siren), points(70))))
                        .isLessThan(2e-5);
                siren.parameters().values().forEach(parameter -> parameter.mul_(new Scalar(0.5)));
            }
            value.square().sum().backward();
            siren.parameters()
                    .forEach((name, parameter) -> assertThat(Tensors.floats(parameter.grad()))
                            .as(name)
                            .isEqualTo(alone.get(name)));
        }
    }

    @Test
    void what_the_networks_of_ptyinr_keep_is_three_quarters_of_a_gigabyte() {
        int before = Libtorch.threads();
        try (Siren siren = siren(new SirenShape(2, 512, 3, 1, 30, 30))) {
            Libtorch.useThreads(2);
            int points = 241 * 241;
            long arguments = 2L * 3 * points * 512;
            long weights = 2L * (3 * 512 + 3 * 513 * 512 + 513);
            // folded twice, and 16 sums; for each thread 512 rows of 528 and of three times 512
            assertThat(siren.workingBytes(points))
                    .isEqualTo(4 * (arguments + 18 * weights + 2 * 512 * (528 + 3 * 512)))
                    .isBetween(750_000_000L, 850_000_000L);
        } finally {
            Libtorch.useThreads(before);
        }
    }

    @Test
    void what_it_cannot_do_is_refused() {
        try (Scope scope = Scope.open();
                Siren siren = siren(SHAPE)) {
            Tensor stale = siren.forward(points(10));
            siren.forward(points(10));
            assertThatThrownBy(() -> CustomFunction.goBack(stale.sum())).hasMessageContaining("evaluated again");
            Tensor free = points(10);
            free.requires_grad_(true);
            assertThatThrownBy(() -> siren.forward(free)).hasMessageContaining("gradient by the points");
            assertThatThrownBy(() -> siren.forward(Tensors.of(new float[6], 2, 3)))
                    .hasMessageContaining("points must be [point][2], one or more, got [2, 3]");
        }
        assertThatThrownBy(() -> new SirenShape(2, 0, 1, 1, 30, 30)).hasMessageContaining("width must be 1 or more");
        assertThatThrownBy(() -> new SirenShape(2, 8, 1, 1, 0, 30)).hasMessageContaining("firstW0 must be");
    }

    @Test
    void the_networks_of_ptyinr_begin_as_published() {
        SirenShape shape = new SirenShape(2, 512, 3, 1, 30, 30);
        try (Siren siren = siren(shape)) {
            assertThat(siren.parameterCount()).isEqualTo(2 * (3 * 512 + 3 * 513 * 512 + 513));
            Map<String, float[]> values = siren.values();
            assertUniform(values.get("amplitude.weight0"), 0.5);
            assertUniform(values.get("amplitude.bias0"), 1 / Math.sqrt(2));
            assertUniform(values.get("phase.weight2"), Math.sqrt(6.0 / 512) / 30);
            assertUniform(values.get("phase.bias3"), 1 / Math.sqrt(512));
        }
    }

    private static void assertUniform(float[] values, double bound) {
        double squares = 0;
        for (float value : values) {
            assertThat((double) Math.abs(value)).isLessThanOrEqualTo(bound * 1.000001);
            squares += value * value;
        }
        assertThat(squares / values.length).isCloseTo(bound * bound / 3, within(0.12 * bound * bound));
    }
}
