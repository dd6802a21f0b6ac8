package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

class StartingProbeTest {
    private static Probe start(Scan scan, Probe given, String... settings) {
        return StartingProbe.of(scan, SomeSettings.run(settings).probe(), Optional.ofNullable(given));
    }

    private static void assertRefused(Scan scan, Probe given, String because, String... settings) {
        assertThatThrownBy(() -> start(scan, given, settings))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(because)
                .hasMessageNotContaining("\n");
    }

    private static double meanCounts(Scan scan) {
        double sum = 0;
        for (int j = 0; j < scan.frames().count(); j++) {
            float[] frame = scan.frames().frame(j);
            for (int i = 0; i < frame.length; i++) {
                sum += scan.mask()[i] ? (double) frame[i] * frame[i] : 0;
            }
        }
        return sum / scan.frames().count();
    }

    private static double overlap(ComplexImage a, ComplexImage b) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < a.size(); i++) {
            re += (double) a.re()[i] * b.re()[i] + (double) a.im()[i] * b.im()[i];
            im += (double) a.re()[i] * b.im()[i] - (double) a.im()[i] * b.re()[i];
        }
        return Math.hypot(re, im) / Math.sqrt(a.power() * b.power());
    }

    /** The specimen takes some light away, so that the true probe is brighter than the mean pattern. */
    @ParameterizedTest
    @ValueSource(strings = {"auto", "file", "data"})
    void itsPowerIsTheMeanCounts(String from) {
        Scan scan = SimulatedScan.wellPosed().scan();
        scan.mask()[16 * 32 + 17] = false;
        double counts = meanCounts(scan);
        for (int modes = 1; modes <= 4; modes++) {
            Probe probe = start(scan, null, "probe.start=" + from, "probe.modes=" + modes);
            assertThat(probe.modes()).isEqualTo(modes);
            assertThat(probe.power()).isCloseTo(counts, within(1e-5 * counts));
        }
    }

    @Test
    void aProbeThatIsGivenGoesBeforeThatOfTheScan() {
        Scan scan = SimulatedScan.wellPosed().scan();
        Probe other = Probe.of(ComplexImage.constant(32, 32, 3, 4));
        ComplexImage mode = start(scan, other).mode(0);
        assertThat(mode.im()[5]).isCloseTo(mode.re()[5] * 4 / 3, within(1e-4f * mode.im()[5]));
        assertThat(overlap(start(scan, null).mode(0), scan.probe().orElseThrow().mode(0)))
                .isCloseTo(1, within(1e-5));
    }

    @Test
    void tooManyModesAreCutToTheStrongest() {
        Scan scan = SimulatedScan.wellPosed().modes(3).scan();
        Probe found = scan.probe().orElseThrow();
        Probe start = start(scan, Probe.of(found.mode(2), found.mode(0), found.mode(1)), "probe.modes=2");
        assertThat(start.modes()).isEqualTo(2);
        assertThat(overlap(start.mode(0), found.mode(0))).isCloseTo(1, within(1e-4));
        assertThat(overlap(start.mode(1), found.mode(1))).isCloseTo(1, within(1e-4));
    }

    @Test
    void tooFewModesAreJoinedByWeakOnesOrthogonalToThem() {
        Scan scan = SimulatedScan.wellPosed().scan();
        Probe start = start(scan, null, "probe.modes=6");
        assertThat(overlap(start.mode(0), scan.probe().orElseThrow().mode(0))).isGreaterThan(0.9);
        for (int a = 0; a < 6; a++) {
            assertThat(start.mode(a).power())
                    .isPositive()
                    .isLessThanOrEqualTo(start.mode(0).power());
            for (int b = a + 1; b < 6; b++) {
                assertThat(overlap(start.mode(a), start.mode(b))).isLessThan(1e-4);
            }
        }
        assertThat(start.mode(5).power()).isGreaterThan(1e-4 * start.power());
    }

    /** The most concentrated probe there is: x and y have no width to be measured in. */
    @Test
    void modesCanBeAddedToAProbeOfOnePixel() {
        ComplexImage point = ComplexImage.zeros(32, 32);
        point.re()[16 * 32 + 16] = 1;
        Probe start = start(SimulatedScan.wellPosed().scan(), Probe.of(point), "probe.modes=3");
        for (int m = 0; m < 3; m++) {
            assertThat(start.mode(m).isFinite()).isTrue();
            assertThat(start.mode(m).power()).isPositive();
        }
    }

    @Test
    void aKnownProbeIsTakenAsItIs() {
        Scan scan = SimulatedScan.wellPosed().modes(2).scan();
        assertThat(start(scan, null, "probe.known=true", "probe.modes=2"))
                .isSameAs(scan.probe().orElseThrow());
        assertRefused(scan, null, "set probe.modes=2", "probe.known=true");
        assertRefused(scan, null, "set probe.modes=2", "probe.known=true", "probe.modes=3");
    }

    @Test
    void aKnownProbeMustBeThere() {
        Scan scan = SimulatedScan.wellPosed().scan();
        Scan without = ChangedScan.of(scan).probe(null).scan();
        assertRefused(without, null, "the scan holds none", "probe.known=true");
        assertRefused(without, null, "probe.start is 'file'", "probe.start=file");
        // the scan has one, but the user does not want it
        assertRefused(scan, null, "probe.start is 'data'", "probe.known=true", "probe.start=data");
    }

    @Test
    void aProbeOfAnotherSizeIsRefused() {
        Scan scan = SimulatedScan.wellPosed().scan();
        assertRefused(scan, Probe.of(ComplexImage.constant(32, 31, 1, 0)), "32 x 31");
    }

    @Test
    void aProbeOfZerosOrNanIsRefused() {
        Scan scan = SimulatedScan.wellPosed().scan();
        assertRefused(scan, Probe.of(ComplexImage.zeros(32, 32)), "zero everywhere");
        assertRefused(scan, Probe.of(ComplexImage.constant(32, 32, 1, Float.NaN)), "NaN");
        assertRefused(
                scan,
                Probe.of(ComplexImage.constant(32, 32, 1, 0), ComplexImage.constant(32, 32, 1f / 0f, 0)),
                "mode 1");
    }
}
