package org.polyptych.neural.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.neural.OneThread;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.ForwardModel;
import org.polyptych.physics.Gradient;
import org.polyptych.physics.Motion;
import org.polyptych.physics.Parameters;
import org.polyptych.physics.Probe;
import org.polyptych.physics.loss.AmplitudeL2;

/** Frames of a moving stage, over a background, each with an intensity of its own, in libtorch's graph. */
@ExtendWith(OneThread.class)
class ConditionsLossTest {
    private static final ForwardCase CASE = ForwardCase.far();
    private static final int FRAMES = CASE.frames().count();

    /** Every frame in another way. */
    private static Conditions conditions() {
        double pixel = CASE.grid().pixelHeight();
        float[] background = new float[CASE.frames().pixels()];
        for (int i = 0; i < background.length; i++) {
            background[i] = 1 + i % 5;
        }
        return new Conditions(
                new Motion(frames(j -> (0.2 + 0.1 * j) * pixel), frames(j -> (0.9 - 0.15 * j) * pixel), 3),
                background,
                frames(j -> 0.8 + 0.05 * j));
    }

    private static double[] frames(IntToDoubleFunction of) {
        return IntStream.range(0, FRAMES).mapToDouble(of).toArray();
    }

    /** What the model of physics says of some of the frames, as if there were no others. */
    private static ForwardModel.Evaluation expected(Tensor[] point, double factor, int... which) {
        Conditions all = conditions();
        Motion motion = all.motion();
        Conditions here = new Conditions(
                new Motion(
                        Arrays.stream(which).mapToDouble(j -> motion.y()[j]).toArray(),
                        Arrays.stream(which).mapToDouble(j -> motion.x()[j]).toArray(),
                        motion.parts()),
                all.background(),
                Arrays.stream(which)
                        .mapToDouble(j -> factor * all.intensity()[j])
                        .toArray());
        try (Parallel parallel = new Parallel(1);
                ForwardModel model = new ForwardModel(CASE.frames().picked(which), new AmplitudeL2(), parallel)) {
            return model.evaluate(
                    new Parameters(
                            CASE.grid().specimen(point[0].detach()),
                            Probe.of(Tensors.images(point[1].detach())),
                            CASE.scan().positions().select(which),
                            here),
                    0,
                    which.length,
                    Gradient.ALL);
        }
    }

    /** Also of fewer frames than before, and in another order. */
    @Test
    void values_and_gradients_are_those_of_the_forward_model() {
        int[][] choices = {{4, 0, 7, 2, 8}, {3, 1}, CASE.all(), {6}};
        try (Scope scope = Scope.open();
                Parallel parallel = new Parallel(1);
                ObjectLoss loss =
                        new ObjectLoss(CASE.frames(), new AmplitudeL2(), parallel, CASE.grid(), conditions())) {
            for (int[] which : choices) {
                Tensor[] point = CASE.point(which);
                Tensor value = loss.apply(point[0], point[1], point[2], null, which);
                value.backward();
                ForwardModel.Evaluation evaluation = expected(point, 1, which);
                assertThat(Tensors.number(value)).isEqualTo(evaluation.loss());
                assertTwice(
                        Tensors.images(point[0].grad().unsqueeze(0))[0],
                        evaluation.gradient().specimens()[0][0]);
                assertTwice(
                        Tensors.images(point[1].grad())[1],
                        evaluation.gradient().probe()[1]);
                double[] moves = Tensors.doubles(point[2].grad());
                for (int k = 0; k < which.length; k++) {
                    double y = evaluation.gradient().positions().y()[k];
                    assertThat(moves[2 * k]).isCloseTo(y, within(1e-6 * Math.abs(y)));
                }
            }
        }
    }

    /** Libtorch's gradient by z is 2 dL / d conj(z). */
    private static void assertTwice(ComplexImage found, ComplexImage expected) {
        double most = Math.sqrt(expected.power());
        for (int i = 0; i < found.size(); i++) {
            assertThat((double) found.re()[i]).isCloseTo(2.0 * expected.re()[i], within(1e-5 * most));
            assertThat((double) found.im()[i]).isCloseTo(2.0 * expected.im()[i], within(1e-5 * most));
        }
    }

    /** A scale multiplies what the specimen scatters, and not the background. */
    @Test
    void a_scale_of_each_frame_goes_with_its_own_intensity() {
        int[] which = {5, 1, 3};
        try (Scope scope = Scope.open();
                Parallel parallel = new Parallel(1);
                ObjectLoss loss =
                        new ObjectLoss(CASE.frames(), new AmplitudeL2(), parallel, CASE.grid(), conditions())) {
            Tensor[] point = CASE.point(which);
            Tensor scale = Tensors.of(new double[] {1.2, 1.2, 1.2}, 3).requires_grad_(true);
            Tensor value = loss.apply(point[0], point[1], point[2], scale, which);
            value.backward();
            double exact = expected(point, 1.44, which).loss();
            assertThat(Tensors.number(value)).isCloseTo(exact, within(1e-6 * exact));
            double step = 1e-3;
            double slope = (expected(point, Math.pow(1.2 + step, 2), which).loss()
                            - expected(point, Math.pow(1.2 - step, 2), which).loss())
                    / (2 * step);
            double sum = Arrays.stream(Tensors.doubles(scale.grad())).sum();
            assertThat(sum).isCloseTo(slope, within(0.005 * Math.abs(slope)));
        }
    }

    @Test
    void elsewhere_than_on_the_processor_they_are_refused() {
        try (Parallel parallel = new Parallel(1)) {
            assertThatThrownBy(() -> FrameLoss.on(
                            Device.CUDA, CASE.frames(), new AmplitudeL2(), parallel, CASE.grid(), conditions()))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContainingAll("cuda", "fly scan")
                    .hasMessageNotContaining("\n");
        }
    }
}
