package org.polyptych.physics.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;

class RasterTest {
    /** The layouts of the PtyINR benchmark, and odd frames and steps. */
    @ParameterizedTest
    @CsvSource({"60,3,64", "8,32,64", "6,45,64", "4,3,15", "3,5,16", "2,3,15"})
    void wholeStepsCutPatchesAtMultiplesOfTheStepOutOfAnObjectJustLargeEnough(int n, int step, int frame) {
        XrayGeometry geometry = Some.geometry(frame, frame);
        Positions positions = Raster.square(n, step).positions(geometry);
        int side = (n - 1) * step + frame;
        assertThat(SpecimenPlacement.needed(geometry, positions)).containsExactly(side, side);
        Specimen specimen = SpecimenPlacement.under(ComplexImage.zeros(side, side), geometry, positions);
        FramePlacements placements = FramePlacements.of(specimen, positions, frame, frame, false);
        assertThat(placements.whole()).isTrue();
        for (int j = 0; j < n * n; j++) {
            assertThat(placements.top(j)).isEqualTo(j / n * step);
            assertThat(placements.left(j)).isEqualTo(j % n * step);
        }
        if (frame % 2 == 0) {
            assertThat(specimen.centreY()).isCloseTo(0, within(1e-15));
        }
    }

    /** A larger object is used in its middle. */
    @ParameterizedTest
    @CsvSource({"3,5,16,41", "4,2.5,16,40"})
    void aScanLiesInTheMiddleOfALargerObject(int n, double step, int frame, int side) {
        XrayGeometry geometry = Some.geometry(frame, frame);
        Positions positions = Raster.square(n, step).positions(geometry);
        Specimen specimen = SpecimenPlacement.under(ComplexImage.zeros(side, side), geometry, positions);
        FramePlacements placements = FramePlacements.of(specimen, positions, frame, frame, false);
        int last = placements.top(n * n - 1) + frame;
        assertThat(placements.top(0)).isBetween(side - last - 1, side - last + 1);
        assertThat(placements.down(0)).isCloseTo(0, within(1e-4f));
    }
}
