package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;

class TiltTest {
    private static final int N = 48;
    private static final int CANVAS = 80;
    private static final double PIXEL = 1e-8;
    private static final double WAVELENGTH = 1.4e-10;
    private static final double SPACING = 5e-6;
    private static final Positions PLACES = new Positions(new double[] {0, 3e-8, -5e-8}, new double[] {0, -4e-8, 2e-8});

    /** So many pixels from slice to slice. */
    private static Tilt pixels(double down, double right) {
        return new Tilt(Math.atan(down * PIXEL / SPACING), Math.atan(right * PIXEL / SPACING));
    }

    /** Phases that scatter by small angles only, so that nothing leaves the frame on one side and comes back on the other. */
    private static ComplexImage slice(long seed) {
        RandomStream random = new RandomStream(seed, 0);
        double[] waves = new double[12];
        Arrays.setAll(waves, k -> k % 3 == 2 ? random.gaussian() : Math.rint(12 * random.uniform() - 6));
        ComplexImage image = ComplexImage.zeros(CANVAS, CANVAS);
        for (int i = 0; i < image.size(); i++) {
            double phase = 0;
            for (int k = 0; k < waves.length; k += 3) {
                phase += 0.5
                        * Math.cos(2 * Math.PI * (waves[k] * (i / CANVAS) + waves[k + 1] * (i % CANVAS)) / CANVAS
                                + waves[k + 2]);
            }
            image.re()[i] = (float) Math.cos(phase);
            image.im()[i] = (float) Math.sin(phase);
        }
        return image;
    }

    private static ComplexImage rolled(ComplexImage image, int down, int right) {
        ComplexImage moved = ComplexImage.zeros(CANVAS, CANVAS);
        for (int y = 0; y < CANVAS; y++) {
            for (int x = 0; x < CANVAS; x++) {
                int to = Math.floorMod(y + down, CANVAS) * CANVAS + Math.floorMod(x + right, CANVAS);
                moved.re()[to] = image.re()[y * CANVAS + x];
                moved.im()[to] = image.im()[y * CANVAS + x];
            }
        }
        return moved;
    }

    /** Times exp(2 pi i (y down + x right) / N). */
    private static ComplexImage ramped(ComplexImage image, int down, int right) {
        ComplexImage ramped = ComplexImage.zeros(image.rows(), image.columns());
        for (int i = 0; i < image.size(); i++) {
            double phase = 2 * Math.PI * (i / image.columns() * down + i % image.columns() * right) / N;
            double cos = Math.cos(phase);
            double sin = Math.sin(phase);
            ramped.re()[i] = (float) (image.re()[i] * cos - image.im()[i] * sin);
            ramped.im()[i] = (float) (image.re()[i] * sin + image.im()[i] * cos);
        }
        return ramped;
    }

    private static ComplexImage beam() {
        ComplexImage beam = ComplexImage.zeros(N, N);
        for (int i = 0; i < beam.size(); i++) {
            double y = i / N - N / 2;
            double x = i % N - N / 2;
            beam.re()[i] = (float) Math.exp(-(y * y + x * x) / 50);
        }
        return beam;
    }

    private static float[][] frames(ComplexImage beam, Tilt tilt, ComplexImage... slices) {
        double[] spacing = new double[slices.length - 1];
        Arrays.fill(spacing, SPACING);
        Specimen specimen = new Specimen(new ComplexImage[][] {slices}, PIXEL, PIXEL, 0, 0, spacing, tilt);
        SliceStack stack = new SliceStack(specimen, N, N, WAVELENGTH);
        float[][] frames = new float[PLACES.count()][];
        try (FrameKernel kernel = new FrameKernel(N, N, 1, true)) {
            ProbeSpectrum probe = ProbeSpectrum.of(new ComplexImage[] {beam}, kernel.fft(), true);
            FramePlacements placements = FramePlacements.of(specimen, PLACES, N, N, false);
            for (int j = 0; j < frames.length; j++) {
                frames[j] = stack.intensity(kernel, probe, placements, j, 1);
            }
        }
        return frames;
    }

    private static double difference(float[][] a, float[][] b) {
        double difference = 0;
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            for (int i = 0; i < a[j].length; i++) {
                difference += Math.abs((double) a[j][i] - b[j][i]);
                sum += Math.abs(b[j][i]);
            }
        }
        return difference / sum;
    }

    @Test
    void aTiltedSpecimenIsOneWhoseDeeperSlicesAreMoved() {
        ComplexImage[] slices = {slice(1), slice(2), slice(3)};
        float[][] tilted = frames(beam(), pixels(3, -2), slices);
        float[][] moved = frames(beam(), Tilt.NONE, slices[0], rolled(slices[1], 3, -2), rolled(slices[2], 6, -4));
        assertThat(difference(tilted, moved)).isLessThan(2e-4);
        assertThat(difference(frames(beam(), Tilt.NONE, slices), moved)).isGreaterThan(0.1);
    }

    /** Why no engine fits a tilt while the probe is unknown: the beam may as well have come in under an angle. */
    @Test
    void aTiltIsARampOnTheProbeAndItsOppositeOnTheLastSlice() {
        ComplexImage[] slices = {slice(1), slice(2), slice(3)};
        double perPixel = WAVELENGTH / (N * PIXEL);
        float[][] tilted = frames(beam(), new Tilt(Math.atan(4 * perPixel), Math.atan(-3 * perPixel)), slices);
        float[][] ramps = frames(ramped(beam(), -4, 3), Tilt.NONE, slices[0], slices[1], ramped(slices[2], 4, -3));
        assertThat(difference(tilted, ramps)).isLessThan(2e-3);
        assertThat(difference(frames(beam(), Tilt.NONE, slices), ramps)).isGreaterThan(0.05);
    }

    @Test
    void anglesThatAreNotSmallAreRefused() {
        assertThatThrownBy(() -> new Tilt(0.3, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-0.2 to 0.2");
        assertThatThrownBy(() -> new Tilt(0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
