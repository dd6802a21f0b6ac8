package org.polyptych.neural.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.OneThread;
import org.polyptych.neural.diffusion.Preconditioning.Ddpm;
import org.polyptych.neural.diffusion.Preconditioning.Edm;
import org.polyptych.neural.model.Facts;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

@ExtendWith(OneThread.class)
class PreconditioningTest {
    private static Tensor normal(int stream, long... shape) {
        RandomStream random = new RandomStream(91, stream);
        long count = 1;
        for (long size : shape) {
            count *= size;
        }
        float[] values = new float[(int) count];
        for (int k = 0; k < values.length; k++) {
            values[k] = (float) random.gaussian();
        }
        return Tensors.of(values, shape);
    }

    private static double rms(Tensor tensor) {
        return Math.sqrt(Tensors.number(tensor.square().mean()));
    }

    @Test
    void the_linear_schedule_of_ddpm_ends_in_almost_pure_noise() {
        Ddpm ddpm = Ddpm.PAPER;
        assertThat(ddpm.least()).isCloseTo(Math.sqrt(1e-4 / (1 - 1e-4)), within(1e-9));
        // abar_1000 = 4.04e-5
        assertThat(1 / (1 + ddpm.most() * ddpm.most())).isCloseTo(4.04e-5, within(0.01e-5));
    }

    @Test
    void ddpm_finds_the_step_of_a_level_and_goes_straight_between_two() {
        Ddpm ddpm = new Ddpm(10, 0.01, 0.3);
        double abar = 1;
        double before = 0;
        for (int t = 1; t <= 10; t++) {
            abar *= 1 - (0.01 + 0.29 * (t - 1) / 9);
            double sigma = Math.sqrt((1 - abar) / abar);
            assertThat(ddpm.time(sigma)).isCloseTo(100.0 * t, within(1e-7));
            assertThat(ddpm.in(sigma)).isCloseTo(Math.sqrt(abar), within(1e-12));
            if (t > 1) {
                assertThat(ddpm.time(Math.sqrt(before * sigma))).isCloseTo(100 * (t - 0.5), within(1e-7));
            }
            before = sigma;
        }
        assertThat(ddpm.time(1e-9)).isEqualTo(100);
        assertThat(ddpm.time(1e9)).isEqualTo(1000);
    }

    @Test
    void edm_gives_and_asks_for_numbers_of_unit_size() {
        Edm edm = Edm.PAPER;
        for (double sigma : new double[] {0.01, 0.5, 7}) {
            assertThat(edm.in(sigma) * Math.hypot(sigma, 0.5)).isCloseTo(1, within(1e-12));
            // x0 - skip x = (1 - skip) x0 - skip sigma n
            double wanted = Math.hypot((1 - edm.skip(sigma)) * 0.5, edm.skip(sigma) * sigma);
            assertThat(edm.out(sigma)).isCloseTo(wanted, within(1e-12));
        }
        assertThat(edm.time(edm.least())).isCloseTo(0, within(1e-9));
        assertThat(edm.time(edm.most())).isCloseTo(1000, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource(Preconditioning.Kind.class)
    void a_network_that_says_nothing_has_the_loss_of_knowing_nothing(Preconditioning.Kind kind) {
        try (DenoisingUNet network = DenoisingUNetTest.network(DenoisingUNetTest.SMALL);
                Scope scope = Scope.open()) {
            Conditioned prior = new Conditioned(network, kind.usual());
            Tensor clean = normal(1, 2, 2, 32, 32).mul(new Scalar(0.5));
            Tensor noise = normal(2, 2, 2, 32, 32);
            double[] sigmas = {0.1, 1};
            assertThat(Tensors.number(prior.loss(clean, noise, sigmas))).isCloseTo(1, within(0.05));
        }
    }

    @ParameterizedTest
    @EnumSource(Preconditioning.Kind.class)
    void the_loss_is_that_of_what_it_makes_of_noise(Preconditioning.Kind kind) {
        try (DenoisingUNet network = DenoisingUNetTest.network(DenoisingUNetTest.SMALL);
                Scope scope = Scope.open()) {
            DenoisingUNetTest.stir(network);
            Preconditioning law = kind.usual();
            Conditioned prior = new Conditioned(network, law);
            Tensor clean = normal(1, 1, 2, 8, 8);
            Tensor noise = normal(2, 1, 2, 8, 8);
            double sigma = 0.3;
            Tensor made = prior.denoised(clean.add(noise, new Scalar(sigma)), new double[] {sigma});
            double error = rms(made.sub(clean)) / law.out(sigma);
            assertThat(Tensors.number(prior.loss(clean, noise, new double[] {sigma})))
                    .isCloseTo(error * error, within(1e-5 * error * error));
        }
    }

    @Test
    void the_sampler_ends_at_data_of_the_deviation_that_was_assumed() {
        try (DenoisingUNet network = DenoisingUNetTest.network(DenoisingUNetTest.SMALL);
                Scope scope = Scope.open()) {
            // saying nothing is right for normal data of deviation 0.5 without any structure
            Conditioned prior = new Conditioned(network, Edm.PAPER);
            Tensor made = HeunSampler.patches(prior, normal(3, 1, 2, 32, 32), 40);
            assertThat(rms(made)).isCloseTo(0.5, within(0.02));
        }
        double[] levels = HeunSampler.levels(Edm.PAPER, 5);
        assertThat(levels).hasSize(6);
        assertThat(levels[0]).isCloseTo(80, within(1e-9));
        assertThat(levels[4]).isCloseTo(0.01, within(1e-12));
        assertThat(levels[5]).isZero();
    }

    @Test
    void facts_say_all_of_it() {
        for (Preconditioning law : new Preconditioning[] {new Ddpm(7, 0.001, 0.3), new Edm(0.4, -1, 1.5)}) {
            assertThat(Preconditioning.of(new Facts("a file", law.facts()))).isEqualTo(law);
        }
        Map<String, String> other = new LinkedHashMap<>(Edm.PAPER.facts());
        other.put("noise", "flow");
        assertThatThrownBy(() -> Preconditioning.of(new Facts("a file", other)))
                .isInstanceOf(BadInputException.class)
                .hasMessage("a file: its 'noise' must be ddpm or edm, got 'flow'");
    }
}
