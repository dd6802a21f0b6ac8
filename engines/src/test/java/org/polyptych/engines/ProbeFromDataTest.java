package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.ComplexImage;
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

    /** A specimen that scatters at random, as the estimate assumes; defocus in radians at the rim of the aperture. */
    @ParameterizedTest
    @ValueSource(doubles = {5, 9})
    void itIsAsWideAsTheTrueProbeWhereTheSpecimenIsRough(double defocus) {
        Scan scan = SimulatedScan.wellPosed().side(48).defocus(defocus).rough().scan();
        assertThat(radius(ProbeFromData.of(scan)) / radius(truth(scan))).isCloseTo(1, within(0.3));
    }

    /** A limit of the method: a smooth specimen has too little speckle, and the probe is found too narrow. */
    @ParameterizedTest
    @ValueSource(doubles = {5, 9})
    void aSmoothSpecimenMakesItNarrowerByNoMoreThanAFactorOfThree(double defocus) {
        Scan scan = SimulatedScan.wellPosed().side(48).defocus(defocus).scan();
        assertThat(radius(ProbeFromData.of(scan)) / radius(truth(scan))).isBetween(0.4, 1.3);
    }

    /** A probe much narrower than the step was never meant to overlap: the step is believed, not the probe. */
    @Test
    void itsDiameterIsAtLeastFourSteps() {
        Scan scan = SimulatedScan.wellPosed().side(48).defocus(2).rough().scan();
        double perFrame = area(scan) / scan.frames().count();
        assertThat(radius(ProbeFromData.of(scan))).isCloseTo(Math.sqrt(2 * perFrame), within(0.1));
    }

    /** The scanned rectangle in pixels. */
    private static double area(Scan scan) {
        double[] y = scan.positions().y();
        double[] x = scan.positions().x();
        return range(y)
                * range(x)
                / scan.geometry().pixelHeight()
                / scan.geometry().pixelWidth();
    }

    private static double range(double[] values) {
        return Arrays.stream(values).max().orElseThrow()
                - Arrays.stream(values).min().orElseThrow();
    }

    @Test
    void noiseDoesNotMakeItWider() {
        Scan scan = SimulatedScan.wellPosed()
                .side(48)
                .defocus(9)
                .rough()
                .counts(3e4)
                .noisy()
                .scan();
        assertThat(radius(ProbeFromData.of(scan)) / radius(truth(scan))).isCloseTo(1, within(0.3));
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
}
