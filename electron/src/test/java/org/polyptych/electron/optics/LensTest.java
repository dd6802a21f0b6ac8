package org.polyptych.electron.optics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.FreeSpace;
import org.polyptych.physics.Probe;

class LensTest {
    /** 128 pixels of 0.2 A: 62.7 mrad at the edge, 0.98 mrad a detector pixel. */
    private static final ElectronGeometry GEOMETRY = new ElectronGeometry(128, 128, 2e-11, 2e-11, 200e3, 1);

    private static final double CONVERGENCE = 20e-3;

    private static final FocalSpread STILL = new FocalSpread(0);

    private static ComplexImage probe(String aberrations, double defocus) {
        Aberrations all = aberrations.isEmpty() ? Aberrations.NONE : Aberrations.parse(aberrations);
        return new Lens(CONVERGENCE, all.withDefocus(defocus)).probe(GEOMETRY);
    }

    private static double difference(ComplexImage a, ComplexImage b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += Math.pow(a.re()[i] - b.re()[i], 2) + Math.pow(a.im()[i] - b.im()[i], 2);
        }
        return Math.sqrt(sum / b.power());
    }

    /** The sign of defocus: underfocus has the focus behind the entrance plane. The rest is beyond small angles. */
    @Test
    void a_probe_at_defocus_d_propagated_by_d_is_the_focused_probe() {
        ComplexImage wave = probe("C12=2nm@20,C21=30nm@70", 200e-10);
        ComplexImage focused = probe("C12=2nm@20,C21=30nm@70", 0);
        assertThat(difference(wave, focused)).isGreaterThan(0.5);
        try (Fft2 fft = Fft2.of(128, 128)) {
            FreeSpace.over(200e-10, 128, 128, 2e-11, 2e-11, GEOMETRY.wavelength())
                    .forward(wave, fft);
        }
        assertThat(difference(wave, focused)).isLessThan(1e-3);
    }

    @Test
    void the_aperture_is_a_disc_with_an_edge_of_a_pixel() {
        ComplexImage wave = probe("C30=0.1mm", 50e-10);
        assertThat(wave.power()).isCloseTo(1, within(1e-5));
        try (Fft2 fft = Fft2.of(128, 128)) {
            fft.forward(wave.re(), wave.im());
        }
        double step = GEOMETRY.wavelength() / (128 * 2e-11);
        double middle = Math.hypot(wave.re()[0], wave.im()[0]);
        for (int i = 0; i < wave.size(); i++) {
            int y = i / 128 < 64 ? i / 128 : i / 128 - 128;
            int x = i % 128 < 64 ? i % 128 : i % 128 - 128;
            double off = Math.hypot(y, x) - CONVERGENCE / step;
            double expected = Math.clamp(0.5 - off, 0, 1);
            assertThat(Math.hypot(wave.re()[i], wave.im()[i]) / middle).isCloseTo(expected, within(1e-4));
        }
    }

    /** Where waves of all defoci of the spread are added with finer steps and farther out, the intensity is the same. */
    @ParameterizedTest
    @CsvSource({"20e-3, 40e-10", "40e-3, 60e-10"})
    void a_focal_spread_is_the_mean_over_a_normal_distribution_of_defoci(double convergence, double sigma) {
        Probe modes = new FocalSpread(sigma).probe(new Lens(convergence, Aberrations.defocused(30e-10)), GEOMETRY);
        assertThat(modes.modes()).isBetween(2, 20);
        double[] expected = new double[128 * 128];
        double weights = 0;
        for (double u = -4.5; u <= 4.5; u += 0.1) {
            ComplexImage wave = new Lens(convergence, Aberrations.defocused(30e-10 + u * sigma)).probe(GEOMETRY);
            double weight = Math.exp(-u * u / 2);
            weights += weight;
            for (int i = 0; i < expected.length; i++) {
                expected[i] += weight * (wave.re()[i] * wave.re()[i] + wave.im()[i] * wave.im()[i]);
            }
        }
        double off = 0;
        for (int i = 0; i < expected.length; i++) {
            double sum = 0;
            for (int m = 0; m < modes.modes(); m++) {
                sum += Math.pow(modes.mode(m).re()[i], 2)
                        + Math.pow(modes.mode(m).im()[i], 2);
            }
            off += Math.abs(sum - expected[i] / weights);
        }
        assertThat(off).isLessThan(5e-3);
        assertThat(modes.power()).isCloseTo(1, within(1e-5));
    }

    /** Rays go where the slope of the phase sends them: alpha C10 and alpha^3 C30 at the edge, more with a spread of defocus. */
    @Test
    void aberrations_and_a_spread_of_defocus_widen_the_beam_as_defocus_does() {
        assertThat(Aberrations.parse("C10=-100A").farthest(CONVERGENCE)).isCloseTo(2e-10, within(1e-14));
        assertThat(Aberrations.parse("C30=1.3mm").farthest(CONVERGENCE)).isCloseTo(104e-10, within(1e-12));
        assertThat(Aberrations.parse("C12=5nm@30").farthest(CONVERGENCE)).isCloseTo(1e-10, within(1e-14));
        // the slope of a phase is what its differences say
        Aberrations all = Aberrations.parse("C10=20nm,C12=5nm@30,C21=200nm@70,C34=3um@10");
        double most = 0;
        double h = 1e-7;
        for (double phi = 0; phi < 2 * Math.PI; phi += 0.002) {
            double y = CONVERGENCE * Math.sin(phi);
            double x = CONVERGENCE * Math.cos(phi);
            double unit = GEOMETRY.wavelength() / (2 * Math.PI);
            most = Math.max(
                    most,
                    unit
                            * Math.hypot(
                                    all.chi(y + h, x, GEOMETRY.wavelength()) - all.chi(y - h, x, GEOMETRY.wavelength()),
                                    all.chi(y, x + h, GEOMETRY.wavelength()) - all.chi(y, x - h, GEOMETRY.wavelength()))
                            / (2 * h));
        }
        assertThat(all.farthest(CONVERGENCE)).isCloseTo(most, within(0.005 * most));
        assertThatThrownBy(() -> Sampling.check(
                        GEOMETRY, new Lens(CONVERGENCE, Aberrations.parse("C30=1.3mm")), STILL, 50e-10, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("frames of 1");
        assertThatThrownBy(() -> Sampling.check(
                        GEOMETRY, new Lens(CONVERGENCE, Aberrations.NONE), new FocalSpread(250e-10), 50e-10, 1))
                .isInstanceOf(BadInputException.class);
    }

    @Test
    void a_grid_that_does_not_hold_the_probe_is_refused() {
        Lens lens = new Lens(CONVERGENCE, Aberrations.defocused(100e-10));
        Sampling.check(GEOMETRY, lens, STILL, 50e-10, 1);
        assertThatThrownBy(() -> Sampling.check(GEOMETRY, new Lens(45e-3, Aberrations.NONE), STILL, 50e-10, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("67.50 mrad or more");
        assertThatThrownBy(() -> Sampling.check(
                        GEOMETRY, new Lens(CONVERGENCE, Aberrations.defocused(800e-10)), STILL, 50e-10, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("frames of 1");
        // a thick specimen spreads a focused beam as well
        assertThatThrownBy(() -> Sampling.check(GEOMETRY, new Lens(CONVERGENCE, Aberrations.NONE), STILL, 800e-10, 1))
                .isInstanceOf(BadInputException.class);
        assertThat(Sampling.maxAngle(GEOMETRY)).isCloseTo(62.698e-3, within(1e-6));
        assertThat(Sampling.pixel(200e3, Sampling.maxAngle(GEOMETRY))).isCloseTo(2e-11, within(1e-16));
    }
}
