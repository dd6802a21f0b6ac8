package org.polyptych.engines.slices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.FreeSpace;
import org.polyptych.physics.ProbeSpectrum;
import org.polyptych.physics.Tilt;

/** What steps of three slices and two modes change, against differences of the exit waves, and what comes back of it. */
class CarriedStepsTest {
    private static final int SIDE = 16;
    private static final int WIDTH = 24;
    private static final int MODES = 2;
    private static final int SLICES = 3;
    private static final double PIXEL = 1e-8;
    private static final double WAVELENGTH = 1e-10;

    private static ComplexImage[] noise(int count, int side, long stream) {
        RandomStream random = new RandomStream(3, stream);
        ComplexImage[] images = new ComplexImage[count];
        Arrays.setAll(images, k -> ComplexImage.zeros(side, side));
        for (ComplexImage image : images) {
            for (int i = 0; i < image.size(); i++) {
                image.re()[i] = (float) random.gaussian();
                image.im()[i] = (float) random.gaussian();
            }
        }
        return images;
    }

    private static ComplexImage[] moved(ComplexImage[] images, ComplexImage[] steps, float length) {
        ComplexImage[] moved = Arrays.stream(images).map(ComplexImage::copy).toArray(ComplexImage[]::new);
        for (int k = 0; k < moved.length; k++) {
            for (int i = 0; i < moved[k].size(); i++) {
                moved[k].re()[i] += length * steps[k].re()[i];
                moved[k].im()[i] += length * steps[k].im()[i];
            }
        }
        return moved;
    }

    private static double[] dot(ComplexImage[] a, ComplexImage[] b) {
        double re = 0;
        double im = 0;
        for (int m = 0; m < a.length; m++) {
            for (int i = 0; i < a[m].size(); i++) {
                re += (double) a[m].re()[i] * b[m].re()[i] + (double) a[m].im()[i] * b[m].im()[i];
                im += (double) a[m].re()[i] * b[m].im()[i] - (double) a[m].im()[i] * b[m].re()[i];
            }
        }
        return new double[] {re, im};
    }

    private final ComplexImage[] slices = noise(SLICES, WIDTH, 1);
    private final ComplexImage[] probe = noise(MODES, SIDE, 2);
    private final ComplexImage[] sliceSteps = noise(SLICES, WIDTH, 3);
    private final ComplexImage[] probeSteps = noise(MODES, SIDE, 4);
    private final FreeSpace[] gaps = {gap(2e-6, new Tilt(0, 0)), gap(5e-6, new Tilt(0.01, -0.02))};

    private static FreeSpace gap(double distance, Tilt tilt) {
        return FreeSpace.over(distance, SIDE, SIDE, PIXEL, PIXEL, WAVELENGTH).tilted(tilt, PIXEL, PIXEL);
    }

    private static FramePlacements at(double fraction) {
        return FramePlacements.at(
                new double[] {12 + fraction}, new double[] {11 - fraction}, WIDTH, WIDTH, SIDE, SIDE, false);
    }

    private SliceWaves waves(ComplexImage[] objects, boolean shifting) {
        return new SliceWaves(List.of(objects), gaps, 1, probe, shifting);
    }

    /** Copies of the exit waves. */
    private ComplexImage[] exit(ComplexImage[] objects, ComplexImage[] modes, double fraction, FrameKernel kernel) {
        SliceWaves waves = waves(objects, fraction != 0);
        kernel.see(ProbeSpectrum.of(modes, kernel.fft(), fraction != 0), at(fraction), 0);
        waves.leave(kernel, at(fraction), 0, 0);
        return moved(waves.exit(0), waves.exit(0), 0);
    }

