package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElectronWaveTest {
    /** Kirkland, Advanced Computing in Electron Microscopy, table of wavelengths and interaction parameters. */
    @ParameterizedTest
    @CsvSource({
        "80e3, 0.0417572, 1.00871e-3",
        "120e3, 0.0334922, 8.6381e-4",
        "200e3, 0.0250793, 7.2884e-4",
        "300e3, 0.0196875, 6.5262e-4"
    })
    void wavelength_and_interaction_are_relativistic(double volts, double angstrom, double perVoltAngstrom) {
        ElectronWave wave = new ElectronWave(volts);
        assertThat(wave.wavelength() * 1e10).isCloseTo(angstrom, within(6e-8));
        assertThat(wave.interaction() * 1e-10).isCloseTo(perVoltAngstrom, within(6e-9));
    }

    /** h^2 / (2 pi m e) = 2 pi a_0 e, with a_0 of 0.529177 A and e of 14.39965 V A. */
    @Test
    void a_scattering_factor_becomes_a_potential() {
        assertThat(ElectronWave.POTENTIAL_OF_SCATTERING * 1e20)
                .isCloseTo(2 * Math.PI * 0.529177 * 14.39965, within(1e-3));
    }
}
