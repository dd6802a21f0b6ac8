package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;

class VariedProbeTest {
    private static final int FRAMES = 9;
    private static final int MODES = 2;
    private static final int FURTHER = 3;

    /** Variations that overlap, with weights that overlap and have means. */
    private static VariedProbe some() {
        ComplexImage[][] images = new ComplexImage[1 + FURTHER][MODES];
        for (int v = 0; v <= FURTHER; v++) {
            for (int m = 0; m < MODES; m++) {
                images[v][m] = FrameKernelTest.noise(6, 5, 10 * v + m);
                for (int i = 0; v > 1 && i < images[v][m].size(); i++) {
                    images[v][m].re()[i] =
                            0.3f * images[v][m].re()[i] + images[v - 1][m].im()[i];
                }
            }
        }
        RandomStream random = new RandomStream(4, 0);
        double[][] weights = new double[FRAMES][1 + FURTHER];
        for (double[] frame : weights) {
            Arrays.setAll(frame, v -> v == 0 ? 1 : 0.5 + random.gaussian() + (v > 1 ? frame[v - 1] : 0));
        }
        return new VariedProbe(new Probe(images), weights);
    }

    /** Real parts of all modes, then imaginary ones. */
    private static double[] probeOf(VariedProbe varied, int frame) {
        Probe probe = varied.probe();
        int pixels = probe.rows() * probe.columns();
        double[] sum = new double[2 * probe.modes() * pixels];
        for (int v = 0; v < probe.variations(); v++) {
            for (int i = 0; i < probe.modes() * pixels; i++) {
                ComplexImage image = probe.mode(v, i / pixels);
                sum[i] += varied.weights()[frame][v] * image.re()[i % pixels];
                sum[probe.modes() * pixels + i] += varied.weights()[frame][v] * image.im()[i % pixels];
            }
        }
        return sum;
    }

    private static double product(Probe probe, int a, int b) {
        double sum = 0;
        for (int m = 0; m < probe.modes(); m++) {
            for (int i = 0; i < probe.mode(m).size(); i++) {
                sum += (double) probe.mode(a, m).re()[i] * probe.mode(b, m).re()[i]
                        + (double) probe.mode(a, m).im()[i] * probe.mode(b, m).im()[i];
            }
        }
        return sum;
    }

    @Test
    void thePrincipalFormIsTheSameProbeInEveryFrame() {
        VariedProbe before = some();
        VariedProbe after = before.principal();
        for (int j = 0; j < FRAMES; j++) {
            assertThat(probeOf(after, j)).containsExactly(probeOf(before, j), within(1e-4));
        }
    }

    @Test
    void itHasTheMeanAndWhatDiffersFromItInOrderOfStrength() {
        VariedProbe principal = some().principal();
        Probe probe = principal.probe();
        double power = product(probe, 0, 0);
        double[] squares = new double[1 + FURTHER];
        for (int v = 1; v <= FURTHER; v++) {
            double mean = 0;
            for (double[] frame : principal.weights()) {
                assertThat(frame[0]).isEqualTo(1);
                mean += frame[v] / FRAMES;
                squares[v] += frame[v] * frame[v];
            }
            assertThat(mean).isCloseTo(0, within(1e-6));
            assertThat(product(probe, v, v)).isCloseTo(power, within(1e-5 * power));
            for (int u = 1; u < v; u++) {
                assertThat(product(probe, u, v)).isCloseTo(0, within(1e-5 * power));
                double overlap = 0;
                for (double[] frame : principal.weights()) {
                    overlap += frame[u] * frame[v];
                }
                assertThat(overlap).isCloseTo(0, within(1e-5 * squares[u]));
                assertThat(squares[v]).isLessThan(squares[u]);
            }
        }
        assertThat(squares[FURTHER]).isPositive();
    }

    @Test
    void aVariationThatIsInNoFrameHasNoPower() {
        VariedProbe some = some();
        double[][] none = new double[FRAMES][1 + FURTHER];
        for (double[] frame : none) {
            frame[0] = 1;
        }
        VariedProbe principal = new VariedProbe(some.probe(), none).principal();
        assertThat(principal.probe().mode(0, 1).re())
                .isEqualTo(some.probe().mode(0, 1).re());
        for (int v = 1; v <= FURTHER; v++) {
            assertThat(product(principal.probe(), v, v)).isZero();
        }
        assertThat(principal.weights()).isDeepEqualTo(none);
    }
}
