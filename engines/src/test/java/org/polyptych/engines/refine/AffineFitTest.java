package org.polyptych.engines.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.Positions;

class AffineFitTest {
    private static Positions some(int n) {
        RandomStream random = new RandomStream(3, 0);
        double[] y = new double[n];
        double[] x = new double[n];
        for (int j = 0; j < n; j++) {
            y[j] = 1e-6 * random.uniform();
            x[j] = 2e-6 * random.uniform();
        }
        return new Positions(y, x);
    }

    private static Positions mapped(Positions from) {
        double[] y = from.y().clone();
        double[] x = from.x().clone();
        for (int j = 0; j < y.length; j++) {
            y[j] = from.y()[j] * 1.02 + 0.003 * from.x()[j] + 1e-8;
            x[j] = from.x()[j] * 0.99 - 0.005 * from.y()[j] - 2e-8;
        }
        return new Positions(y, x);
    }

    @Test
    void anAffineMapIsFoundWithAFifthOfTheFramesGoneAstray() {
        Positions from = some(100);
        Positions to = mapped(from);
        for (int j = 0; j < 100; j += 5) {
            to.y()[j] += 3e-7;
        }
        AffineFit fit = AffineFit.of(from, to);
        assertThat(fit.down()[1]).isCloseTo(0.02, within(1e-3));
        assertThat(fit.down()[2]).isCloseTo(0.003, within(1e-3));
        assertThat(fit.right()[1]).isCloseTo(-0.005, within(1e-3));
        assertThat(fit.right()[2]).isCloseTo(-0.01, within(1e-3));
        assertThat(fit.down(from.y()[1], from.x()[1])).isCloseTo(to.y()[1] - from.y()[1], within(1e-9));
        assertThat(fit.text()).contains("% down and -1.000 % to the right, rotation -4.0");
    }

    @Test
    void aLineOfFramesHasNoSlopeAcrossIt() {
        Positions line = new Positions(new double[] {0, 0, 0, 0}, new double[] {0, 1e-6, 2e-6, 3e-6});
        Positions to = new Positions(new double[] {0, 1e-8, 2e-8, 3e-8}, line.x());
        AffineFit fit = AffineFit.of(line, to);
        assertThat(fit.down()[2]).isCloseTo(0.01, within(1e-6));
        assertThat(fit.down()[1]).isZero();
    }

    @Test
    void oneFrameIsAShift() {
        AffineFit fit = AffineFit.of(
                new Positions(new double[] {1}, new double[] {2}), new Positions(new double[] {1.5}, new double[] {2}));
        assertThat(fit.down(1, 2)).isCloseTo(0.5, within(1e-6));
        assertThat(fit.right(1, 2)).isZero();
    }
}
