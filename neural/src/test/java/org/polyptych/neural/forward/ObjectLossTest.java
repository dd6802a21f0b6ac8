package org.polyptych.neural.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.ForwardModel;
import org.polyptych.physics.Gradient;
import org.polyptych.physics.Parameters;
import org.polyptych.physics.Probe;
import org.polyptych.physics.loss.AmplitudeL2;
import org.polyptych.physics.loss.Loss;
import org.polyptych.physics.loss.Poisson;

/** The kernel's loss and gradients in libtorch's graph, where the object is one image. */
class ObjectLossTest {
    static Stream<ForwardCase> cases() {
        return Stream.of(ForwardCase.far(), ForwardCase.near(), ForwardCase.whole());
    }

    private static double value(ObjectLoss loss, Tensor[] point, int[] which) {
        return Tensors.number(loss.apply(point[0], point[1], point[2], point[3], which));
    }

    /** Float32 in between: steps are chosen so that an error of 1 % in a gradient shows. */
    @ParameterizedTest
    @MethodSource("cases")
    void gradients_agree_with_finite_differences(ForwardCase one) {
        int[] which = one.wellWithinTheirPixels();
        double pixel = one.grid().pixelHeight();
        for (Loss law : new Loss[] {new AmplitudeL2(), new Poisson()}) {
            // the logarithm bends fast where a pixel is predicted dark
            double step = law instanceof Poisson ? 2e-4 : 1e-3;
            double[] steps = {step, 10 * step, 2 * step * pixel, step};
            try (Scope scope = Scope.open();
                    Parallel parallel = new Parallel(2);
                    ObjectLoss loss = new ObjectLoss(one.frames(), law, parallel, one.grid())) {
                Tensor[] point = one.point(which);
                loss.apply(point[0], point[1], point[2], point[3], which).backward();
                for (int k = 0; k < point.length; k++) {
                    Tensor direction = ForwardCase.direction(point[k], point[k].grad(), 50 + k);
                    double[] sides = new double[2];
                    for (int side = 0; side < 2; side++) {
                        Tensor[] moved =
                                Arrays.stream(point).map(Tensor::detach).toArray(Tensor[]::new);
                        moved[k] = moved[k].add(direction.mul(new Scalar((2 * side - 1) * steps[k])));
                        sides[side] = value(loss, moved, which);
                    }
                    double measured = (sides[1] - sides[0]) / (2 * steps[k]);
                    assertThat(ForwardCase.along(point[k].grad(), direction))
                            .as("%s, input %d", law.name(), k)
                            .isCloseTo(measured, within(0.005 * Math.abs(measured)));
                }
            }
        }
    }

    @Test
    void it_is_the_forward_model() {
        ForwardCase one = ForwardCase.far();
        try (Scope scope = Scope.open();
                Parallel parallel = new Parallel(2);
                ObjectLoss loss = new ObjectLoss(one.frames(), new AmplitudeL2(), parallel, one.grid());
                ForwardModel model = new ForwardModel(one.frames(), new AmplitudeL2(), parallel)) {
            Tensor[] point = one.point(one.all());
            Tensor value = loss.apply(point[0], point[1], point[2], null, one.all());
            value.mul(new Scalar(3)).backward();
            Parameters same = new Parameters(
                    one.grid().specimen(point[0].detach()),
                    Probe.of(Tensors.images(point[1].detach())),
                    one.scan().positions());
            ForwardModel.Evaluation evaluation = model.evaluate(same, 0, 9, Gradient.ALL);
            assertThat(Tensors.number(value)).isEqualTo(evaluation.loss());
            ComplexImage byMode = Tensors.images(point[1].grad())[1];
            ComplexImage expected = evaluation.gradient().probe()[1];
            for (int i = 0; i < byMode.size(); i++) {
                assertThat(byMode.im()[i]).isCloseTo(6 * expected.im()[i], within(1e-4f));
            }
        }
    }

    @Test
    void any_number_of_threads_gives_the_same_bits() {
        ForwardCase one = ForwardCase.far();
        float[][] first = null;
        for (int threads = 1; threads <= 3; threads++) {
            try (Scope scope = Scope.open();
                    Parallel parallel = new Parallel(threads);
                    ObjectLoss loss = new ObjectLoss(one.frames(), new AmplitudeL2(), parallel, one.grid())) {
                Tensor[] point = one.point(one.all());
                loss.apply(point[0], point[1], point[2], point[3], one.all()).backward();
                float[][] found = Stream.of(point[0], point[1])
                        .map(input -> Tensors.floats(torch.view_as_real(input.grad())))
                        .toArray(float[][]::new);
                first = first == null ? found : first;
                assertThat(found).isDeepEqualTo(first);
            }
        }
    }

    /** What one evaluation leaves behind is of no concern to the next, nor to those that wait for their way back. */
    @Test
    void batches_add_up_whatever_comes_between_value_and_gradient() {
        ForwardCase one = ForwardCase.far();
        try (Scope scope = Scope.open();
                Parallel parallel = new Parallel(2);
                ObjectLoss loss = new ObjectLoss(one.frames(), new AmplitudeL2(), parallel, one.grid())) {
            Tensor[] whole = one.point(one.all());
            Tensor all = loss.apply(whole[0], whole[1], whole[2], null, one.all());
            all.backward();
            Tensor[] parts = one.point(one.all());
            Tensor some = loss.apply(parts[0], parts[1], parts[2].narrow(0, 0, 4), null, 0, 1, 2, 3);
            Tensor rest = loss.apply(parts[0], parts[1], parts[2].narrow(0, 4, 5), null, 4, 5, 6, 7, 8);
            Tensor sum = some.add(rest);
            sum.backward();
            assertThat(Tensors.number(sum)).isCloseTo(Tensors.number(all), within(1e-6 * Tensors.number(all)));
            double[] expected = Tensors.doubles(whole[2].grad());
            double[] found = Tensors.doubles(parts[2].grad());
            for (int k = 0; k < expected.length; k++) {
                assertThat(found[k]).isCloseTo(expected[k], within(1e-5 * Math.abs(expected[k])));
            }
        }
    }

