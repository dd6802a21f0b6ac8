package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;

class FramePlacementsTest {
    private static final double PIXEL = 1e-8;
    /** 40 x 51 pixels; pixel (20, 25) lies at (1 um, -2 um). */
    private static final Specimen SPECIMEN = Specimen.of(ComplexImage.zeros(40, 51), PIXEL, 2 * PIXEL, 1e-6, -2e-6);

    private static FramePlacements at(double row, double column, boolean round) {
        double y = 1e-6 + (row - 20) * PIXEL;
        double x = -2e-6 + (column - 25) * 2 * PIXEL;
        return FramePlacements.of(SPECIMEN, new Positions(new double[] {y}, new double[] {x}), 8, 9, round);
    }

    /** The probe's centre pixel, (rows / 2, columns / 2), lies at the position. */
    @Test
    void wholePixelsAreWhole() {
        FramePlacements placements = at(13, 30, false);
        assertThat(placements.top(0)).isEqualTo(13 - 4);
        assertThat(placements.left(0)).isEqualTo(30 - 4);
        assertThat(placements.whole()).isTrue();
        assertThat(placements.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"13.25,30.4", "12.75,29.6", "13.49,30.51", "20.001,25"})
    void fractionsAreKept(double row, double column) {
        FramePlacements placements = at(row, column, false);
        assertThat(placements.whole()).isFalse();
        assertThat(placements.top(0) + 4 + placements.down(0)).isCloseTo((float) row, within(1e-5f));
        assertThat(placements.left(0) + 4 + placements.right(0)).isCloseTo((float) column, within(1e-5f));
        assertThat(Math.abs(placements.down(0))).isLessThanOrEqualTo(0.5f);
        assertThat(Math.abs(placements.right(0))).isLessThanOrEqualTo(0.5f);
    }

    @Test
    void fractionsAreDroppedOnRequest() {
        FramePlacements placements = at(12.75, 30.4, true);
        assertThat(placements.whole()).isTrue();
        assertThat(placements.top(0)).isEqualTo(13 - 4);
        assertThat(placements.left(0)).isEqualTo(30 - 4);
        assertThat(placements.down(0)).isZero();
        assertThat(placements.right(0)).isZero();
    }

    @Test
    void theCornersOfTheObjectCanBeReached() {
        assertThat(at(4, 4, false).top(0)).isZero();
        assertThat(at(4, 4, false).left(0)).isZero();
        assertThat(at(36, 46, false).top(0)).isEqualTo(40 - 8);
        assertThat(at(36, 46, false).left(0)).isEqualTo(51 - 9);
    }

    @ParameterizedTest
    @CsvSource({"3,20", "20,3", "37,20", "20,47", "1e30,20", "-1e30,20", "20,1e30"})
    void aFrameThatDoesNotLieOnTheObjectIsRefused(double row, double column) {
        assertThatThrownBy(() -> at(row, column, false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("frame 0")
                .hasMessageContaining("40 x 51")
                .hasMessageNotContaining("\n");
    }
}
