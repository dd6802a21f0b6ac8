package org.polyptych.physics.simulation.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.FftOrder;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Probe;
import org.polyptych.physics.ProbeWidth;
import org.polyptych.physics.XrayGeometry;

class TestProbesTest {
    private static final double PIXEL = 10e-9;

    private static XrayGeometry geometry(int rows, int columns) {
        return new XrayGeometry(rows, columns, PIXEL, PIXEL, 8800, 2);
    }

    /** What the detector sees without an object, zero frequency in the middle. */
    private static RealImage pattern(ComplexImage beam) {
        ComplexImage wave = FftOrder.fromCentred(beam);
        try (Fft2 fft = Fft2.of(beam.rows(), beam.columns())) {
            fft.forward(wave.re(), wave.im());
        }
        return FftOrder.toCentred(wave).amplitude();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zoneplate", "mll", "gaussian", "disc"})
    void everyBeamHasPowerOneAndItsLightInTheArray(String name) {
        ComplexImage beam = TestProbes.parse(name).image(geometry(128, 96));
        assertThat(beam.power()).isCloseTo(1, within(1e-5));
        double rim = 0;
        for (int x = 0; x < 96; x++) {
            rim = Math.max(rim, Math.hypot(beam.re()[x], beam.im()[x]));
        }
        assertThat(rim).isLessThan(0.05 * beam.amplitude().max());
    }

    /** Zones of 25 nm at a pixel of 10 nm: a radius of 128 x 10 / 50 = 25.6 pixels; the stop a third of it. */
    @Test
    void aZonePlateIsARingOnTheDetector() {
        RealImage pattern = pattern(new ZonePlate(25, 1 / 3.0, 60).image(geometry(128, 128)));
        assertThat(pattern.at(64, 64 + 5)).isLessThan(1e-4f);
        assertThat(pattern.at(64, 64 + 11)).isCloseTo(pattern.at(64 - 23, 64), within(1e-4f));
        assertThat(pattern.at(64, 64 + 28)).isLessThan(1e-4f);
        double lit = pattern.sum() / pattern.at(64, 64 + 15);
        assertThat(lit).isCloseTo(Math.PI * 25.6 * 25.6 * (1 - 1 / 9.0), within(20.0));
    }

    /** Out of focus by z the shadow of the aperture has the diameter 2 z NA, NA = lambda / (2 zone). */
    @Test
    void aZonePlateOutOfFocusIsAsWideAsItsConeOfLight() {
        XrayGeometry geometry = geometry(256, 256);
        ComplexImage beam = new ZonePlate(30, 0, 200).image(geometry);
        double radius = 200e-6 * geometry.wavelength() / (2 * 30e-9) / PIXEL;
        double inside = 0;
        for (int i = 0; i < beam.size(); i++) {
            double r = Math.hypot(i / 256 - 128, i % 256 - 128);
            inside += r < radius + 4 ? (double) beam.re()[i] * beam.re()[i] + (double) beam.im()[i] * beam.im()[i] : 0;
        }
        assertThat(inside).isBetween(0.94, 1.0);
        assertThat(ProbeWidth.halfMaximum(Probe.of(beam), PIXEL, PIXEL)).isLessThan(2 * radius * PIXEL);
    }

    /** In focus a square aperture of half width n pixels gives a sinc whose first zero lies N / (2 n) pixels out. */
    @Test
    void aLaueLensIsARectangleAndItsFocusASinc() {
        RealImage pattern = pattern(new LaueLens(20, 40, 0, 0).image(geometry(128, 128)));
        // 128 x 10 / 40 = 32 rows, 16 columns either way
        assertThat(pattern.at(64 + 30, 64 + 14)).isGreaterThan(0.9f * pattern.at(64, 64));
        assertThat(pattern.at(64 + 34, 64)).isLessThan(1e-4f);
        assertThat(pattern.at(64, 64 + 18)).isLessThan(1e-4f);
        RealImage focus = new LaueLens(20, 40, 0, 0).image(geometry(128, 128)).amplitude();
        assertThat(focus.at(64, 68)).isLessThan(0.03f * focus.at(64, 64));
        assertThat(focus.at(66, 64)).isLessThan(0.05f * focus.at(64, 64));
    }

    @Test
    void astigmatismWidensTheLaueLensInOneDirectionOnly() {
        RealImage beam = new LaueLens(35, 35, 0, 100).image(geometry(128, 128)).amplitude();
        double[] spread = spread(beam);
        assertThat(spread[1]).isGreaterThan(2 * spread[0]);
    }

    /** Root mean square of rows and columns within 40 pixels, weighted by amplitude. */
    private static double[] spread(RealImage beam) {
        double sum = 0;
        double y2 = 0;
        double x2 = 0;
        for (int y = 24; y < 104; y++) {
            for (int x = 24; x < 104; x++) {
                double weight = Math.pow(beam.at(y, x), 2);
                sum += weight;
                y2 += weight * (y - 64) * (y - 64);
                x2 += weight * (x - 64) * (x - 64);
            }
        }
        return new double[] {Math.sqrt(y2 / sum), Math.sqrt(x2 / sum)};
    }

    @ParameterizedTest
    @ValueSource(doubles = {60, 100, 250})
    void aGaussianBeamIsAsWideAsItSays(double fwhm) {
        Probe beam = Probe.of(new GaussianBeam(fwhm, 0).image(geometry(128, 128)));
        assertThat(ProbeWidth.halfMaximum(beam, PIXEL, PIXEL)).isCloseTo(fwhm * 1e-9, within(0.04 * fwhm * 1e-9));
    }

    /** w(z) = w0 sqrt(1 + (z / z_R)^2), z_R = pi fwhm^2 / (2 ln 2 lambda). */
    @Test
    void aGaussianBeamWidensOutOfFocusByItsRayleighLength() {
        XrayGeometry geometry = geometry(128, 128);
        double rayleigh = Math.PI * Math.pow(100e-9, 2) / (2 * Math.log(2) * geometry.wavelength());
        Probe beam = Probe.of(new GaussianBeam(100, rayleigh * 1e6).image(geometry));
        assertThat(ProbeWidth.halfMaximum(beam, PIXEL, PIXEL)).isCloseTo(Math.sqrt(2) * 100e-9, within(0.03 * 141e-9));
    }

    /** PtychoPINN's: pixels nearer than 10.94, blurred by 1. */
    @Test
    void theDiscHasItsAreaAndASoftEdge() {
        RealImage disc = TestProbes.parse("disc").image(geometry(64, 64)).amplitude();
        double area = disc.sum() / disc.at(32, 32);
        assertThat(area).isCloseTo(Math.PI * 10.94 * 10.94, within(8.0));
        assertThat(disc.at(32, 43) / disc.at(32, 32)).isBetween(0.2f, 0.8f);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "zoneplat; did you mean 'zoneplate'",
                "zoneplate:zone=-3; zone must be larger than 0",
                "zoneplate:stop=1; stop must be 0 or more and below 1",
                "zoneplate:zone=8; beyond the detector",
                "zoneplate:zone=9000; less than a pixel",
                "zoneplate:defocus=9000; out of focus the beam is",
                "mll:defocusX=1e6; horizontally",
                "gaussian:fwhm=2000; does not fit",
                "gaussian:fwhm=1; does not fit",
                "gaussian:defocus=1e7; does not fit",
                "disc:radius=70; do not fit"
            })
    void beamsThatTheArrayCannotHoldAreRefusedInOneLine(String text, String message) {
        assertThatThrownBy(() -> TestProbes.parse(text).image(geometry(128, 128)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }
}
