package org.polyptych.neural.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.OneThread;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.Descan;
import org.polyptych.physics.loss.AmplitudeL2;

/** Patterns that lie off on the detector, in libtorch's graph. */
@ExtendWith(OneThread.class)
class DescanLossTest {
    private static final int CASES = 24;

    static Stream<ForwardCase> cases() {
        return Stream.of(ForwardCase.far(), ForwardCase.whole());
    }

    /** Up to two pixels, [frame][2]. */
    private static Tensor shifts(int count) {
        RandomStream random = new RandomStream(3, count);
        double[] values = new double[2 * count];
        Arrays.setAll(values, k -> 4 * random.uniform() - 2);
        return Tensors.of(values, count, 2).requires_grad_(true);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void its_gradient_agrees_with_finite_differences(ForwardCase one) {
        int[] which = {5, 0, 7, 2};
        try (Scope scope = Scope.open();
                Parallel parallel = new Parallel(1);
                ObjectLoss loss = new ObjectLoss(one.frames(), new AmplitudeL2(), parallel, one.grid())) {
            Tensor[] point = one.point(which);
            Tensor shifts = shifts(which.length);
            loss.apply(point[0], point[1], point[2], null, shifts, which).backward();
            Tensor direction = ForwardCase.direction(shifts, shifts.grad(), 50);
            double[] sides = new double[2];
            for (int side = 0; side < 2; side++) {
                Tensor moved = shifts.detach().add(direction.mul(new Scalar((2 * side - 1) * 2e-3)));
                sides[side] = Tensors.number(loss.apply(point[0], point[1], point[2], null, moved, which));
            }
            double measured = (sides[1] - sides[0]) / 4e-3;
            assertThat(ForwardCase.along(shifts.grad(), direction))
                    .isCloseTo(measured, within(0.005 * Math.abs(measured)));
        }
    }

    private static Tensor[] evaluated(FrameLoss loss, RandomCase one) {
        Tensor[] point = one.point(torch.ScalarType.ComplexFloat);
        Tensor shifts = shifts(one.frames.count());
        Tensor value = loss.apply(point[0], point[1], point[2], point[3], shifts, one.all());
        value.backward();
        return Stream.concat(
                        Stream.of(value.detach(), shifts.grad()),
                        Arrays.stream(point).map(Tensor::grad))
                .toArray(Tensor[]::new);
    }

    /** Value and all gradients, with a scale for each frame as well. */
    @Test
    void libtorch_by_itself_agrees_with_the_kernel() {
        for (int seed = 0; seed < CASES; seed++) {
            RandomCase one = new RandomCase(seed);
            if (one.frames.propagation().near()) {
                continue;
            }
            try (Scope scope = Scope.open();
                    Parallel parallel = new Parallel(1);
                    FrameLoss kernel = new ObjectLoss(one.frames, one.loss, parallel, one.grid);
                    FrameLoss torchs =
                            new TorchLoss(one.frames, one.loss, one.grid, Device.CPU, torch.ScalarType.Float)) {
                Tensor[] expected = evaluated(kernel, one);
                Tensor[] found = evaluated(torchs, one);
                for (int k = 0; k < expected.length; k++) {
                    assertThat(RandomCase.distance(found[k], expected[k]))
                            .as("%s, %d", one.name, k)
                            .isLessThan(1e-4);
                }
            }
        }
    }

    @Test
    void what_the_conditions_say_of_the_frames_asked_counts_where_there_is_none() {
        ForwardCase one = ForwardCase.far();
        int all = one.frames().count();
        int[] which = {6, 1, 3};
        Descan said = new Descan(
                IntStream.range(0, all).mapToDouble(j -> 0.3 * j - 1).toArray(),
                IntStream.range(0, all).mapToDouble(j -> 0.7 - 0.2 * j).toArray());
        double[] same = new double[2 * which.length];
        Arrays.setAll(same, k -> (k % 2 == 0 ? said.y() : said.x())[which[k / 2]]);
        try (Scope scope = Scope.open();
                Parallel parallel = new Parallel(1);
                ObjectLoss plain = new ObjectLoss(one.frames(), new AmplitudeL2(), parallel, one.grid());
                ObjectLoss wandering = new ObjectLoss(
                        one.frames(), new AmplitudeL2(), parallel, one.grid(), Conditions.NONE.withDescan(said))) {
            Tensor[] point = one.point(which);
            Tensor given = Tensors.of(same, which.length, 2);
            assertThat(Tensors.number(wandering.apply(point[0], point[1], point[2], null, which)))
                    .isEqualTo(Tensors.number(plain.apply(point[0], point[1], point[2], null, given, which)))
                    .isNotEqualTo(Tensors.number(plain.apply(point[0], point[1], point[2], null, which)));
        }
    }

    @Test
    void what_does_not_fit_is_refused() {
        for (ForwardCase one : new ForwardCase[] {ForwardCase.far(), ForwardCase.near()}) {
            boolean near = one.frames().propagation().near();
            try (Scope scope = Scope.open();
                    Parallel parallel = new Parallel(1);
                    ObjectLoss loss = new ObjectLoss(one.frames(), new AmplitudeL2(), parallel, one.grid())) {
                Tensor[] point = one.point(3);
                assertThatThrownBy(() -> loss.apply(point[0], point[1], point[2], null, shifts(2), 3))
                        .isInstanceOf(near ? BadInputException.class : IllegalArgumentException.class)
                        .hasMessageContaining(near ? "near field" : "[1][2]");
            }
        }
    }
}
