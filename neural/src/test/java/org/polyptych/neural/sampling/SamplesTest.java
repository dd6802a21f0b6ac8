package org.polyptych.neural.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;

/** Sums kept up one by one are those of all at once. */
class SamplesTest {
    @Test
    void mean_and_deviation_are_those_of_all_together_also_after_a_stop() {
        RandomStream random = new RandomStream(1, 0);
        ComplexImage[] all = new ComplexImage[5];
        Samples samples = new Samples(2, 3);
        for (int k = 0; k < all.length; k++) {
            all[k] = ComplexImage.zeros(2, 3);
            for (int i = 0; i < 6; i++) {
                all[k].re()[i] = (float) (3 + random.gaussian());
                all[k].im()[i] = (float) random.gaussian();
            }
            samples.add(all[k]);
            Samples again = new Samples(2, 3);
            again.restore(samples.save());
            samples = again;
        }
        for (int i = 0; i < 6; i++) {
            double re = 0;
            double im = 0;
            for (ComplexImage one : all) {
                re += one.re()[i] / 5;
                im += one.im()[i] / 5;
            }
            double square = 0;
            for (ComplexImage one : all) {
                square += Math.pow(one.re()[i] - re, 2) + Math.pow(one.im()[i] - im, 2);
            }
            assertThat((double) samples.mean().re()[i]).isCloseTo(re, within(1e-6));
            assertThat((double) samples.mean().im()[i]).isCloseTo(im, within(1e-6));
            assertThat((double) samples.deviation().values()[i]).isCloseTo(Math.sqrt(square / 4), within(1e-6));
        }
    }

    @Test
    void a_factor_between_two_images_is_found_where_light_falls() {
        ComplexImage image = ComplexImage.zeros(1, 3);
        image.re()[0] = 1;
        image.im()[1] = 2;
        image.re()[2] = 50;
        ComplexImage turned = image.copy();
        new Unit(0.6, -0.8).onto(turned);
        turned.re()[2] = -7;
        Unit found = Unit.between(image, turned, new float[] {1, 0.5f, 0});
        assertThat(found.re()).isCloseTo(0.6, within(1e-6));
        assertThat(found.im()).isCloseTo(-0.8, within(1e-6));
        Unit back = found.inverse();
        assertThat(found.re() * back.re() - found.im() * back.im()).isCloseTo(1, within(1e-9));
    }
}
