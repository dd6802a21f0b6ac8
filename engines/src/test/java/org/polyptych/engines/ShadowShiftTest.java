package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.physics.SimulatedScan;

class ShadowShiftTest {
    private static final int SIDE = 48;

    private static SimulatedScan scan(double defocus) {
        return SimulatedScan.wellPosed().side(SIDE).defocus(defocus);
    }

    /** The simulated probe has the phase defocus (k / 12)^2 in its aperture; geometry says pi / c for -c k^2. */
    private static double expected(double defocus) {
        return -Math.PI * (SIDE * 0.25) * (SIDE * 0.25) / defocus;
    }

    @ParameterizedTest
    @CsvSource({"-14, false", "-9, false", "9, false", "14, false", "-9, true", "-5, true", "5, true", "14, true"})
    void theShadowMovesAsGeometrySays(double defocus, boolean rough) {
        SimulatedScan scan = rough ? scan(defocus).rough() : scan(defocus);
        ShadowShift found = ShadowShift.of(scan.scan());
        assertThat(found.perFrameWidth() / expected(defocus)).isCloseTo(1, within(0.2));
        assertThat(found.correlation()).isGreaterThan(0.4);
    }

    @Test
    void noiseWeakensTheCorrelationNotTheShift() {
        ShadowShift found = ShadowShift.of(scan(9).counts(3e3).noisy().scan());
        assertThat(found.perFrameWidth() / expected(9)).isCloseTo(1, within(0.2));
        assertThat(found.correlation()).isBetween(0.1, 0.5);
    }

    @Test
    void nothingMovesInFocus() {
        assertThat(ShadowShift.of(scan(0).scan()).perFrameWidth()).isZero();
    }

    @Test
    void framesThatShareNothingDoNotCorrelate() {
        assertThat(ShadowShift.of(scan(9).step(60).scan()).correlation()).isLessThan(0.1);
    }

    @Test
    void oneFrameHasNoNeighbour() {
        ShadowShift found = ShadowShift.of(scan(9).scan().select(new int[] {0}));
        assertThat(found.perFrameWidth()).isZero();
        assertThat(found.correlation()).isZero();
    }
}
