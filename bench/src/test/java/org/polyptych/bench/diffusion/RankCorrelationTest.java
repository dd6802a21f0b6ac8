package org.polyptych.bench.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.core.RealImage;

class RankCorrelationTest {
    /** Hours of television against intelligence, the example of many a textbook: 1 - 6 x 194 / (10 x 99). */
    @Test
    void withoutEqualValuesItIsTheShortForm() {
        double[] intelligence = {106, 100, 86, 101, 99, 103, 97, 113, 112, 110};
        double[] hours = {7, 27, 2, 50, 28, 29, 20, 12, 6, 17};

        assertThat(RankCorrelation.of(intelligence, hours)).isCloseTo(-29.0 / 165, within(1e-12));
    }

    /** Ranks 1, 2.5, 2.5, 4 and 1, 2, 3.5, 3.5: by hand, 3.75 / 4.5. */
    @Test
    void equalValuesShareTheirRank() {
        double[] a = {1, 2, 2, 3};
        double[] b = {10, 20, 30, 30};

        assertThat(RankCorrelation.ranks(a)).containsExactly(1, 2.5, 2.5, 4);
        assertThat(RankCorrelation.ranks(b)).containsExactly(1, 2, 3.5, 3.5);
        assertThat(RankCorrelation.of(a, b)).isCloseTo(3.75 / 4.5, within(1e-12));
    }

    @Test
    void onlyTheOrderCounts() {
        double[] a = {0.3, -2, 5, 1, 0};
        double[] cubes = {0.027, -8, 125, 1, 0};
        double[] falling = {-0.3, 2, -5, -1, 0};

        assertThat(RankCorrelation.of(a, cubes)).isCloseTo(1, within(1e-12));
        assertThat(RankCorrelation.of(a, falling)).isCloseTo(-1, within(1e-12));
        assertThat(RankCorrelation.of(a, new double[5])).isNaN();
    }

    @Test
    void theErrorDoesNotDependOnTheCommonPhase() {
        RandomStream random = new RandomStream(1, 0);
        ComplexImage truth = ComplexImage.zeros(8, 8);
        ComplexImage turned = ComplexImage.zeros(8, 8);
        boolean[] all = new boolean[64];
        for (int i = 0; i < 64; i++) {
            truth.re()[i] = (float) random.gaussian();
            truth.im()[i] = (float) random.gaussian();
            turned.re()[i] = (float) (Math.cos(2) * truth.re()[i] - Math.sin(2) * truth.im()[i]);
            turned.im()[i] = (float) (Math.sin(2) * truth.re()[i] + Math.cos(2) * truth.im()[i]);
            all[i] = true;
        }
        turned.re()[5] += 0.5f;

        RealImage error = Deviation.error(turned, truth, all);

        assertThat(error.values()[5]).isCloseTo(0.5f, within(0.03f));
        assertThat(error.values()[6]).isLessThan(0.05f);
    }
}
