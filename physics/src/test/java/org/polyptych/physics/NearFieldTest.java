package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.Parallel;
import org.polyptych.physics.loss.AmplitudeL2;

class NearFieldTest {
    private static final int ROWS = 48;
    private static final int COLUMNS = 64;
    private static final double WAVELENGTH = 1e-10;
    private static final double PIXEL = 1e-7;

    private static double[] dot(ComplexImage a, ComplexImage b) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < a.size(); i++) {
            re += (double) a.re()[i] * b.re()[i] + (double) a.im()[i] * b.im()[i];
            im += (double) a.re()[i] * b.im()[i] - (double) a.im()[i] * b.re()[i];
        }
        return new double[] {re, im};
    }

    /** exp(-r^2 / w^2) at its waist. */
    private static ComplexImage gaussian(double width) {
        ComplexImage image = ComplexImage.zeros(ROWS, COLUMNS);
        for (int y = 0; y < ROWS; y++) {
            for (int x = 0; x < COLUMNS; x++) {
                double r = Math.hypot(y - ROWS / 2, x - COLUMNS / 2) * PIXEL;
                image.re()[y * COLUMNS + x] = (float) Math.exp(-r * r / (width * width));
            }
        }
        return image;
    }

    /** w(z) = w sqrt(1 + (z / zR)^2) and the wave front's radius R = z (1 + (zR / z)^2), with zR = pi w^2 / lambda. */
    @Test
    void aGaussianBeamWidensAndCurvesAsItMust() {
        double width = 4e-7;
        double rayleigh = Math.PI * width * width / WAVELENGTH;
        double z = 1.5 * rayleigh;
        ComplexImage beam = gaussian(width);
        try (Fft2 fft = Fft2.of(ROWS, COLUMNS)) {
            new AngularSpectrum(ROWS, COLUMNS, PIXEL, PIXEL, WAVELENGTH, z).forward(beam, fft);
        }
        double wider = width * Math.sqrt(1 + 1.5 * 1.5);
        double radius = z * (1 + 1 / (1.5 * 1.5));
        int middle = ROWS / 2 * COLUMNS + COLUMNS / 2;
        for (int away : new int[] {3, 6, 9}) {
            for (int at : new int[] {middle + away, middle - away * COLUMNS}) {
                double r = away * PIXEL;
                double amplitude =
                        Math.hypot(beam.re()[at], beam.im()[at]) / Math.hypot(beam.re()[middle], beam.im()[middle]);
                assertThat(amplitude).isCloseTo(Math.exp(-r * r / (wider * wider)), within(2e-3));
                double phase =
                        Math.atan2(beam.im()[at], beam.re()[at]) - Math.atan2(beam.im()[middle], beam.re()[middle]);
                double expected = Math.PI * r * r / (WAVELENGTH * radius);
                assertThat(Math.IEEEremainder(phase - expected, 2 * Math.PI)).isCloseTo(0, within(1e-2));
            }
        }
    }

    @Test
    void propagationKeepsThePowerAndItsAdjointIsItsInverse() {
        ComplexImage a = FrameKernelTest.noise(ROWS, COLUMNS, 1);
        ComplexImage b = FrameKernelTest.noise(ROWS, COLUMNS, 2);
        ComplexImage there = a.copy();
        ComplexImage back = b.copy();
        AngularSpectrum spectrum = new AngularSpectrum(ROWS, COLUMNS, PIXEL, PIXEL, WAVELENGTH, 3e-4);
        try (Fft2 fft = Fft2.of(ROWS, COLUMNS)) {
            spectrum.forward(there, fft);
            spectrum.backward(back, fft);
            double[] left = dot(there, b);
            double[] right = dot(a, back);
            assertThat(left[0]).isCloseTo(right[0], within(1e-2));
            assertThat(left[1]).isCloseTo(right[1], within(1e-2));
            assertThat(there.power()).isCloseTo(a.power(), withinPercentage(1e-3));
            assertThat(there.re()).isNotEqualTo(a.re());
            spectrum.backward(there, fft);
        }
        for (int i = 0; i < a.size(); i++) {
            assertThat(there.re()[i]).isCloseTo(a.re()[i], within(1e-5f));
        }
    }

    /** Propagation over two stretches is propagation over both. */
    @Test
    void distancesAdd() {
        ComplexImage twice = FrameKernelTest.noise(ROWS, COLUMNS, 1);
        ComplexImage once = twice.copy();
        try (Fft2 fft = Fft2.of(ROWS, COLUMNS)) {
            new AngularSpectrum(ROWS, COLUMNS, PIXEL, PIXEL, WAVELENGTH, 1e-4).forward(twice, fft);
            new AngularSpectrum(ROWS, COLUMNS, PIXEL, PIXEL, WAVELENGTH, 2e-4).forward(twice, fft);
            new AngularSpectrum(ROWS, COLUMNS, PIXEL, PIXEL, WAVELENGTH, 3e-4).forward(once, fft);
        }
        for (int i = 0; i < once.size(); i++) {
            assertThat(twice.im()[i]).isCloseTo(once.im()[i], within(2e-5f));
        }
    }

    @Test
    void aConeBeamIsAParallelOneOnSmallerPixelsOverAShorterDistance() {
        double fromFocus = 0.004;
        double distance = 1.2;
        NearField near = NearField.behindFocus(fromFocus, distance);
        double m = near.magnification();
        XrayGeometry geometry = XrayGeometry.near(ROWS, COLUMNS, 55e-6, 55e-6, 12_000, distance, near);
        assertThat(m).isCloseTo(301, within(1e-9));
        assertThat(geometry.pixelHeight()).isCloseTo(55e-6 / m, withinPercentage(1e-9));
        assertThat(geometry.propagationDistance()).isCloseTo(fromFocus * (1 - 1 / m), withinPercentage(1e-9));
        assertThat(geometry.detectorPixelWidth()).isCloseTo(55e-6, withinPercentage(1e-9));
    }

    /** It is the specimen that moves: where there is none, every frame is the same, at fractions of a pixel too. */
    @Test
    void withoutASpecimenAllFramesAreTheSame() {
        ComplexImage beam = gaussian(6e-7);
        ComplexImage nothing = ComplexImage.constant(ROWS + 6, COLUMNS + 6, 1, 0);
        Specimen specimen = Specimen.of(nothing, PIXEL, PIXEL, 0, 0);
        Positions positions = new Positions(
                new double[] {0, 0.5 * PIXEL, -1.3 * PIXEL, 0.49 * PIXEL},
                new double[] {0, 0.25 * PIXEL, 0.4 * PIXEL, -0.51 * PIXEL});
        Propagation propagation =
                new Propagation(ROWS, COLUMNS, new AngularSpectrum(ROWS, COLUMNS, PIXEL, PIXEL, WAVELENGTH, 3e-4));
        FramePlacements placements = FramePlacements.of(specimen, positions, ROWS, COLUMNS, false);
        float[] first = new float[ROWS * COLUMNS];
        float[] other = new float[ROWS * COLUMNS];
        try (FrameKernel kernel = new FrameKernel(propagation, 1, true)) {
            ProbeSpectrum probe = ProbeSpectrum.of(new ComplexImage[] {beam}, kernel.fft(), true);
            for (int j = 0; j < positions.count(); j++) {
                kernel.place(nothing, probe, placements, j);
                kernel.exitWaves();
                kernel.toDetector();
                kernel.intensity(j == 0 ? first : other);
                for (int i = 0; j > 0 && i < first.length; i++) {
                    assertThat(other[i]).isCloseTo(first[i], within(2e-5f));
                }
            }
        }
    }

    @Test
    void whatCannotBePropagatedIsRefused() {
        assertThatThrownBy(() -> new NearField(0)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> XrayGeometry.near(8, 8, 1e-6, 1e-6, 8000, Double.NaN, NearField.PARALLEL))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("distance");
        assertThatThrownBy(() -> new AngularSpectrum(8, 8, 1e-10, 1e-10, 5e-10, 1))
                .isInstanceOf(BadInputException.class);
    }

    /** The kernel of a team and that of a thread make the same of an exit wave. */
    @Test
    void framesStayInTheirOwnOrder() {
        Scan scan = SimulatedScan.wellPosed().near().scan();
        try (Parallel parallel = new Parallel(1)) {
            FrameStack frames = FrameStack.of(scan, parallel);
            assertThat(frames.amplitudes(3)).isEqualTo(scan.frames().frame(3));
            FrameStack streamed = FrameStack.of(scan, parallel, FrameKeeping.STREAMED);
            assertThat(streamed.amplitudes(3)).isEqualTo(scan.frames().frame(3));
        }
    }

    @Test
    void theTruthExplainsTheFrames() {
        Scan scan = SimulatedScan.wellPosed().near().subPixel().modes(2).scan();
        Scan.Truth truth = scan.truth().orElseThrow();
        try (Parallel parallel = new Parallel(1)) {
            FrameStack frames = FrameStack.of(scan, parallel);
            ForwardModel model = new ForwardModel(frames, new AmplitudeL2(), parallel);
            double loss = model.loss(new Parameters(truth.specimen(), truth.probe(), scan.positions()));
            assertThat(loss / frames.totalCounts()).isLessThan(1e-9);
            // the same frames taken for far field are not explained
            FrameStack far = FrameStack.of(
                    new Scan(
                            scan.name(),
                            scan.source(),
                            new XrayGeometry(32, 32, 1e-8, 1e-8, 8800, 1),
                            scan.frames(),
                            scan.mask(),
                            scan.positions(),
                            scan.probe(),
                            scan.specimen(),
                            scan.truth(),
                            scan.notes()),
                    parallel);
            double wrong = new ForwardModel(far, new AmplitudeL2(), parallel)
                    .loss(new Parameters(truth.specimen(), truth.probe(), scan.positions()));
            assertThat(wrong / far.totalCounts()).isGreaterThan(0.1);
        }
    }

    @Test
    void gradientsAgreeWithFiniteDifferences() {
        Scan scan = SimulatedScan.wellPosed()
                .near()
                .side(16)
                .frames(4)
                .step(3)
                .modes(2)
                .subPixel()
                .scan();
        Specimen specimen = scan.truth().orElseThrow().specimen().copy();
        Probe probe = scan.truth().orElseThrow().probe();
        add(specimen.image(), FrameKernelTest.noise(specimen.rows(), specimen.columns(), 21), 0.2);
        Parameters point = new Parameters(specimen, probe, scan.positions());
        try (Parallel parallel = new Parallel(2);
                ForwardModel model = new ForwardModel(FrameStack.of(scan, parallel), new AmplitudeL2(), parallel)) {
            Gradient gradient = model.evaluate(point, 0, scan.frames().count(), Gradient.ALL)
                    .gradient();

            ComplexImage direction = FrameKernelTest.noise(specimen.rows(), specimen.columns(), 41);
            double h = 1e-3;
            double measured =
                    (model.loss(withObject(point, direction, h)) - model.loss(withObject(point, direction, -h)))
                            / (2 * h);
            assertThat(2 * dot(gradient.specimen(), direction)[0])
                    .isCloseTo(measured, within(0.01 * Math.abs(measured)));

            ComplexImage beam = FrameKernelTest.noise(probe.rows(), probe.columns(), 42);
            double hp = 2e-2;
            measured = (model.loss(withMode(point, beam, hp)) - model.loss(withMode(point, beam, -hp))) / (2 * hp);
            assertThat(2 * dot(gradient.probe()[1], beam)[0]).isCloseTo(measured, within(0.01 * Math.abs(measured)));

            double hy = 2e-3 * specimen.pixelHeight();
            measured = (model.loss(moved(point, hy)) - model.loss(moved(point, -hy))) / (2 * hy);
            assertThat(gradient.positions().y()[5]).isCloseTo(measured, within(0.01 * Math.abs(measured)));
        }
    }

    private static Parameters withObject(Parameters point, ComplexImage direction, double h) {
        Specimen specimen = point.specimen().copy();
        add(specimen.image(), direction, h);
        return new Parameters(specimen, point.probe(), point.positions());
    }

    private static Parameters withMode(Parameters point, ComplexImage direction, double h) {
        Probe probe = point.probe().copy();
        add(probe.mode(1), direction, h);
        return new Parameters(point.specimen(), probe, point.positions());
    }

    private static Parameters moved(Parameters point, double metres) {
        double[] y = point.positions().y().clone();
        y[5] += metres;
        return new Parameters(
                point.specimen(),
                point.probe(),
                new Positions(y, point.positions().x()));
    }

    private static void add(ComplexImage image, ComplexImage direction, double h) {
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] += (float) (h * direction.re()[i]);
            image.im()[i] += (float) (h * direction.im()[i]);
        }
    }
}
