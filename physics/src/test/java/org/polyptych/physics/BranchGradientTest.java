package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.loss.AmplitudeL2;
import org.polyptych.physics.loss.IntensityL2;
import org.polyptych.physics.loss.Loss;
import org.polyptych.physics.loss.Poisson;
import org.polyptych.physics.loss.Saturated;

/** Every part of the gradient against finite differences of {@link NaiveForward}. */
class BranchGradientTest {
    /** Counts above which the detector of the small cases saturates: about a third of its pixels do. */
    private static final double LEVEL = 40;

    private static final int N = BranchCase.FRAMES;

    /** A loss, and the same written down. */
    private record Pair(Loss loss, DoubleBinaryOperator written) {}

    private static final List<Pair> LOSSES = List.of(
            new Pair(new AmplitudeL2(), BranchGradientTest::amplitude),
            new Pair(new Poisson(), (i, y) -> i - y * y - y * y * Math.log(i / (y * y))),
            new Pair(new IntensityL2(), (i, y) -> (i - y * y) * (i - y * y)),
            new Pair(
                    new Saturated(new AmplitudeL2(), LEVEL),
                    (i, y) -> y * y >= LEVEL && i > y * y ? 0 : amplitude(i, y)));

    private static double amplitude(double intensity, double measured) {
        return (Math.sqrt(intensity) - measured) * (Math.sqrt(intensity) - measured);
    }

    static Stream<Object[]> shapesWithLosses() {
        List<BranchCase.Shape> shapes = BranchCase.shapes().toList();
        return IntStream.range(0, shapes.size()).mapToObj(i -> new Object[] {shapes.get(i), i % LOSSES.size()});
    }

    /** The gradient's share of a small change, one term a number. */
    private record Direction(double[] variables, float[] gradient, double[] gradients, double factor, double[] way) {
        double term(int i) {
            return factor * (gradient == null ? gradients[i] : gradient[i]) * way[i];
        }
    }

    @ParameterizedTest
    @MethodSource("shapesWithLosses")
    void everyPartOfTheGradientAgreesWithFiniteDifferencesOfTheNaiveModel(BranchCase.Shape shape, int lossIndex) {
        Pair pair = LOSSES.get(lossIndex);
        assertGradientsAgree(BranchCase.of(shape, 5 + lossIndex), pair);
        assertGradientsAgree(BranchCase.of(shape, 5 + lossIndex).near(), pair);
    }

    /** The measured frames and the mask differ within a detector pixel here, as no prepared scan's do. */
    @ParameterizedTest
    @MethodSource("shapesWithLosses")
    void theSameHoldsForDetectorPixelsLargerThanTheModels(BranchCase.Shape shape, int lossIndex) {
        Pair pair = LOSSES.get(lossIndex);
        assertGradientsAgree(BranchCase.of(shape, 50 + lossIndex).upsampled(2), pair);
    }

    @ParameterizedTest
    @MethodSource("shapesWithLosses")
    void theSameHoldsForPatternsThatLieOffOnTheDetector(BranchCase.Shape shape, int lossIndex) {
        Pair pair = LOSSES.get(lossIndex);
        assertGradientsAgree(BranchCase.of(shape, 5 + lossIndex).wandering(false), pair);
        assertGradientsAgree(BranchCase.of(shape, 5 + lossIndex).wandering(true), pair);
    }

    private static void assertGradientsAgree(BranchCase small, Pair pair) {
        int from = 1;
        try (Parallel parallel = new Parallel(2);
                ForwardModel model = small.model(pair.loss(), parallel)) {
            var found = model.evaluate(small.parameters(), from, N, Gradient.ALL);
            NaiveForward naive =
                    new NaiveForward(small.scan(), small.parameters(), BranchCase.WAVELENGTH, pair.written());
            assertThat(found.loss()).isCloseTo(naive.loss(from, N), withinPercentage(2e-3));

            RandomStream random = new RandomStream(77, 0);
            for (Direction direction : directions(naive, found.gradient(), random)) {
                double analytic = 0;
                double size = 0;
                for (int i = 0; i < direction.way().length; i++) {
                    analytic += direction.term(i);
                    size += direction.term(i) * direction.term(i);
                }
                double h = 1e-5;
                double measured = (moved(naive, direction, h, from) - moved(naive, direction, -h, from)) / (2 * h);
                assertThat(size).isPositive();
                assertThat(analytic).isCloseTo(measured, within(1e-3 * Math.sqrt(size)));
            }
        }
    }

    private static double moved(NaiveForward naive, Direction direction, double h, int from) {
        double[] kept = direction.variables().clone();
        for (int i = 0; i < kept.length; i++) {
            direction.variables()[i] += h * direction.way()[i];
        }
        double loss = naive.loss(from, N);
        System.arraycopy(kept, 0, direction.variables(), 0, kept.length);
        return loss;
    }

    /** A random direction in each part of the parameters. */
    private static List<Direction> directions(NaiveForward naive, Gradient gradient, RandomStream random) {
        List<Direction> all = new ArrayList<>();
        for (int q = 0; q < naive.specimen.length; q++) {
            for (int s = 0; s < naive.specimen[q].length; s++) {
                addComplex(all, naive.specimen[q][s], gradient.specimens()[q][s], random);
            }
        }
        for (int m = 0; m < naive.probe.length; m++) {
            addComplex(all, naive.probe[m], gradient.probe()[m], random);
        }
        double pixel = BranchCase.WIDTH;
        add(all, naive.y, gradient.positions().y(), pixel, random);
        add(all, naive.x, gradient.positions().x(), pixel, random);
        if (gradient.motion() != null && gradient.motion().parts() > 1) {
            add(all, naive.motionY, gradient.motion().y(), pixel, random);
            add(all, naive.motionX, gradient.motion().x(), pixel, random);
        }
        if (gradient.background() != null) {
            all.add(new Direction(naive.background, gradient.background(), null, 1, way(naive.background, 1, random)));
        }
        if (gradient.intensity() != null) {
            add(all, naive.intensity, gradient.intensity(), 1, random);
        }
        if (gradient.sliceSpacing() != null) {
            add(all, naive.spacing, gradient.sliceSpacing(), 1e-6, random);
        }
        if (gradient.descan() != null) {
            add(all, naive.descanY, gradient.descan().y(), 1, random);
            add(all, naive.descanX, gradient.descan().x(), 1, random);
        }
        for (int j = 1; gradient.weights() != null && j < N; j += 4) {
            add(all, naive.weights[j], gradient.weights()[j], 1, random);
        }
        return all;
    }

    private static void addComplex(
            List<Direction> all, double[][] variables, ComplexImage gradient, RandomStream random) {
        all.add(new Direction(variables[0], gradient.re(), null, 2, way(variables[0], 1, random)));
        all.add(new Direction(variables[1], gradient.im(), null, 2, way(variables[1], 1, random)));
    }

    private static void add(
            List<Direction> all, double[] variables, double[] gradient, double unit, RandomStream random) {
        all.add(new Direction(variables, null, gradient, 1, way(variables, unit, random)));
    }

    private static double[] way(double[] variables, double unit, RandomStream random) {
        double[] way = new double[variables.length];
        Arrays.setAll(way, i -> unit * random.gaussian());
        return way;
    }
}
