package org.polyptych.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColorMapTest {

    @ParameterizedTest
    @EnumSource(names = {"GREY", "DUSK", "EMBER"})
    void lightnessRisesAllTheWayOnSequentialMaps(ColorMap map) {
        for (int k = 1; k <= 100; k++) {
            double before = OkLab.of(map.rgb((k - 1) / 100.0))[0];
            assertThat(OkLab.of(map.rgb(k / 100.0))[0]).isGreaterThan(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void equalStepsLookEqual(ColorMap map) {
        double total = 0;
        for (int k = 1; k <= 32; k++) {
            total += step(map, k);
        }
        for (int k = 1; k <= 32; k++) {
            assertThat(step(map, k) / (total / 32)).as("step %d", k).isBetween(0.8, 1.2);
        }
    }

    @Test
    void theEndsOfTheCyclicMapMeet() {
        assertThat(OkLab.distance(ColorMap.CYCLE.rgb(0), ColorMap.CYCLE.rgb(1))).isLessThan(0.005);
        assertThat(OkLab.distance(ColorMap.CYCLE.rgb(0), ColorMap.CYCLE.rgb(0.5)))
                .isGreaterThan(0.2);
    }

    @Test
    void greyIsUsedByNoMapOfPictures() {
        for (ColorMap map : new ColorMap[] {ColorMap.DUSK, ColorMap.EMBER}) {
            for (int k = 0; k <= 200; k++) {
                assertThat(OkLab.distance(map.rgb(k / 200.0), Raster.MASKED))
                        .as("%s at %d", map, k)
                        .isGreaterThan(0.03);
            }
        }
    }

    @Test
    void allPhasesAreEquallyBrightAndZeroAmplitudeIsBlack() {
        double lightness = OkLab.of(ColorMap.complexRgb(1, 0))[0];
        for (int k = 0; k < 36; k++) {
            assertThat(OkLab.of(ColorMap.complexRgb(1, k * Math.PI / 18))[0])
                    .isBetween(lightness - 0.01, lightness + 0.01);
        }
        assertThat(ColorMap.complexRgb(0, 1)).isZero();
    }

    private static double step(ColorMap map, int k) {
        return OkLab.distance(map.rgb((k - 1) / 32.0), map.rgb(k / 32.0));
    }
}
