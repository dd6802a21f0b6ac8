package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;

class GeometryTest {
    /** 12.398 keV is one angstrom. */
    @Test
    void xraysAreShorterTheHarderTheyAre() {
        assertThat(xray(12398.41984332, 1).wavelength()).isCloseTo(1e-10, within(1e-19));
        assertThat(xray(8800, 1).wavelength()).isCloseTo(1.40891e-10, within(1e-15));
    }

    private static XrayGeometry xray(double energyEv, double distance) {
        return new XrayGeometry(128, 256, 1e-8, 2e-8, energyEv, distance);
    }

    /** Far field: specimen pixel = wavelength distance / (pixels times detector pixel), along each axis. */
    @Test
    void detectorPixelsFollowFromTheFarField() {
        Geometry geometry = xray(12398.41984332, 2);
        assertThat(geometry.detectorPixelHeight()).isCloseTo(1e-10 * 2 / (128 * 1e-8), within(1e-12));
        assertThat(geometry.detectorPixelWidth()).isCloseTo(1e-10 * 2 / (256 * 2e-8), within(1e-12));
    }

    @Test
    void whatIsUnknownStaysUnknown() {
        assertThat(xray(Double.NaN, 1).wavelength()).isNaN();
        assertThat(xray(8000, Double.NaN).detectorPixelWidth()).isNaN();
        assertThat(new ElectronGeometry(8, 8, 1e-11, 1e-11, Double.NaN, 1).wavelength())
                .isNaN();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1e-8, Double.NaN, Double.POSITIVE_INFINITY})
    void aPixelWithoutSizeIsRefused(double pixel) {
        assertThatThrownBy(() -> new XrayGeometry(8, 8, pixel, 1e-8, 8000, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("pixel");
        assertThatThrownBy(() -> new ElectronGeometry(8, 8, 1e-11, pixel, 2e5, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("pixel");
    }
}
