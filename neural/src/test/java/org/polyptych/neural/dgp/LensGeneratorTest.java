package org.polyptych.neural.dgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.neural.layer.ComplexChannels;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/** A probe behind aberrations. */
class LensGeneratorTest {
    private static final int SIDE = 32;
    /** Of an aperture in the far field, in its pixels. */
    private static final double RIM = 8;

    /** The focus of a round aperture whose light has the phase -c rho^2. */
    private static Tensor beam(double c) {
        ComplexImage far = ComplexImage.zeros(SIDE, SIDE);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double rho = Math.hypot(y < SIDE / 2 ? y : y - SIDE, x < SIDE / 2 ? x : x - SIDE) / RIM;
                if (rho <= 1) {
                    far.re()[y * SIDE + x] = (float) Math.cos(-c * rho * rho);
                    far.im()[y * SIDE + x] = (float) Math.sin(-c * rho * rho);
                }
            }
        }
        return torch.fft_ifft2(Tensors.of(far));
    }

    private static double distance(Tensor a, Tensor b) {
        return Math.sqrt(Tensors.number(torch.view_as_real(a.sub(b)).square().sum())
                / Tensors.number(torch.view_as_real(b).square().sum()));
    }

    private static Tensor modes(LensGenerator lens) {
        return ComplexChannels.join(lens.channels().unsqueeze(0)).select(0, 0);
    }

    @Test
    void without_aberrations_it_is_the_start() {
        try (Scope scope = Scope.open();
                LensGenerator lens = new LensGenerator(beam(2), 1, 1, Device.CPU)) {
            assertThat(distance(modes(lens), beam(2))).isLessThan(1e-5);
        }
    }

    @Test
    void defocus_is_the_phase_of_the_squared_radius() {
        try (Scope scope = Scope.open();
                LensGenerator lens = new LensGenerator(beam(2), 1, 1, Device.CPU)) {
            // 99% of the light lie within a rim that is a little less than the aperture's
            float[] radians = Tensors.floats(lens.parameters().get("radians"));
            radians[0] = 1.5f;
            Tensors.fill(lens.parameters().get("radians"), radians);
            double best = Double.POSITIVE_INFINITY;
            for (double c = 3; c < 4; c += 0.01) {
                best = Math.min(best, distance(modes(lens), beam(c)));
            }
            assertThat(best).isLessThan(0.02);
            assertThat(distance(modes(lens), beam(2))).isGreaterThan(0.3);
            assertThat(lens.found().orElseThrow()).contains("C10 1.500, A12 0.000");
        }
    }

    @Test
    void gradients_are_those_of_finite_differences() {
        try (Scope scope = Scope.open();
                LensGenerator lens = new LensGenerator(beam(2), 1, 2, Device.CPU)) {
            Tensor radians = lens.parameters().get("radians");
            Tensor goal = ComplexChannels.split(beam(3).unsqueeze(0)).select(0, 0);
            float[] at = {0.3f, -0.2f, 0.1f, 0.4f, -0.1f, 0.2f, -0.3f, 0.2f};
            Tensors.fill(radians, at);
            lens.channels().sub(goal).square().sum().mul(scale()).backward();
            float[] gradient = Tensors.floats(radians.grad());
            float h = 1e-2f;
            for (int k = 0; k < at.length; k++) {
                double slope = (loss(lens, radians, at, k, h, goal) - loss(lens, radians, at, k, -h, goal)) / (2 * h);
                assertThat((double) gradient[k]).isCloseTo(slope, within(2e-3 + 0.01 * Math.abs(slope)));
            }
        }
    }

    private static Scalar scale() {
        return new Scalar(10.0);
    }

    private static double loss(LensGenerator lens, Tensor radians, float[] at, int k, float by, Tensor goal) {
        float[] moved = at.clone();
        moved[k] += by;
        Tensors.fill(radians, moved);
        return 10 * Tensors.number(lens.channels().sub(goal).square().sum());
    }
}
