package org.polyptych.electron.multislice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.RealImage;
import org.polyptych.electron.optics.Aberrations;
import org.polyptych.electron.optics.Sampling;
import org.polyptych.electron.scattering.Parametrization;
import org.polyptych.electron.structure.Atom;
import org.polyptych.physics.ElectronWave;

class ProjectedPotentialTest {
    private static final double A = 1e-10;

    private static Atom atom(int number, double y, double x) {
        return new Atom(number, y * A, x * A, 0, 1, 0);
    }

    /**
     * Kirkland's figure of single atoms: C, Si, Cu, Au and U in a row, imaged by a plane wave of 200 kV. Intensities go from 0.72 to
     * 1.03. It takes the sign of every phase, the strength of potentials and the interaction parameter.
     */
    @Test
    void single_atoms_look_as_in_kirklands_figure() {
        int n = 512;
        Grid grid = new Grid(n, n, 50 * A / n, 50 * A / n, 0, 0);
        RealImage potential = new ProjectedPotential(grid, Parametrization.KIRKLAND, true, Sampling.LIMIT)
                .of(List.of(atom(6, 25, 5), atom(14, 25, 15), atom(29, 25, 25), atom(79, 25, 35), atom(92, 25, 45)));
        ElectronWave wave = new ElectronWave(200e3);
        ComplexImage image = ComplexImage.zeros(n, n);
        for (int i = 0; i < image.size(); i++) {
            double phase = wave.interaction() * potential.values()[i];
            image.re()[i] = (float) Math.cos(phase);
            image.im()[i] = (float) Math.sin(phase);
        }
        Aberrations lens = Aberrations.parse("C30=1.3mm").withDefocus(700 * A);
        try (Fft2 fft = Fft2.of(n, n)) {
            fft.forward(image.re(), image.im());
            for (int i = 0; i < image.size(); i++) {
                double alphaY = wave.wavelength() * signed(i / n, n) / (50 * A);
                double alphaX = wave.wavelength() * signed(i % n, n) / (50 * A);
                boolean open = Math.hypot(alphaY, alphaX) <= 10.37e-3;
                double chi = lens.chi(alphaY, alphaX, wave.wavelength());
                double re = image.re()[i];
                double im = image.im()[i];
                image.re()[i] = (float) (open ? re * Math.cos(chi) + im * Math.sin(chi) : 0);
                image.im()[i] = (float) (open ? im * Math.cos(chi) - re * Math.sin(chi) : 0);
            }
            fft.inverse(image.re(), image.im());
        }
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int i = 0; i < image.size(); i++) {
            double intensity = image.re()[i] * image.re()[i] + image.im()[i] * image.im()[i];
            least = Math.min(least, intensity);
            most = Math.max(most, intensity);
        }
        assertThat(least).isCloseTo(0.72, within(0.006));
        assertThat(most).isCloseTo(1.03, within(0.006));
    }

    private static int signed(int k, int n) {
        return k < n / 2 ? k : k - n;
    }

    /** The mean is the forward scattering, whatever the grid: integral V = h^2 / (2 pi m e) f(0). */
    @Test
    void the_integral_of_a_potential_is_its_forward_scattering() {
        Grid grid = new Grid(60, 81, 0.1 * A, 0.12 * A, -A, -2 * A);
        RealImage potential = new ProjectedPotential(grid, Parametrization.LOBATO, true, Sampling.LIMIT)
                .of(List.of(new Atom(38, 1.234 * A, 0.777 * A, 0, 0.5, 0.01 * A * A)));
        double integral = potential.sum() * grid.pixelHeight() * grid.pixelWidth();
        double expected = 0.5 * ElectronWave.POTENTIAL_OF_SCATTERING * Parametrization.LOBATO.at(38, 0);
        assertThat(integral).isCloseTo(expected, within(1e-5 * expected));
    }

    /** An atom a pixel lower is the same picture a row lower, and one on half a pixel is even about the place between two. */
    @Test
    void atoms_lie_on_fractions_of_pixels() {
        Grid grid = new Grid(64, 64, 0.1 * A, 0.1 * A, 0, 0);
        ProjectedPotential potential = new ProjectedPotential(grid, Parametrization.KIRKLAND, true, Sampling.LIMIT);
        float[] here = potential.of(List.of(atom(14, 2.03, 3.05))).values();
        float[] lower = potential.of(List.of(atom(14, 2.13, 3.05))).values();
        double scale = 0;
        for (float value : here) {
            scale = Math.max(scale, value);
        }
        for (int i = 0; i < here.length; i++) {
            assertThat((double) lower[(i + 64) % here.length]).isCloseTo(here[i], within(1e-5 * scale));
            int mirrored = i / 64 * 64 + Math.floorMod(61 - i % 64, 64);
            assertThat((double) here[mirrored]).isCloseTo(here[i], within(1e-5 * scale));
        }
    }

    /** Heat makes potentials softer, by exp(-2 pi^2 u^2 k^2), and nothing is beyond two thirds of the highest frequency. */
    @Test
    void displacements_damp_and_the_band_is_limited() {
        int n = 64;
        double square = 0.02 * A * A;
        Grid grid = new Grid(n, n, 0.1 * A, 0.1 * A, 0, 0);
        ComplexImage cold = spectrum(grid, new Atom(22, 3 * A, 3 * A, 0, 1, 0));
        ComplexImage warm = spectrum(grid, new Atom(22, 3 * A, 3 * A, 0, 1, square));
        double most = cold.re()[0];
        for (int i = 0; i < cold.size(); i++) {
            double k = Math.hypot(signed(i / n, n), signed(i % n, n)) / (n * 0.1 * A);
            double factor = Math.exp(-2 * Math.PI * Math.PI * square * k * k);
            assertThat((double) warm.re()[i]).isCloseTo(factor * cold.re()[i], within(1e-5 * most));
            if (k > 2.0 / 3 / (2 * 0.1 * A)) {
                assertThat(Math.abs(cold.re()[i])).isLessThan((float) (1e-6 * most));
            }
        }
    }

    private static ComplexImage spectrum(Grid grid, Atom atom) {
        RealImage potential =
                new ProjectedPotential(grid, Parametrization.LOBATO, true, Sampling.LIMIT).of(List.of(atom));
        ComplexImage image =
                new ComplexImage(grid.rows(), grid.columns(), potential.values(), new float[potential.size()]);
        try (Fft2 fft = Fft2.of(grid.rows(), grid.columns())) {
            fft.forward(image.re(), image.im());
        }
        return image;
    }
}
