package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;

class ProbeTest {
    /** Three modes that overlap, of falling power. */
    private static Probe overlapping() {
        ComplexImage a = FrameKernelTest.noise(6, 5, 1);
        ComplexImage b = FrameKernelTest.noise(6, 5, 2);
        ComplexImage c = FrameKernelTest.noise(6, 5, 3);
        a.scale(0.1);
        for (int i = 0; i < a.size(); i++) {
            b.re()[i] = 3 * b.re()[i] - 20 * a.im()[i];
            b.im()[i] = 3 * b.im()[i] + 20 * a.re()[i];
            c.re()[i] += b.re()[i];
        }
        return Probe.of(a, b, c);
    }

    @Test
    void probes_are_the_same_to_the_bit_or_not() {
        Probe probe = overlapping();
        Probe other = probe.copy();
        other.mode(2).im()[29] = Math.nextUp(other.mode(2).im()[29]);

        assertThat(probe.sameAs(probe.copy())).isTrue();
        assertThat(probe.sameAs(other)).isFalse();
        assertThat(probe.sameAs(probe.withVariations(2))).isFalse();
        assertThat(probe.sameAs(Probe.of(probe.mode(0), probe.mode(1)))).isFalse();
        assertThat(Probe.of(ComplexImage.zeros(6, 5)).sameAs(Probe.of(ComplexImage.zeros(5, 6))))
                .isFalse();
    }

    private static double[] overlap(ComplexImage a, ComplexImage b) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < a.size(); i++) {
            re += (double) a.re()[i] * b.re()[i] + (double) a.im()[i] * b.im()[i];
            im += (double) a.re()[i] * b.im()[i] - (double) a.im()[i] * b.re()[i];
        }
        return new double[] {re, im};
    }

    /** rho(r, s) = sum over modes of P(r) conj(P(s)): all that an experiment can know of the modes. Re, then im. */
    private static double[] densityMatrix(Probe probe) {
        int n = probe.rows() * probe.columns();
        double[] rho = new double[2 * n * n];
        for (int m = 0; m < probe.modes(); m++) {
            ComplexImage p = probe.mode(m);
            for (int r = 0; r < n; r++) {
                for (int s = 0; s < n; s++) {
                    rho[r * n + s] += p.re()[r] * p.re()[s] + p.im()[r] * p.im()[s];
                    rho[n * n + r * n + s] += p.im()[r] * p.re()[s] - p.re()[r] * p.im()[s];
                }
            }
        }
        return rho;
    }

    @Test
    void orthogonalisedModesAreOrthogonalAndSortedByPower() {
        Probe before = overlapping();
        assertThat(Math.hypot(overlap(before.mode(0), before.mode(1))[0], overlap(before.mode(0), before.mode(1))[1]))
                .isGreaterThan(
                        0.5 * Math.sqrt(before.mode(0).power() * before.mode(1).power()));
        Probe after = before.orthogonalised();
        for (int a = 0; a < 3; a++) {
            for (int b = a + 1; b < 3; b++) {
                double[] product = overlap(after.mode(a), after.mode(b));
                double scale = Math.sqrt(after.mode(a).power() * after.mode(b).power());
                assertThat(Math.hypot(product[0], product[1])).isLessThan(1e-6 * scale);
                assertThat(after.mode(a).power()).isGreaterThan(after.mode(b).power());
            }
        }
    }

    @Test
    void orthogonalisingChangesNothingThatCanBeMeasured() {
        Probe before = overlapping();
        Probe after = before.orthogonalised();
        double[] expected = densityMatrix(before);
        double[] rho = densityMatrix(after);
        double largest = 0;
        for (double value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < rho.length; i++) {
            assertThat(rho[i]).isCloseTo(expected[i], within(1e-5 * largest));
        }
        assertThat(after.power()).isCloseTo(before.power(), within(1e-6 * before.power()));
    }

    @Test
    void orthogonalisingLeavesTheOriginalAlone() {
        Probe probe = overlapping();
        float[] before = probe.mode(0).re().clone();
        probe.orthogonalised();
        assertThat(probe.mode(0).re()).isEqualTo(before);
    }

    @Test
    void aModeThatRepeatsAnotherGivesItsPowerAway() {
        ComplexImage mode = FrameKernelTest.noise(6, 5, 1);
        Probe twice = Probe.of(mode.copy(), mode.copy(), ComplexImage.zeros(6, 5));
        Probe once = twice.orthogonalised();
        assertThat(once.mode(0).power()).isCloseTo(2 * mode.power(), within(1e-5 * mode.power()));
        assertThat(once.mode(1).power()).isLessThan(1e-10 * mode.power());
        assertThat(once.mode(2).isFinite()).isTrue();
    }

    @Test
    void thePowerCanBeSet() {
        Probe probe = overlapping();
        Probe scaled = probe.withPower(1e6);
        assertThat(scaled.power()).isCloseTo(1e6, within(1.0));
        double share = probe.mode(1).power() / probe.power();
        assertThat(scaled.mode(1).power()).isCloseTo(share * 1e6, within(1.0));
        assertThat(scaled.mode(1).re()[3] * probe.mode(1).re()[3]).isPositive();
    }

    @Test
    void modesOfDifferentSizesAreRefused() {
        assertThatThrownBy(() -> Probe.of(ComplexImage.zeros(4, 4), ComplexImage.zeros(4, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one size");
        assertThatThrownBy(Probe::of).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void variationsWithDifferentNumbersOfModesAreRefused() {
        ComplexImage mode = ComplexImage.zeros(4, 4);
        assertThatThrownBy(() -> new Probe(new ComplexImage[][] {{mode, mode}, {mode}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("as many modes");
    }
}
