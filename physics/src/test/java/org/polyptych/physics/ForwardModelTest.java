package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.physics.loss.AmplitudeL1;
import org.polyptych.physics.loss.AmplitudeL2;
import org.polyptych.physics.loss.IntensityL2;
import org.polyptych.physics.loss.Loss;
import org.polyptych.physics.loss.Poisson;
import org.polyptych.physics.loss.SmoothL1;

class ForwardModelTest {
    private static final Scan SCAN = SimulatedScan.wellPosed()
            .side(16)
            .frames(4)
            .step(3)
            .modes(2)
            .subPixel()
            .scan();
    private static final Specimen TRUE_SPECIMEN = SCAN.truth().orElseThrow().specimen();
    private static final Probe TRUE_PROBE = SCAN.truth().orElseThrow().probe();

    static Stream<Loss> losses() {
        return Stream.of(new AmplitudeL2(), new AmplitudeL1(), new SmoothL1(0.5f), new Poisson(), new IntensityL2());
    }

    /** A point some way off the truth, where no loss has a kink. */
    private static Parameters off() {
        Specimen specimen = TRUE_SPECIMEN.copy();
        ComplexImage noise = FrameKernelTest.noise(specimen.rows(), specimen.columns(), 21);
        for (int i = 0; i < noise.size(); i++) {
            specimen.image().re()[i] += 0.2f * noise.re()[i];
            specimen.image().im()[i] += 0.2f * noise.im()[i];
        }
        Probe probe = TRUE_PROBE.copy();
        for (int m = 0; m < probe.modes(); m++) {
            ComplexImage wobble = FrameKernelTest.noise(probe.rows(), probe.columns(), 30 + m);
            for (int i = 0; i < wobble.size(); i++) {
                probe.mode(m).re()[i] += 3 * wobble.re()[i];
                probe.mode(m).im()[i] += 3 * wobble.im()[i];
            }
        }
        return new Parameters(specimen, probe, SCAN.positions());
    }

    private static double slope(double plus, double minus, double h) {
        return (plus - minus) / (2 * h);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradientsAgreeWithFiniteDifferences(Loss loss) {
        try (Parallel parallel = new Parallel(2)) {
            FrameStack frames = FrameStack.of(SCAN, parallel);
            ForwardModel model = new ForwardModel(frames, loss, parallel);
            Parameters point = off();
            Gradient gradient =
                    model.evaluate(point, 0, frames.count(), Gradient.ALL).gradient();

            ComplexImage direction = FrameKernelTest.noise(TRUE_SPECIMEN.rows(), TRUE_SPECIMEN.columns(), 41);
            double h = 1e-3;
            double measured = slope(
                    model.loss(moved(point, direction, null, h)), model.loss(moved(point, direction, null, -h)), h);
            assertThat(2 * dot(gradient.specimen(), direction)).isCloseTo(measured, tolerance(loss, measured));

            ComplexImage beam = FrameKernelTest.noise(TRUE_PROBE.rows(), TRUE_PROBE.columns(), 42);
            double hp = 2e-2;
            measured = slope(model.loss(moved(point, null, beam, hp)), model.loss(moved(point, null, beam, -hp)), hp);
            assertThat(2 * dot(gradient.probe()[1], beam)).isCloseTo(measured, tolerance(loss, measured));

            double hy = 2e-3 * TRUE_SPECIMEN.pixelHeight();
            for (int axis = 0; axis < 2; axis++) {
                measured = slope(model.loss(shifted(point, axis, hy)), model.loss(shifted(point, axis, -hy)), hy);
                double[] analytic = axis == 0
                        ? gradient.positions().y()
                        : gradient.positions().x();
                assertThat(analytic[5]).isCloseTo(measured, tolerance(loss, measured));
            }
        }
    }

    /** The l1 loss has a kink at every measured amplitude, which finite differences step over. */
    private static org.assertj.core.data.Offset<Double> tolerance(Loss loss, double value) {
        return within((loss instanceof AmplitudeL1 ? 0.04 : 0.01) * Math.abs(value));
    }

    private static double dot(ComplexImage a, ComplexImage b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += (double) a.re()[i] * b.re()[i] + (double) a.im()[i] * b.im()[i];
        }
        return sum;
    }

