package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;

class FreeSpaceTest {
    private static final int ROWS = 40;
    private static final int COLUMNS = 48;
    private static final double HEIGHT = 1.1e-8;
    private static final double WIDTH = 1e-8;
    private static final double WAVELENGTH = 1.4e-10;

    private static FreeSpace over(double distance) {
        return FreeSpace.over(distance, ROWS, COLUMNS, HEIGHT, WIDTH, WAVELENGTH);
    }

    private static double[] dot(ComplexImage a, ComplexImage b) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < a.size(); i++) {
            re += (double) a.re()[i] * b.re()[i] + (double) a.im()[i] * b.im()[i];
            im += (double) a.re()[i] * b.im()[i] - (double) a.im()[i] * b.re()[i];
        }
        return new double[] {re, im};
    }

    private static double distance(ComplexImage a, ComplexImage b) {
        ComplexImage difference = a.copy();
        for (int i = 0; i < a.size(); i++) {
            difference.re()[i] -= b.re()[i];
            difference.im()[i] -= b.im()[i];
        }
        return Math.sqrt(difference.power() / b.power());
    }

    /** exp(-(r / w)^2) at a waist, exp(i pi (y py + x px)) tilted by whole waves across the grid. */
    private static ComplexImage gaussian(double waist, int wavesDown, int wavesRight) {
        ComplexImage image = ComplexImage.zeros(ROWS, COLUMNS);
        for (int i = 0; i < image.size(); i++) {
            double y = i / COLUMNS - ROWS / 2;
            double x = i % COLUMNS - COLUMNS / 2;
            double r2 = y * y * HEIGHT * HEIGHT + x * x * WIDTH * WIDTH;
            double phase = 2 * Math.PI * (wavesDown * y / ROWS + wavesRight * x / COLUMNS);
            image.re()[i] = (float) (Math.exp(-r2 / (waist * waist)) * Math.cos(phase));
            image.im()[i] = (float) (Math.exp(-r2 / (waist * waist)) * Math.sin(phase));
        }
        return image;
    }

    @Test
    void powerIsKeptAndTheWayBackIsTheAdjointAndTheInverse() {
        ComplexImage a = FrameKernelTest.noise(ROWS, COLUMNS, 1);
        ComplexImage b = FrameKernelTest.noise(ROWS, COLUMNS, 2);
        try (Fft2 fft = Fft2.of(ROWS, COLUMNS)) {
            FreeSpace space = over(7e-6);
            ComplexImage there = a.copy();
            space.forward(there, fft);
            ComplexImage back = b.copy();
            space.back(back, fft);
            assertThat(distance(there, a)).isGreaterThan(0.5);
            assertThat(there.power()).isCloseTo(a.power(), withinPercentage(1e-3));
            assertThat(dot(b, there)[0]).isCloseTo(dot(back, a)[0], within(1e-3));
            assertThat(dot(b, there)[1]).isCloseTo(dot(back, a)[1], within(1e-3));
            space.back(there, fft);
            assertThat(distance(there, a)).isLessThan(1e-5);
        }
    }

    @Test
    void distancesAddAndNoDistanceChangesNothing() {
        ComplexImage start = FrameKernelTest.noise(ROWS, COLUMNS, 1);
        try (Fft2 fft = Fft2.of(ROWS, COLUMNS)) {
            ComplexImage twice = start.copy();
            over(3e-6).forward(twice, fft);
            over(-5e-6).forward(twice, fft);
            ComplexImage once = start.copy();
            over(-2e-6).forward(once, fft);
            assertThat(distance(twice, once)).isLessThan(1e-5);
            over(0).forward(once, fft);
            over(2e-6).forward(once, fft);
            assertThat(distance(once, start)).isLessThan(1e-5);
        }
    }

    /** A Gaussian beam, paraxial: w(z)^2 = w^2 + (lambda z / pi w)^2, and behind its waist it is curved as exp(+i k r^2 / 2 R). */
    @Test
    void aGaussianBeamWidensAndDivergesDownstream() {
        double waist = 4e-8;
        double z = 3.5e-5;
        ComplexImage beam = gaussian(waist, 0, 0);
        try (Fft2 fft = Fft2.of(ROWS, COLUMNS)) {
            over(z).forward(beam, fft);
        }
        double rayleigh = Math.PI * waist * waist / WAVELENGTH;
        double wide = waist * Math.sqrt(1 + z * z / rayleigh / rayleigh);
        double radius = z + rayleigh * rayleigh / z;
        int middle = ROWS / 2 * COLUMNS + COLUMNS / 2;
        int aside = middle + 5;
        double r = 5 * WIDTH;
        double fall = Math.hypot(beam.re()[aside], beam.im()[aside]) / Math.hypot(beam.re()[middle], beam.im()[middle]);
        assertThat(fall).isCloseTo(Math.exp(-r * r / wide / wide), withinPercentage(0.5));
        double turn = Math.atan2(beam.im()[aside], beam.re()[aside]) - Math.atan2(beam.im()[middle], beam.re()[middle]);
        assertThat(turn)
                .isCloseTo(Math.PI * r * r / (WAVELENGTH * radius), within(0.01))
                .isGreaterThan(0.2);
    }

    /** exp(+i k_x x) travels to the right. */
    @Test
    void aWaveThatIsTiltedToTheRightMovesToTheRight() {
        double z = 4e-5;
        int waves = 8;
        ComplexImage beam = gaussian(8e-8, 0, waves);
        try (Fft2 fft = Fft2.of(ROWS, COLUMNS)) {
            over(z).forward(beam, fft);
        }
        double sum = 0;
        for (int i = 0; i < beam.size(); i++) {
            double power = (double) beam.re()[i] * beam.re()[i] + (double) beam.im()[i] * beam.im()[i];
            sum += power * (i % COLUMNS - COLUMNS / 2) / beam.power();
        }
        double pixels = z * WAVELENGTH * waves / (COLUMNS * WIDTH) / WIDTH;
        assertThat(sum).isCloseTo(pixels, within(0.2)).isGreaterThan(5);
    }

    @Test
    void theSlopeIsTheDerivativeByTheDistanceWithATiltToo() {
        double step = 1e-9;
        Tilt tilt = new Tilt(0.004, -0.003);
        ComplexImage slope = gaussian(6e-8, 3, -2);
        ComplexImage before = slope.copy();
        ComplexImage behind = slope.copy();
        try (Fft2 fft = Fft2.of(ROWS, COLUMNS)) {
            over(2e-6).tilted(tilt, HEIGHT, WIDTH).slope(slope, fft);
            over(2e-6 - step).tilted(tilt, HEIGHT, WIDTH).forward(before, fft);
            over(2e-6 + step).tilted(tilt, HEIGHT, WIDTH).forward(behind, fft);
        }
        for (int i = 0; i < slope.size(); i++) {
            behind.re()[i] = (float) ((behind.re()[i] - before.re()[i]) / (2 * step));
            behind.im()[i] = (float) ((behind.im()[i] - before.im()[i]) / (2 * step));
        }
        assertThat(distance(behind, slope)).isLessThan(1e-2);
    }

    @Test
    void anUnknownWavelengthAnEndlessDistanceAndWavesThatCannotTravelAreRefused() {
        assertThatThrownBy(() -> FreeSpace.over(1, 4, 4, 1, 1, Double.NaN))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("energy");
        assertThatThrownBy(() -> over(Double.POSITIVE_INFINITY))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("distance");
        assertThatThrownBy(() -> FreeSpace.over(1, 4, 4, 1, 1, 1.5))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("pixel size");
    }
}
