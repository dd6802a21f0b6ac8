package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Defocus;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

class ProbeFromDataTest {
    private static double radius(Probe probe) {
        return StartingProbe.moments(probe.mode(0))[2];
    }

    private static Probe truth(Scan scan) {
        return scan.truth().orElseThrow().probe();
    }

    /** Defocus in radians at the rim of the aperture. */
    @ParameterizedTest
    @ValueSource(doubles = {-14, -9, -5, 5, 9, 14})
    void itIsAboutAsWideAsTheTrueProbe(double defocus) {
        Scan scan = SimulatedScan.wellPosed().side(48).defocus(defocus).scan();
        assertThat(radius(ProbeFromData.of(scan)) / radius(truth(scan))).isBetween(0.7, 1.45);
    }

    /** Not only its width: the sign of the defocus, which intensities of one frame cannot tell, comes from the scan. */
    @ParameterizedTest
    @ValueSource(doubles = {-14, -9, 9, 14})
    void itLooksLikeTheTrueProbe(double defocus) {
        Scan scan = SimulatedScan.wellPosed().side(48).defocus(defocus).scan();
        assertThat(likeness(ProbeFromData.of(scan), truth(scan))).isGreaterThan(0.6);
        Probe otherSide =
                truth(SimulatedScan.wellPosed().side(48).defocus(-defocus).scan());
        assertThat(likeness(ProbeFromData.of(scan), otherSide)).isLessThan(0.3);
    }

    @Test
    void itLooksLikeTheTrueProbeInFocus() {
        Scan scan = SimulatedScan.wellPosed().side(48).defocus(0).scan();
        assertThat(likeness(ProbeFromData.of(scan), truth(scan))).isGreaterThan(0.9);
    }

    /** Frames without overlap tell nothing of a defocus. */
    @Test
    void itIsInFocusWhereFramesShareNothing() {
        Scan scan = SimulatedScan.wellPosed().step(40).scan();
        assertThat(radius(ProbeFromData.of(scan))).isLessThan(2.5);
    }

    @Test
    void noiseHardlyChangesItsWidth() {
        Scan scan = SimulatedScan.wellPosed()
                .side(48)
                .defocus(9)
                .counts(3e3)
                .noisy()
                .scan();
        assertThat(radius(ProbeFromData.of(scan)) / radius(truth(scan))).isBetween(0.7, 1.4);
    }

    /** |<a, b>|^2 of normalised probes. */
    private static double likeness(Probe a, Probe b) {
        double re = 0;
        double im = 0;
        ComplexImage p = a.mode(0);
        ComplexImage q = b.mode(0);
        for (int i = 0; i < p.size(); i++) {
            re += (double) p.re()[i] * q.re()[i] + (double) p.im()[i] * q.im()[i];
            im += (double) p.re()[i] * q.im()[i] - (double) p.im()[i] * q.re()[i];
        }
        return (re * re + im * im) / p.power() / q.power();
    }

    @Test
    void itLiesInTheMiddle() {
        double[] moments = StartingProbe.moments(
                ProbeFromData.of(SimulatedScan.wellPosed().scan()).mode(0));
        assertThat(moments[0]).isCloseTo(16, within(1.0));
        assertThat(moments[1]).isCloseTo(16, within(1.0));
    }

    @Test
    void maskedPixelsHaveNoSay() {
        Scan scan = SimulatedScan.wellPosed().scan();
        scan.mask()[500] = false;
        float[][] spoilt = ChangedScan.of(scan).copiedFrames();
        for (float[] frame : spoilt) {
            frame[500] = Float.NaN;
        }
        ComplexImage clean = ProbeFromData.of(scan).mode(0);
        ComplexImage dirty =
                ProbeFromData.of(ChangedScan.of(scan).frames(spoilt).scan()).mode(0);
        assertThat(dirty.re()).isEqualTo(clean.re());
        assertThat(dirty.im()).isEqualTo(clean.im());
    }

    /** Patterns that do not change from frame to frame tell of no width: the probe is then the focus. */
    @Test
    void patternsWithoutSpeckleGiveAFiniteProbe() {
        Scan scan = SimulatedScan.wellPosed().scan();
        float[][] flat = new float[scan.frames().count()][32 * 32];
        for (float[] frame : flat) {
            Arrays.fill(frame, 3);
        }
        Probe probe = ProbeFromData.of(ChangedScan.of(scan).frames(flat).scan());
        assertThat(probe.mode(0).isFinite()).isTrue();
        assertThat(probe.power()).isPositive();
    }

    /** A defocus that is said: carried through free space by it, the probe is in focus, the transform of a flat phase. */
    @Test
    void aKnownDefocusPutsTheFocusDownstream() {
        Scan scan = SimulatedScan.wellPosed().side(48).defocus(9).scan();
        Geometry geometry = scan.geometry();
        double depth = 10 * geometry.pixelHeight() * geometry.pixelHeight() / geometry.wavelength();
        Probe said = ProbeFromData.of(scan, OptionalDouble.of(depth));
        Probe carried =
                new Defocus(said, geometry.pixelHeight(), geometry.pixelWidth(), geometry.wavelength()).at(depth);
        Probe focused = ProbeFromData.of(scan, OptionalDouble.of(0));
        assertThat(likeness(carried, focused)).isGreaterThan(0.999);
        assertThat(likeness(said, focused)).isLessThan(0.9);
    }

    /** A defocus that would have no effect is refused: a probe that is there has one of its own. */
    @Test
    void aDefocusIsOfAProbeThatIsMadeFromTheData() {
        Scan scan = SimulatedScan.wellPosed().scan();
        Reconstruction recipe = Reconstruction.with("rpie", SomeSettings.of("probe.defocus=1e-6"), 1, 1, 1);
        assertThatThrownBy(() -> recipe.run(
                        scan,
                        Optional.of(scan.truth().orElseThrow().probe()),
                        Optional.empty(),
                        Observer.NONE,
                        () -> false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("probe.start=data");
    }
}
