package org.polyptych.neural.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;

/** Between data and prior, where both are normal, lies a point that a formula gives. */
class PullTest {
    @Test
    void steps_end_where_the_weighted_mean_of_data_and_prior_is() {
        double[] steep = {4, 1, 0.25, 0};
        double weight = 0.3;
        float[] bound = {4.5f, 2, 0.5f, 0};
        ComplexImage data = new ComplexImage(1, 4, new float[] {1, 2, 3, 4}, new float[] {0, 1, 0, -1});
        ComplexImage prior = new ComplexImage(1, 4, new float[] {-1, 0, 1, 2}, new float[] {2, 2, 2, 2});
        ComplexImage now = prior.copy();
        ComplexImage ahead = prior.copy();
        ComplexImage gradient = ComplexImage.zeros(1, 4);
        for (int step = 1; step <= 200; step++) {
            for (int i = 0; i < 4; i++) {
                gradient.re()[i] = (float) (steep[i] * (ahead.re()[i] - data.re()[i]));
                gradient.im()[i] = (float) (steep[i] * (ahead.im()[i] - data.im()[i]));
            }
            Pull.step(now, ahead, gradient, bound, prior, 4 * weight, step / (step + 3.0));
        }
        for (int i = 0; i < 4; i++) {
            double share = steep[i] / 4;
            double expected = (share * data.re()[i] + weight * prior.re()[i]) / (share + weight);
            assertThat((double) now.re()[i]).isCloseTo(expected, within(1e-4));
            double imaginary = (share * data.im()[i] + weight * prior.im()[i]) / (share + weight);
            assertThat((double) now.im()[i]).isCloseTo(imaginary, within(1e-4));
        }
    }
}