    /** The point moved by h along a direction of the specimen, or of the second probe mode. */
    private static Parameters moved(Parameters point, ComplexImage object, ComplexImage beam, double h) {
        Specimen specimen = point.specimen().copy();
        Probe probe = point.probe().copy();
        if (object != null) {
            add(specimen.image(), object, h);
        }
        if (beam != null) {
            add(probe.mode(1), beam, h);
        }
        return new Parameters(specimen, probe, point.positions());
    }

    private static void add(ComplexImage image, ComplexImage direction, double h) {
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] += (float) (h * direction.re()[i]);
            image.im()[i] += (float) (h * direction.im()[i]);
        }
    }

    private static Parameters shifted(Parameters point, int axis, double metres) {
        double[] y = point.positions().y().clone();
        double[] x = point.positions().x().clone();
        (axis == 0 ? y : x)[5] += metres;
        return new Parameters(point.specimen(), point.probe(), new Positions(y, x));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void theTruthHasNoLossAndNoGradient(Loss loss) {
        try (Parallel parallel = new Parallel(1)) {
            ForwardModel model = new ForwardModel(FrameStack.of(SCAN, parallel), loss, parallel);
            Parameters truth = new Parameters(TRUE_SPECIMEN, TRUE_PROBE, SCAN.positions());
            assertThat(model.loss(truth)).isLessThan(1e-4 * model.loss(off()));
        }
    }

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() {
        Gradient[] gradients = new Gradient[2];
        double[] losses = new double[2];
        for (int t = 0; t < 2; t++) {
            try (Parallel parallel = new Parallel(1 + 2 * t)) {
                ForwardModel model = new ForwardModel(FrameStack.of(SCAN, parallel), new AmplitudeL2(), parallel);
                var evaluation = model.evaluate(off(), 0, SCAN.frames().count(), Gradient.ALL);
                gradients[t] = evaluation.gradient();
                losses[t] = evaluation.loss();
            }
        }
        assertThat(losses[1]).isEqualTo(losses[0]);
        assertThat(gradients[1].specimen().re())
                .isEqualTo(gradients[0].specimen().re());
        assertThat(gradients[1].probe()[1].im()).isEqualTo(gradients[0].probe()[1].im());
        assertThat(gradients[1].positions().y())
                .isEqualTo(gradients[0].positions().y());
    }

    @Test
    void maskedPixelsHaveNoSay() {
        boolean[] mask = SCAN.mask().clone();
        mask[37] = false;
        mask[100] = false;
        float[][] spoilt = new float[SCAN.frames().count()][];
        for (int j = 0; j < spoilt.length; j++) {
            spoilt[j] = SCAN.frames().frame(j);
            spoilt[j][37] = Float.NaN;
            spoilt[j][100] = 1e6f;
        }
        Scan masked = with(SCAN, SCAN.frames(), mask);
        Scan broken = with(SCAN, new MemoryFrames(16, 16, spoilt), mask);
        try (Parallel parallel = new Parallel(2)) {
            var clean = new ForwardModel(FrameStack.of(masked, parallel), new Poisson(), parallel)
                    .evaluate(off(), 0, spoilt.length, Set.of(Gradient.Part.SPECIMEN));
            var dirty = new ForwardModel(FrameStack.of(broken, parallel), new Poisson(), parallel)
                    .evaluate(off(), 0, spoilt.length, Set.of(Gradient.Part.SPECIMEN));
            assertThat(dirty.loss()).isEqualTo(clean.loss());
            assertThat(dirty.gradient().specimen().re())
                    .isEqualTo(clean.gradient().specimen().re());
        }
    }

    private static Scan with(Scan scan, Frames frames, boolean[] mask) {
        return new Scan(
                scan.name(),
                scan.source(),
                scan.geometry(),
                frames,
                mask,
                scan.positions(),
                scan.probe(),
                scan.specimen(),
                scan.truth(),
                scan.notes());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsKeptFromOneEvaluationToTheNextDoesNotShowInTheNext(boolean round) {
        Scan whole = SimulatedScan.wellPosed().side(16).frames(4).step(3).scan();
        Probe oneMode = whole.truth().orElseThrow().probe();
        try (Parallel parallel = new Parallel(2);
                ForwardModel used =
                        new ForwardModel(FrameStack.of(SCAN, parallel), new AmplitudeL2(), parallel, round)) {
            Parameters here = off();
            used.evaluate(here, 0, 16, Gradient.ALL);
            used.evaluate(here, 3, 9, Set.of(Gradient.Part.PROBE));
            used.evaluate(new Parameters(here.specimen(), oneMode, here.positions()), 0, 16, Set.of());
            used.evaluate(
                    new Parameters(here.specimen(), here.probe(), whole.positions()),
                    0,
                    16,
                    Set.of(Gradient.Part.SPECIMEN));
            ForwardModel fresh = new ForwardModel(FrameStack.of(SCAN, parallel), new AmplitudeL2(), parallel, round);
            for (Set<Gradient.Part> wanted :
                    List.of(Set.of(Gradient.Part.SPECIMEN, Gradient.Part.PROBE), Gradient.ALL)) {
                var expected = fresh.evaluate(here, 0, 16, wanted);
                fresh.close();
                var found = used.evaluate(here, 0, 16, wanted);
                assertThat(found.loss()).isEqualTo(expected.loss());
                assertThat(found.gradient().specimen().re())
                        .isEqualTo(expected.gradient().specimen().re());
                assertThat(found.gradient().probe()[1].im())
                        .isEqualTo(expected.gradient().probe()[1].im());
            }
        }
    }

    @Test
    void roundedPositionsArePositionsOnWholePixels() {
        Specimen grid = TRUE_SPECIMEN;
        double[] y = SCAN.positions().y().clone();
        double[] x = SCAN.positions().x().clone();
        for (int j = 0; j < y.length; j++) {
            y[j] += (Math.round(grid.rowOf(y[j])) - grid.rowOf(y[j])) * grid.pixelHeight();
            x[j] += (Math.round(grid.columnOf(x[j])) - grid.columnOf(x[j])) * grid.pixelWidth();
        }
        Parameters there = new Parameters(off().specimen(), off().probe(), new Positions(y, x));
        try (Parallel parallel = new Parallel(2)) {
            FrameStack frames = FrameStack.of(SCAN, parallel);
            double rounding, rounded, honoured;
            try (ForwardModel model = new ForwardModel(frames, new AmplitudeL2(), parallel, true)) {
                rounding = model.loss(off());
            }
            try (ForwardModel model = new ForwardModel(frames, new AmplitudeL2(), parallel)) {
                rounded = model.loss(there);
                honoured = model.loss(off());
            }
            assertThat(rounding).isEqualTo(rounded).isNotCloseTo(honoured, withinPercentage(0.1));
        }
    }

    /** The two ways from gradient to arrays: at whole pixels both sums are made in one loop, at fractions they are not. */
    @Test
    void wholePixelsAndFractionsThatAreNearlyWholeAgree() {
        Scan whole =
                SimulatedScan.wellPosed().side(16).frames(4).step(3).modes(2).scan();
        Specimen specimen = whole.truth().orElseThrow().specimen().copy();
        specimen.image().scale(0.9);
        Probe probe = whole.truth().orElseThrow().probe();
        double hair = 2e-4 * specimen.pixelHeight();
        Positions nearly = new Positions(
                java.util.Arrays.stream(whole.positions().y())
                        .map(v -> v + hair)
                        .toArray(),
                whole.positions().x());
        Set<Gradient.Part> both = Set.of(Gradient.Part.SPECIMEN, Gradient.Part.PROBE);
        try (Parallel parallel = new Parallel(2);
                ForwardModel model = new ForwardModel(FrameStack.of(whole, parallel), new AmplitudeL2(), parallel)) {
            Gradient at = model.evaluate(new Parameters(specimen, probe, whole.positions()), 0, 16, both)
                    .gradient();
            Gradient beside = model.evaluate(new Parameters(specimen, probe, nearly), 0, 16, both)
                    .gradient();
            assertThat(distance(at.specimen(), beside.specimen())).isBetween(1e-9, 1e-2);
            assertThat(distance(at.probe()[0], beside.probe()[0])).isBetween(1e-9, 1e-2);
            assertThat(distance(at.probe()[1], beside.probe()[1])).isBetween(1e-9, 1e-2);
        }
    }

    private static double distance(ComplexImage a, ComplexImage b) {
        ComplexImage difference = a.copy();
        add(difference, b, -1);
        return Math.sqrt(difference.power() / a.power());
    }
}
