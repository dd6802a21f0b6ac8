package org.polyptych.physics.beam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.physics.AngularSpectrum;

class BeamCurvatureTest {
    private static final int ROWS = 128;
    private static final int COLUMNS = 96;
    private static final double PIXEL = 1e-7;
    private static final double WAVELENGTH = 1e-10;

    /** Off the middle, tilted, and wide enough not to be broadened by its own diffraction. */
    private static ComplexImage beam(double radiusDown, double radiusRight) {
        ComplexImage beam = ComplexImage.zeros(ROWS, COLUMNS);
        for (int i = 0; i < beam.size(); i++) {
            double y = (i / COLUMNS - ROWS / 2 - 3) * PIXEL;
            double x = (i % COLUMNS - COLUMNS / 2 + 2) * PIXEL;
            double amplitude = Math.exp(-(y * y + x * x) / Math.pow(15 * PIXEL, 2));
            double phase = Math.PI / WAVELENGTH * (y * y / radiusDown + x * x / radiusRight) + 0.2 * y / PIXEL;
            beam.re()[i] = (float) (amplitude * Math.cos(phase));
            beam.im()[i] = (float) (amplitude * Math.sin(phase));
        }
        return beam;
    }

    @Test
    void aCurvedWaveHasTheCurvatureOfItsPhase() {
        BeamCurvature found = BeamCurvature.of(beam(0.02, -0.05), PIXEL, PIXEL, WAVELENGTH);
        assertThat(1 / found.down()).isCloseTo(0.02, withinPercentage(0.5));
        assertThat(1 / found.right()).isCloseTo(-0.05, withinPercentage(0.5));
    }

    /** The rms width of the light grows as the curvature says. */
    @Test
    void aCurvedWaveGrowsAsItsMagnificationSays() {
        ComplexImage beam = beam(0.02, 0.03);
        double before = width(beam);
        double magnification = BeamCurvature.of(beam, PIXEL, PIXEL, WAVELENGTH).magnification(0.004)[0];
        AngularSpectrum space = new AngularSpectrum(ROWS, COLUMNS, PIXEL, PIXEL, WAVELENGTH, 0.004);
        try (Fft2 fft = Fft2.of(ROWS, COLUMNS)) {
            space.forward(beam, fft);
        }
        assertThat(magnification).isCloseTo(1.2, withinPercentage(0.5));
        assertThat(width(beam) / before).isCloseTo(magnification, withinPercentage(1));
    }

    private static double width(ComplexImage beam) {
        double light = 0;
        double place = 0;
        double square = 0;
        for (int i = 0; i < beam.size(); i++) {
            double w = (double) beam.re()[i] * beam.re()[i] + (double) beam.im()[i] * beam.im()[i];
            light += w;
            place += w * (i / COLUMNS);
            square += w * (i / COLUMNS) * (i / COLUMNS);
        }
        return Math.sqrt(square / light - place * place / light / light);
    }
}
