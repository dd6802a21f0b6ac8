package org.polyptych.neural.dgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/** Modes turned among each other. */
class OrthogonalModesTest {
    private static final int MODES = 3;
    private static final int SIDE = 6;

    private static ComplexImage[] random(int stream) {
        RandomStream random = new RandomStream(8, stream);
        ComplexImage[] modes = new ComplexImage[MODES];
        for (int m = 0; m < MODES; m++) {
            modes[m] = ComplexImage.zeros(SIDE, SIDE);
            for (int i = 0; i < SIDE * SIDE; i++) {
                modes[m].re()[i] = (float) random.gaussian();
                modes[m].im()[i] = (float) random.gaussian();
            }
        }
        return modes;
    }

    private static double[] product(ComplexImage a, ComplexImage b) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < a.size(); i++) {
            re += (double) a.re()[i] * b.re()[i] + (double) a.im()[i] * b.im()[i];
            im += (double) a.re()[i] * b.im()[i] - (double) a.im()[i] * b.re()[i];
        }
        return new double[] {re, im};
    }

    /** As the light on a pixel of a detector is: the sum over modes of |a mode's product with something|^2. */
    private static double light(ComplexImage[] modes, ComplexImage with) {
        double sum = 0;
        for (ComplexImage mode : modes) {
            double[] p = product(with, mode);
            sum += p[0] * p[0] + p[1] * p[1];
        }
        return sum;
    }

    @Test
    void they_are_orthogonal_the_brightest_first_and_give_the_same_light() {
        ComplexImage[] modes = random(0);
        ComplexImage[] turned;
        try (Scope scope = Scope.open()) {
            turned = Tensors.images(OrthogonalModes.of(Tensors.of(modes)));
        }
        double power = 0;
        for (int m = 0; m < MODES; m++) {
            power += modes[m].power();
            for (int n = 0; n < m; n++) {
                assertThat(product(turned[m], turned[n])).containsExactly(new double[] {0, 0}, within(1e-4));
                assertThat(turned[n].power()).isGreaterThanOrEqualTo(turned[m].power());
            }
        }
        assertThat(turned[0].power() + turned[1].power() + turned[2].power()).isCloseTo(power, within(1e-4 * power));
        for (int k = 0; k < 5; k++) {
            ComplexImage with = random(k + 1)[0];
            double right = light(modes, with);
            assertThat(light(turned, with)).isCloseTo(right, within(1e-4 * right));
        }
    }

    @Test
    void the_way_back_is_exact_for_what_the_mixture_does_not_change() {
        try (Scope scope = Scope.open()) {
            Tensor modes = Tensors.of(random(0));
            modes.requires_grad_(true);
            Tensor with = Tensors.of(random(1)[0]);
            Tensor direct = lightOf(modes, with);
            direct.backward();
            float[] right = Tensors.floats(torch.view_as_real(modes.grad()));
            modes.mutable_grad().reset();
            lightOf(OrthogonalModes.of(modes), with).backward();
            float[] found = Tensors.floats(torch.view_as_real(modes.grad()));
            for (int i = 0; i < right.length; i++) {
                assertThat(found[i]).isCloseTo(right[i], within(2e-3f));
            }
        }
    }

    private static Tensor lightOf(Tensor modes, Tensor with) {
        Tensor products = modes.reshape(MODES, -1).matmul(with.reshape(-1, 1).conj());
        return torch.view_as_real(products.resolve_conj()).square().sum();
    }

    @Test
    void one_mode_stays_as_it_is() {
        try (Scope scope = Scope.open()) {
            Tensor one = Tensors.of(random(0)[0]);
            assertThat(OrthogonalModes.of(one)).isSameAs(one);
        }
    }
}