    private static void assertClose(ComplexImage[] found, ComplexImage[] up, ComplexImage[] down, double h) {
        ComplexImage[] slope = moved(up, down, -1);
        for (ComplexImage image : slope) {
            image.scale(1 / (2 * h));
        }
        ComplexImage[] difference = moved(found, slope, -1);
        double relative = Math.sqrt(dot(difference, difference)[0] / dot(slope, slope)[0]);
        assertThat(relative).isLessThan(2e-4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.37})
    void theyAreTheSlopeOfTheExitWaves(double fraction) {
        float h = 3e-3f;
        FramePlacements placements = at(fraction);
        try (FrameKernel kernel = new FrameKernel(SIDE, SIDE, MODES, fraction != 0)) {
            SliceWaves waves = waves(slices, fraction != 0);
            kernel.see(ProbeSpectrum.of(probe, kernel.fft(), fraction != 0), placements, 0);
            waves.leave(kernel, placements, 0, 0);
            CarriedSteps carried = new CarriedSteps(waves, probe);
            ComplexImage[] u = carried.byObject(kernel, placements, 0, 0, probe, sliceSteps);
            u = moved(u, u, 0);
            kernel.see(ProbeSpectrum.of(probeSteps, kernel.fft(), fraction != 0), placements, 0);
            ComplexImage[] v = carried.byProbe(kernel, placements, 0);
            assertClose(
                    u,
                    exit(moved(slices, sliceSteps, h), probe, fraction, kernel),
                    exit(moved(slices, sliceSteps, -h), probe, fraction, kernel),
                    h);
            assertClose(
                    v,
                    exit(slices, moved(probe, probeSteps, h), fraction, kernel),
                    exit(slices, moved(probe, probeSteps, -h), fraction, kernel),
                    h);
        }
    }

    /** &lt;u, chi> behind the last slice is the sum over slices of &lt;psi_s Delta O_s, chi_s>; the same of v in front. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.37})
    void whatComesBackIsTheAdjointOfWhatIsCarried(double fraction) {
        FramePlacements placements = at(fraction);
        try (FrameKernel kernel = new FrameKernel(SIDE, SIDE, MODES, fraction != 0)) {
            SliceWaves waves = waves(slices, fraction != 0);
            kernel.see(ProbeSpectrum.of(probe, kernel.fft(), fraction != 0), placements, 0);
            ComplexImage[] seen = moved(kernel.probes(), kernel.probes(), 0);
            waves.leave(kernel, placements, 0, 0);
            ComplexImage[] chi = noise(MODES, SIDE, 5);
            for (int m = 0; m < MODES; m++) {
                System.arraycopy(chi[m].re(), 0, waves.exit(0)[m].re(), 0, chi[m].size());
                System.arraycopy(chi[m].im(), 0, waves.exit(0)[m].im(), 0, chi[m].size());
            }
            waves.comeBack(kernel, placements, 0, 0);
            double[] bySlices = new double[2];
            ComplexImage[] product = noise(MODES, SIDE, 6);
            for (int k = 0; k < SLICES; k++) {
                ComplexImage[] falling = k == 0 ? seen : waves.falling(k)[0];
                kernel.pass(sliceSteps[k], placements, 0, falling, product);
                double[] one = dot(product, waves.chi(k)[0]);
                bySlices[0] += one[0];
                bySlices[1] += one[1];
            }
            CarriedSteps carried = new CarriedSteps(waves, probe);
            ComplexImage[] u = carried.byObject(kernel, placements, 0, 0, probe, sliceSteps);
            double size = Math.sqrt(dot(u, u)[0] * dot(chi, chi)[0]);
            double[] behind = dot(u, chi);
            assertThat(Math.hypot(behind[0] - bySlices[0], behind[1] - bySlices[1]))
                    .isLessThan(1e-5 * size);

            kernel.see(ProbeSpectrum.of(probeSteps, kernel.fft(), fraction != 0), placements, 0);
            kernel.pass(slices[0], placements, 0, kernel.probes(), product);
            double[] inFront = dot(product, waves.chi(0)[0]);
            ComplexImage[] v = carried.byProbe(kernel, placements, 0);
            behind = dot(v, chi);
            size = Math.sqrt(dot(v, v)[0] * dot(chi, chi)[0]);
            assertThat(Math.hypot(behind[0] - inFront[0], behind[1] - inFront[1]))
                    .isLessThan(1e-5 * size);
        }
    }
}
