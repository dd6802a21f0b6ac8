package org.polyptych.electron.multislice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.Fft2;
import org.polyptych.core.RealImage;
import org.polyptych.electron.optics.Aberrations;
import org.polyptych.electron.optics.Lens;
import org.polyptych.electron.optics.Sampling;
import org.polyptych.electron.scattering.Parametrization;
import org.polyptych.electron.specimen.StrontiumTitanate;
import org.polyptych.electron.structure.Atom;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.FreeSpace;

/** A probe through SrTiO3, slice by slice. */
class ThicknessSeriesTest {
    private static final double EDGE = 3.905e-10;
    private static final int N = 256;
    private static final double PIXEL = 2 * EDGE / N;
    private static final ElectronGeometry GEOMETRY = new ElectronGeometry(N, N, PIXEL, PIXEL, 200e3, 1);

    /** SrO at the entrance plane and TiO2 half a cell below, on two cells each way: periodic like the grid. */
    private static ComplexImage plane(boolean second) {
        Grid grid = new Grid(N, N, PIXEL, PIXEL, -EDGE, -EDGE);
        List<Atom> atoms = new StrontiumTitanate(3.9)
                .over(2 * EDGE, 2 * EDGE, 1).atoms().stream()
                        .filter(atom -> atom.z() > EDGE / 4 == second)
                        .toList();
        RealImage potential = new ProjectedPotential(grid, Parametrization.LOBATO, true, Sampling.LIMIT).of(atoms);
        ComplexImage image = ComplexImage.zeros(N, N);
        for (int i = 0; i < image.size(); i++) {
            double phase = GEOMETRY.wave().interaction() * potential.values()[i];
            image.re()[i] = (float) Math.cos(phase);
            image.im()[i] = (float) Math.sin(phase);
        }
        return image;
    }

    private static double below(ComplexImage wave, Fft2 fft) {
        ComplexImage spectrum = wave.copy();
        fft.forward(spectrum.re(), spectrum.im());
        double sum = 0;
        for (int i = 0; i < spectrum.size(); i++) {
            int y = i / N < N / 2 ? i / N : i / N - N;
            int x = i % N < N / 2 ? i % N : i % N - N;
            if (Math.hypot(y, x) <= Sampling.LIMIT * N / 2) {
                sum += (double) spectrum.re()[i] * spectrum.re()[i] + (double) spectrum.im()[i] * spectrum.im()[i];
            }
        }
        return sum;
    }

    /**
     * A slice keeps all of the intensity, the way to the next all that is below the band limit, each to a millionth, and so little is
     * scattered beyond that two cells keep all but a millionth. Over many slices the rounding of single precision adds up.
     */
    @Test
    void intensity_below_the_band_limit_is_conserved() {
        ComplexImage[] planes = {plane(false), plane(true)};
        FreeSpace gap = FreeSpace.over(EDGE / 2, N, N, PIXEL, PIXEL, GEOMETRY.wavelength())
                .limited(Sampling.LIMIT, PIXEL, PIXEL);
        ComplexImage wave = new Lens(25e-3, Aberrations.NONE).probe(GEOMETRY);
        double start = wave.power();
        double beyond = 0;
        double worst = 0;
        double twoCells = 0;
        try (Fft2 fft = Fft2.of(N, N)) {
            for (int s = 0; s < 26; s++) {
                double before = wave.power();
                ComplexImage plane = planes[s % 2];
                ComplexLoops.multiply(
                        plane.re(), plane.im(), wave.re(), wave.im(), wave.re(), wave.im(), 0, wave.size());
                worst = Math.max(worst, Math.abs(wave.power() / before - 1));
                double kept = below(wave, fft);
                beyond += wave.power() - kept;
                gap.forward(wave, fft);
                worst = Math.max(worst, Math.abs(wave.power() / kept - 1));
                twoCells = s == 3 ? wave.power() / start : twoCells;
            }
        }
        assertThat(worst).as("one slice and the way behind it").isLessThan(1e-6);
        assertThat(twoCells).as("two cells").isCloseTo(1, within(1e-6));
        assertThat((wave.power() + beyond) / start).as("with what went beyond").isCloseTo(1, within(5e-6));
        assertThat(wave.power() / start).as("thirteen cells").isCloseTo(1, within(5e-6));
    }
}
