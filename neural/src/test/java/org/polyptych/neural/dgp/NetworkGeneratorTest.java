package org.polyptych.neural.dgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.layer.UNet;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/** Images that a network makes of an input that stays. */
class NetworkGeneratorTest {
    private static final int ROWS = 13;
    private static final int COLUMNS = 18;
    private static final int SIDE = 48;

    private static Tensor image() {
        float[] values = new float[ROWS * COLUMNS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.3 * Math.sin(0.4 * (i / COLUMNS)) + 0.2 * Math.cos(0.5 * (i % COLUMNS)));
        }
        return Tensors.of(values, 1, ROWS, COLUMNS);
    }

    private static NetworkGenerator generator(double noise) {
        return new NetworkGenerator(
                UNet.Settings.deepPrior(1, 2, 4), image(), noise, Device.CPU, new Initial(new RandomStream(2, 0)));
    }

    @Test
    void sides_need_not_be_multiples_of_what_the_network_needs() {
        try (Scope scope = Scope.open();
                NetworkGenerator generator = generator(0)) {
            assertThat(generator.channels().shape()).containsExactly(1, ROWS, COLUMNS);
        }
    }

    @Test
    void it_learns_to_give_back_an_image_and_noise_of_its_input_changes_it_a_little() {
        try (Scope scope = Scope.open();
                NetworkGenerator generator = generator(0.02)) {
            double first = generator.fit(image(), 1, 0.01, new RandomStream(1, 0));
            double last = generator.fit(image(), 60, 0.01, new RandomStream(1, 1));
            assertThat(last).isLessThan(0.1 * first);
            double apart = Tensors.number(generator
                    .channels(new RandomStream(1, 2))
                    .sub(generator.channels())
                    .square()
                    .mean());
            assertThat(Math.sqrt(apart)).isBetween(1e-3, 0.1);
            assertThat(Tensors.floats(generator.channels(new RandomStream(1, 2))))
                    .isEqualTo(Tensors.floats(generator.channels(new RandomStream(1, 2))));
        }
    }

    /** What the whole method lives on: noise is learned later than what neighbouring pixels have in common. */
    @Test
    void an_image_is_learned_sooner_than_noise() {
        try (Scope scope = Scope.open()) {
            Tensor rough = noise(5);
            Tensor blurred = rough;
            for (int k = 0; k < 6; k++) {
                for (int axis = 1; axis <= 2; axis++) {
                    blurred = blurred.add(torch.roll(blurred, new long[] {1}, new long[] {axis}))
                            .add(torch.roll(blurred, new long[] {-1}, new long[] {axis}));
                }
            }
            Tensor smooth = blurred.div(blurred.std());
            assertThat(left(smooth)).isLessThan(0.3 * left(rough));
        }
    }

    private static Tensor noise(int seed) {
        return new Initial(new RandomStream(seed, 0)).normal(1, 1, SIDE, SIDE);
    }

    /** The mean squared error that is left after some steps, from an input that is noise. */
    private static double left(Tensor wanted) {
        try (NetworkGenerator generator = new NetworkGenerator(
                UNet.Settings.deepPrior(1, 2, 4), noise(6), 0, Device.CPU, new Initial(new RandomStream(2, 0)))) {
            return generator.fit(wanted, 40, 0.01, new RandomStream(1, 0));
        }
    }

    @Test
    void forms_say_what_channels_mean() {
        try (Scope scope = Scope.open()) {
            Tensor phase = image();
            Tensor objects = ObjectForm.PHASE.objects(phase);
            float[] found = Tensors.floats(ObjectForm.PHASE.start(objects));
            float[] given = Tensors.floats(phase);
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i] - found[0]).isCloseTo(given[i] - given[0], within(1e-5f));
            }
            assertThat(Tensors.floats(ObjectForm.COMPLEX
                            .objects(ObjectForm.COMPLEX.start(objects))
                            .abs()))
                    .containsExactly(Tensors.floats(objects.abs()), within(1e-6f));
            float[] potential = Tensors.floats(ObjectForm.POTENTIAL.start(objects));
            for (float v : potential) {
                assertThat(v).isGreaterThan(0.09f);
            }
            float[] told = Tensors.floats(torch.angle(ObjectForm.POTENTIAL.reported(image())));
            for (float v : told) {
                assertThat(v).isNotNegative();
            }
        }
    }

    @Test
    void a_phase_that_all_pixels_have_in_common_makes_no_jumps() {
        try (Scope scope = Scope.open()) {
            Tensor phase = image().add(new Scalar(Math.PI));
            Tensor objects = ObjectForm.PHASE.objects(phase);
            float[] start = Tensors.floats(ObjectForm.PHASE.start(objects));
            float[] smooth = Tensors.floats(ObjectForm.COMPLEX.smooth(ObjectForm.COMPLEX.start(objects))[1]);
            for (int i = 1; i < start.length; i++) {
                assertThat(Math.abs(start[i] - start[i - 1])).isLessThan(1);
                assertThat(Math.abs(smooth[i] - smooth[i - 1])).isLessThan(1);
            }
        }
    }

    @Test
    void a_network_that_halves_an_image_until_nothing_is_left_is_refused() {
        try (Scope scope = Scope.open()) {
            assertThatThrownBy(() -> new NetworkGenerator(
                            UNet.Settings.deepPrior(1, 4, 4),
                            image(),
                            0,
                            Device.CPU,
                            new Initial(new RandomStream(2, 0))))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("13 x 18 pixels to 1, and");
        }
    }
}