    @Test
    void a_scale_for_each_frame_is_one_scale_where_all_are_the_same() {
        ForwardCase one = ForwardCase.far();
        try (Scope scope = Scope.open();
                Parallel parallel = new Parallel(2);
                ObjectLoss loss = new ObjectLoss(one.frames(), new AmplitudeL2(), parallel, one.grid())) {
            Tensor[] point = one.point(one.all());
            Tensor each = Tensors.of(new double[] {1.1, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1}, 9);
            each.requires_grad_(true);
            Tensor value = loss.apply(point[0], point[1], point[2], each, one.all());
            value.backward();
            Tensor same = loss.apply(point[0], point[1], point[2], point[3], one.all());
            same.backward();
            assertThat(Tensors.number(value)).isCloseTo(Tensors.number(same), within(1e-5 * Tensors.number(same)));
            double byScale = Tensors.number(point[3].grad());
            assertThat(Arrays.stream(Tensors.doubles(each.grad())).sum())
                    .isCloseTo(byScale, within(1e-4 * Math.abs(byScale)));
        }
    }

    @Test
    void only_what_wants_a_gradient_gets_one() {
        ForwardCase one = ForwardCase.far();
        try (Scope scope = Scope.open();
                Parallel parallel = new Parallel(1);
                ObjectLoss loss = new ObjectLoss(one.frames(), new AmplitudeL2(), parallel, one.grid())) {
            Tensor object = one.object();
            Tensor probe = one.probe().requires_grad_(true);
            loss.apply(object, probe, one.positions(3), null, 3).backward();
            assertThat(object.grad().defined()).isFalse();
            assertThat(probe.grad().defined()).isTrue();
            assertThat(loss.apply(
                                    object,
                                    object.narrow(0, 0, 16).narrow(1, 0, 16).unsqueeze(0),
                                    one.positions(3),
                                    null,
                                    3)
                            .requires_grad())
                    .isFalse();
        }
    }

    @Test
    void what_does_not_fit_is_refused() {
        ForwardCase one = ForwardCase.far();
        try (Scope scope = Scope.open();
                Parallel parallel = new Parallel(1);
                ObjectLoss loss = new ObjectLoss(one.frames(), new AmplitudeL2(), parallel, one.grid())) {
            Tensor object = one.object();
            Tensor probe = one.probe();
            Tensor here = one.positions(3);
            assertThatThrownBy(() -> loss.apply(object, probe, here, null, 3, 4))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("positions");
            assertThatThrownBy(() -> loss.apply(object, object.unsqueeze(0), here, null, 3))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("probe");
            assertThatThrownBy(() -> loss.apply(probe, probe, here, null, 3))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("object");
            assertThatThrownBy(() -> loss.apply(object, probe, here.add(new Scalar(1.0)), null, 3))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("does not fit on the object");
        }
    }

    /** Libtorch conjugates by a mark on the tensor, which is not in its memory. */
    @Test
    void a_conjugate_that_is_only_marked_is_one() {
        ForwardCase one = ForwardCase.far();
        try (Scope scope = Scope.open();
                Parallel parallel = new Parallel(1);
                ObjectLoss loss = new ObjectLoss(one.frames(), new AmplitudeL2(), parallel, one.grid())) {
            Tensor[] marked = one.point(one.all());
            Tensor[] made = one.point(one.all());
            Tensor expected = loss.apply(made[0].conj_physical(), made[1].conj_physical(), made[2], null, one.all());
            Tensor found = loss.apply(marked[0].conj(), marked[1].conj(), marked[2], null, one.all());
            found.backward();
            expected.backward();
            assertThat(Tensors.number(found)).isEqualTo(Tensors.number(expected));
            for (int k = 0; k < 2; k++) {
                assertThat(Tensors.floats(torch.view_as_real(marked[k].grad().resolve_conj())))
                        .isEqualTo(
                                Tensors.floats(torch.view_as_real(made[k].grad().resolve_conj())));
            }
        }
    }

    @Test
    void many_evaluations_wait_for_one_way_back() {
        ForwardCase one = ForwardCase.whole();
        try (Parallel parallel = new Parallel(1);
                ObjectLoss loss = new ObjectLoss(one.frames(), new AmplitudeL2(), parallel, one.grid())) {
            try (Scope scope = Scope.open()) {
                Tensor[] point = one.point(one.all());
                Tensor sum = loss.apply(point[0], point[1], point[2].narrow(0, 0, 1), point[3], 0);
                for (int k = 1; k < 90; k++) {
                    Tensor here = point[2].narrow(0, k % 9, 1);
                    sum = sum.add(loss.apply(point[0], point[1], here, point[3], k % 9));
                }
                sum.backward();
                Tensor[] once = one.point(one.all());
                loss.apply(once[0], once[1], once[2], once[3], one.all()).backward();
                assertThat(Tensors.number(point[3].grad()))
                        .isCloseTo(
                                10 * Tensors.number(once[3].grad()),
                                within(1e-3 * Math.abs(Tensors.number(once[3].grad()))));
            }
        }
    }
}
