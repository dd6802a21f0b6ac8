package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;

class FrameKernelTest {
    private static final int ROWS = 20;
    private static final int COLUMNS = 24;
    private static final int MODES = 2;

    /** Re and im of sum conj(a) b. */
    private static double[] dot(ComplexImage a, ComplexImage b) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < a.size(); i++) {
            re += (double) a.re()[i] * b.re()[i] + (double) a.im()[i] * b.im()[i];
            im += (double) a.re()[i] * b.im()[i] - (double) a.im()[i] * b.re()[i];
        }
        return new double[] {re, im};
    }

    static ComplexImage noise(int rows, int columns, long stream) {
        RandomStream random = new RandomStream(3, stream);
        ComplexImage image = ComplexImage.zeros(rows, columns);
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] = (float) random.gaussian();
            image.im()[i] = (float) random.gaussian();
        }
        return image;
    }

    private static void fill(ComplexImage target, ComplexImage source) {
        System.arraycopy(source.re(), 0, target.re(), 0, target.size());
        System.arraycopy(source.im(), 0, target.im(), 0, target.size());
    }

    private static FramePlacements at(double row, double column) {
        Specimen specimen = Specimen.of(noise(40, 50, 9), 1, 1, 20, 25);
        return FramePlacements.of(
                specimen, new Positions(new double[] {row}, new double[] {column}), ROWS, COLUMNS, false);
    }

    /** For A: patch or probe to detector waves, &lt;A x, w> = &lt;x, A^H w>. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.37})
    void theAdjointIdentityHoldsTowardsPatchAndProbe(double fraction) {
        ComplexImage specimen = noise(40, 50, 1);
        ComplexImage[] probe = {noise(ROWS, COLUMNS, 2), noise(ROWS, COLUMNS, 3)};
        ComplexImage[] detector = {noise(ROWS, COLUMNS, 4), noise(ROWS, COLUMNS, 5)};
        FramePlacements placements = at(18 + fraction, 24 - fraction);
        boolean shifting = fraction != 0;
        try (FrameKernel kernel = new FrameKernel(ROWS, COLUMNS, MODES, shifting)) {
            ProbeSpectrum spectrum = ProbeSpectrum.of(probe, kernel.fft(), shifting);
            kernel.place(specimen, spectrum, placements, 0);
            kernel.exitWaves();
            kernel.toDetector();
            double re = 0;
            double im = 0;
            for (int m = 0; m < MODES; m++) {
                double[] part = dot(kernel.wave(m), detector[m]);
                re += part[0];
                im += part[1];
                fill(kernel.wave(m), detector[m]);
            }
            kernel.fromDetector();

            ComplexImage towardsPatch = ComplexImage.zeros(ROWS, COLUMNS);
            kernel.addToPatch(kernel.waves(), towardsPatch.re(), towardsPatch.im());
            double[] viaPatch = dot(kernel.patch(), towardsPatch);
            assertThat(viaPatch[0]).isCloseTo(re, within(1e-4 * Math.abs(re) + 1e-2));
            assertThat(viaPatch[1]).isCloseTo(im, within(1e-4 * Math.abs(im) + 1e-2));

            double probeRe = 0;
            double probeIm = 0;
            for (int m = 0; m < MODES; m++) {
                ComplexImage towardsProbe = ComplexImage.zeros(ROWS, COLUMNS);
                kernel.addToProbe(kernel.wave(m), towardsProbe);
                if (shifting) {
                    kernel.fft().inverse(towardsProbe.re(), towardsProbe.im());
                }
                double[] part = dot(probe[m], towardsProbe);
                probeRe += part[0];
                probeIm += part[1];
            }
            assertThat(probeRe).isCloseTo(re, within(1e-4 * Math.abs(re) + 1e-2));
            assertThat(probeIm).isCloseTo(im, within(1e-4 * Math.abs(im) + 1e-2));
        }
    }

    @Test
    void propagationConservesPower() {
        ComplexImage[] probe = {noise(ROWS, COLUMNS, 2)};
        try (FrameKernel kernel = new FrameKernel(ROWS, COLUMNS, 1, true)) {
            ProbeSpectrum spectrum = ProbeSpectrum.of(probe, kernel.fft(), true);
            kernel.place(noise(40, 50, 1), spectrum, at(20.25, 25.4), 0);
            assertThat(kernel.probe(0).power()).isCloseTo(probe[0].power(), within(1e-3));
            kernel.exitWaves();
            double before = kernel.wave(0).power();
            kernel.toDetector();
            assertThat(kernel.wave(0).power()).isCloseTo(before, within(1e-5 * before));
        }
    }

    /** A frame half a pixel further down sees the probe half a pixel further down: twice is one whole pixel. */
    @Test
    void twoHalfPixelShiftsAreOneWholePixel() {
        ComplexImage probe = noise(ROWS, COLUMNS, 2);
        SubPixelShift shift = new SubPixelShift(ROWS, COLUMNS);
        ComplexImage moved = probe.copy();
        ComplexImage out = ComplexImage.zeros(ROWS, COLUMNS);
        try (var fft = org.polyptych.core.Fft2.of(ROWS, COLUMNS)) {
            fft.forward(moved.re(), moved.im());
            shift.prepare(0.5, 0);
            shift.apply(moved.re(), moved.im(), out.re(), out.im(), 0, ROWS);
            shift.apply(out.re(), out.im(), moved.re(), moved.im(), 0, ROWS);
            fft.inverse(moved.re(), moved.im());
        }
        for (int y = 0; y < ROWS; y++) {
            for (int x = 0; x < COLUMNS; x++) {
                assertThat(moved.re()[(y + 1) % ROWS * COLUMNS + x])
                        .isCloseTo(probe.re()[y * COLUMNS + x], within(2e-5f));
            }
        }
    }
}
