package org.polyptych.neural.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.polyptych.core.Parallel;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.loss.AmplitudeL1;

/** The forward model in libtorch's operations: the kernel's, and right by itself. */
class TorchForwardTest {
    private static final int CASES = 64;
    private static final String[] INPUTS = {"object", "probe", "positions", "scale"};

    private static Tensor[] evaluated(FrameLoss loss, RandomCase one, torch.ScalarType precision) {
        Tensor[] point = one.point(precision);
        Tensor value = loss.apply(point[0], point[1], point[2], point[3], one.all());
        value.backward();
        return new Tensor[] {value.detach(), point[0].grad(), point[1].grad(), point[2].grad(), point[3].grad()};
    }

    /** In float32 as it is used, value and all gradients; agreement of 1e-4 is what the two promise. */
    @Test
    void it_agrees_with_the_kernel_on_any_legal_problem() {
        double worst = 0;
        for (int seed = 0; seed < CASES; seed++) {
            RandomCase one = new RandomCase(seed);
            try (Scope scope = Scope.open();
                    Parallel parallel = new Parallel(2);
                    FrameLoss kernel = new ObjectLoss(one.frames, one.loss, parallel, one.grid);
                    FrameLoss torchs =
                            new TorchLoss(one.frames, one.loss, one.grid, Device.CPU, torch.ScalarType.Float)) {
                Tensor[] expected = evaluated(kernel, one, torch.ScalarType.ComplexFloat);
                Tensor[] found = evaluated(torchs, one, torch.ScalarType.ComplexFloat);
                for (int k = 0; k < expected.length; k++) {
                    double distance = RandomCase.distance(found[k], expected[k]);
                    worst = Math.max(worst, distance);
                    assertThat(distance)
                            .as("%s, %s", one.name, k == 0 ? "value" : "by " + INPUTS[k - 1])
                            .isLessThan(1e-4);
                }
            }
        }
        System.out.println("WORST " + worst);
    }

    /** In float64, so that an error of a hundred-thousandth shows. */
    @Test
    void its_gradients_agree_with_finite_differences() {
        for (int seed = 0; seed < 2 * RandomCase.LOSSES; seed++) {
            RandomCase one = new RandomCase(seed);
            if (one.loss instanceof AmplitudeL1) {
                continue; // has a kink at every measured amplitude
            }
            try (Scope scope = Scope.open();
                    FrameLoss loss =
                            new TorchLoss(one.frames, one.loss, one.grid, Device.CPU, torch.ScalarType.Double)) {
                Tensor[] at = evaluated(loss, one, torch.ScalarType.ComplexDouble);
                Tensor[] point = one.point(torch.ScalarType.ComplexDouble);
                for (int k = 0; k < point.length; k++) {
                    double step = k == 2 ? 1e-6 * one.grid.pixelHeight() : 1e-6;
                    Tensor direction = ForwardCase.direction(point[k], at[k + 1], 50 + k);
                    double[] sides = new double[2];
                    for (int side = 0; side < 2; side++) {
                        Tensor[] moved =
                                Arrays.stream(point).map(Tensor::detach).toArray(Tensor[]::new);
                        moved[k] = moved[k].add(direction.mul(new Scalar((2 * side - 1) * step)));
                        sides[side] = Tensors.number(loss.apply(moved[0], moved[1], moved[2], moved[3], one.all()));
                    }
                    double measured = (sides[1] - sides[0]) / (2 * step);
                    assertThat(ForwardCase.along(at[k + 1], direction))
                            .as("%s, by %s", one.name, INPUTS[k])
                            .isCloseTo(measured, within(1e-5 * Math.abs(measured)));
                }
            }
        }
    }
}
