package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.physics.loss.AmplitudeL2;
import org.polyptych.physics.loss.IntensityL2;

class BranchForwardTest {
    private static final int N = BranchCase.FRAMES;

    @ParameterizedTest
    @MethodSource("org.polyptych.physics.BranchCase#shapes")
    void resultsDoNotDependOnTheNumberOfThreads(BranchCase.Shape shape) {
        BranchCase small = BranchCase.of(shape, 3);
        List<ForwardModel.Evaluation> found = new ArrayList<>();
        for (int threads : new int[] {1, 3}) {
            try (Parallel parallel = new Parallel(threads);
                    ForwardModel model = small.model(new AmplitudeL2(), parallel)) {
                found.add(model.evaluate(small.parameters(), 0, N, Gradient.ALL));
            }
        }
        assertThat(found.get(1).loss()).isEqualTo(found.get(0).loss());
        assertSame(found.get(1).gradient(), found.get(0).gradient());
    }

    private static void assertSame(Gradient a, Gradient b) {
        for (int q = 0; q < a.specimens().length; q++) {
            for (int s = 0; s < a.specimens()[q].length; s++) {
                assertThat(a.specimens()[q][s].re()).isEqualTo(b.specimens()[q][s].re());
                assertThat(a.specimens()[q][s].im()).isEqualTo(b.specimens()[q][s].im());
            }
        }
        for (int m = 0; m < a.probe().length; m++) {
            assertThat(a.probe()[m].re()).isEqualTo(b.probe()[m].re());
            assertThat(a.probe()[m].im()).isEqualTo(b.probe()[m].im());
        }
        assertThat(a.positions().y()).isEqualTo(b.positions().y());
        assertThat(a.positions().x()).isEqualTo(b.positions().x());
        if (a.motion() != null) {
            assertThat(a.motion().y()).isEqualTo(b.motion().y());
        }
        assertThat(a.background()).isEqualTo(b.background());
        assertThat(a.intensity()).isEqualTo(b.intensity());
        assertThat(a.sliceSpacing()).isEqualTo(b.sliceSpacing());
        assertThat(a.weights()).isDeepEqualTo(b.weights());
        if (a.descan() != null) {
            assertThat(a.descan().y()).isEqualTo(b.descan().y());
            assertThat(a.descan().x()).isEqualTo(b.descan().x());
        }
    }

    @Test
    void whatIsKeptFromOneEvaluationToTheNextDoesNotShowInTheNext() {
        BranchCase all = BranchCase.of(new BranchCase.Shape(2, 2, 2, 2, true, true, false), 3);
        Parameters plain = BranchCase.of(BranchCase.Shape.PLAIN, 3).parameters();
        try (Parallel parallel = new Parallel(2);
                ForwardModel used = all.model(new AmplitudeL2(), parallel);
                ForwardModel fresh = all.model(new AmplitudeL2(), parallel)) {
            Gradient into = Gradient.room(all.parameters(), Gradient.ALL);
            used.evaluate(all.parameters(), 0, 4, into);
            used.evaluate(plain, 0, N, Gradient.ALL);
            used.evaluate(all.parameters(), 2, 9, into);
            var expected = fresh.evaluate(all.parameters(), 2, 9, Gradient.ALL);
            assertSame(into, expected.gradient());
            assertThat(into.positions().y()[0]).isZero();
            assertThat(into.intensity()[9]).isZero();
            assertThat(into.motion().x()[9]).isZero();
        }
    }

    @Test
    void aPartThatIsNotAskedForDoesNotChangeTheOthers() {
        BranchCase all = BranchCase.of(new BranchCase.Shape(2, 2, 2, 2, true, true, false), 3)
                .wandering(false);
        try (Parallel parallel = new Parallel(1);
                ForwardModel model = all.model(new AmplitudeL2(), parallel)) {
            Gradient whole =
                    model.evaluate(all.parameters(), 0, N, Gradient.ALL).gradient();
            for (Gradient.Part part : Gradient.Part.values()) {
                Gradient one =
                        model.evaluate(all.parameters(), 0, N, Set.of(part)).gradient();
                assertSame(
                        new Gradient(
                                one.specimens() == null ? whole.specimens() : one.specimens(),
                                one.probe() == null ? whole.probe() : one.probe(),
                                one.positions() == null ? whole.positions() : one.positions(),
                                one.motion() == null ? whole.motion() : one.motion(),
                                one.background() == null ? whole.background() : one.background(),
                                one.intensity() == null ? whole.intensity() : one.intensity(),
                                one.sliceSpacing() == null ? whole.sliceSpacing() : one.sliceSpacing(),
                                one.weights() == null ? whole.weights() : one.weights(),
                                one.descan() == null ? whole.descan() : one.descan()),
                        whole);
            }
        }
    }

    /** The plain model and what should be the same, written with more than it needs. */
    private static void assertEqualsPlain(BranchCase small, Parameters same) {
        try (Parallel parallel = new Parallel(2);
                ForwardModel model = small.model(new AmplitudeL2(), parallel)) {
            var expected = model.evaluate(small.parameters(), 0, N, Gradient.ALL);
            var found = model.evaluate(same, 0, N, Gradient.ALL);
            assertThat(found.loss()).isCloseTo(expected.loss(), withinPercentage(1e-3));
            assertThat(distance(found.gradient().probe()[0], expected.gradient().probe()[0]))
                    .isLessThan(1e-5);
            assertThat(distance(found.gradient().specimen(), expected.gradient().specimen()))
                    .isLessThan(1e-5);
            double size = Arrays.stream(expected.gradient().positions().y())
                    .map(Math::abs)
                    .max()
                    .orElseThrow();
            for (int j = 0; j < N; j++) {
                assertThat(found.gradient().positions().y()[j])
                        .isCloseTo(expected.gradient().positions().y()[j], within(1e-4 * size));
            }
        }
    }

    private static double distance(ComplexImage a, ComplexImage b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += Math.pow(a.re()[i] - b.re()[i], 2) + Math.pow(a.im()[i] - b.im()[i], 2);
        }
        return Math.sqrt(sum / b.power());
    }

    @Test
    void aMotionOfLengthZeroIsTheModelAtRestAndHasNoSlope() {
        BranchCase small = BranchCase.of(BranchCase.Shape.PLAIN, 8);
        Parameters at = small.parameters();
        Parameters resting = new Parameters(
                at.specimen(), at.probe(), at.positions(), Conditions.NONE.withMotion(Motion.same(0, 0, N, 4)));
        assertEqualsPlain(small, resting);
        try (Parallel parallel = new Parallel(1);
                ForwardModel model = small.model(new AmplitudeL2(), parallel)) {
            Gradient gradient = model.evaluate(resting, 0, N, Gradient.ALL).gradient();
            for (int j = 0; j < N; j++) {
                assertThat(gradient.motion().y()[j] / gradient.positions().y()[j])
                        .isCloseTo(0, within(1e-3));
            }
        }
    }

    @Test
    void noBackgroundAndASteadyBeamAreThePlainModel() {
        BranchCase small = BranchCase.of(new BranchCase.Shape(1, 1, 2, 0, false, false, false), 8);
        Parameters at = small.parameters();
        double[] ones = new double[N];
        Arrays.fill(ones, 1);
        Conditions nothing = new Conditions(null, new float[BranchCase.ROWS * BranchCase.COLUMNS], ones);
        assertEqualsPlain(small, new Parameters(at.specimen(), at.probe(), at.positions(), nothing));
    }

    @Test
    void theSameMotionBackwardsIsTheSame() {
        BranchCase small = BranchCase.of(new BranchCase.Shape(1, 1, 1, 3, false, false, false), 8);
        Parameters at = small.parameters();
        Motion there = at.conditions().motion();
        Motion back = new Motion(
                Arrays.stream(there.y()).map(v -> -v).toArray(),
                Arrays.stream(there.x()).map(v -> -v).toArray(),
                3);
        try (Parallel parallel = new Parallel(1);
                ForwardModel model = small.model(new AmplitudeL2(), parallel)) {
            double forwards = model.loss(at);
            double backwards = model.loss(
                    new Parameters(at.specimen(), at.probe(), at.positions(), Conditions.NONE.withMotion(back)));
            double resting = model.loss(new Parameters(at.specimen(), at.probe(), at.positions()));
            assertThat(backwards).isCloseTo(forwards, withinPercentage(1e-3));
            assertThat(resting).isNotCloseTo(forwards, withinPercentage(0.1));
        }
    }

    @Test
    void slicesWithNothingBetweenThemAreTheirProduct() {
        BranchCase small = BranchCase.of(new BranchCase.Shape(1, 3, 1, 0, false, false, false), 8);
        Parameters at = small.parameters();
        ComplexImage[] slices = at.specimen().images()[0];
        ComplexImage product = slices[0].copy();
        for (int s = 1; s < slices.length; s++) {
            for (int i = 0; i < product.size(); i++) {
                float re = product.re()[i];
                product.re()[i] =
                        re * slices[s].re()[i] - product.im()[i] * slices[s].im()[i];
                product.im()[i] =
                        re * slices[s].im()[i] + product.im()[i] * slices[s].re()[i];
            }
        }
        Specimen thin = Specimen.of(product, BranchCase.HEIGHT, BranchCase.WIDTH, 0, 0);
        Specimen flat = new Specimen(
                at.specimen().images(), BranchCase.HEIGHT, BranchCase.WIDTH, 0, 0, new double[slices.length - 1]);
        try (Parallel parallel = new Parallel(1);
                ForwardModel model = small.model(new AmplitudeL2(), parallel)) {
            double expected = model.loss(new Parameters(thin, at.probe(), at.positions()));
            assertThat(model.loss(new Parameters(flat, at.probe(), at.positions())))
                    .isCloseTo(expected, withinPercentage(1e-3));
            assertThat(model.loss(at)).isNotCloseTo(expected, withinPercentage(0.1));
        }
    }

    /** With the loss (I - y^2)^2 and nothing measured, sums of intensities show as they are. */
    @Test
    void intensitiesOfObjectModesAdd() {
        BranchCase small = BranchCase.of(new BranchCase.Shape(2, 1, 2, 0, false, false, false), 8);
        Parameters at = small.parameters();
        double[] both = pattern(at, small);
        double[] sum = new double[both.length];
        for (ComplexImage[] slices : at.specimen().images()) {
            Specimen one = Specimen.of(slices[0], BranchCase.HEIGHT, BranchCase.WIDTH, 0, 0);
            double[] alone = pattern(new Parameters(one, at.probe(), at.positions()), small);
            Arrays.setAll(sum, i -> sum[i] + alone[i]);
        }
        for (int i = 0; i < sum.length; i++) {
            assertThat(both[i]).isCloseTo(sum[i], within(1e-4 * (1 + sum[i])));
        }
    }

    /**
     * The intensities of frame 4 as the model under test has them: the slope of (I - y^2)^2 by a background is 2 (I -
     * y^2).
     */
    private static double[] pattern(Parameters at, BranchCase small) {
        int pixels = BranchCase.ROWS * BranchCase.COLUMNS;
        Parameters with = new Parameters(
                at.specimen(), at.probe(), at.positions(), at.conditions().withBackground(new float[pixels]));
        try (Parallel parallel = new Parallel(1);
                ForwardModel model = small.model(new IntensityL2(), parallel)) {
            float[] slope = model.evaluate(with, 4, 5, Set.of(Gradient.Part.BACKGROUND))
                    .gradient()
                    .background();
            float[] measured = small.scan().frames().frame(4);
            double[] pattern = new double[pixels];
            for (int i = 0; i < pixels; i++) {
                pattern[i] = small.scan().mask()[i] ? slope[i] / 2 + measured[i] * measured[i] : 0;
            }
            return pattern;
        }
    }

    @ParameterizedTest
    @MethodSource("org.polyptych.physics.BranchCase#shapes")
    void aDescanOfWholePixelsRollsThePattern(BranchCase.Shape shape) {
        // without the background and the masked pixels of the detector, which do not move with it
        BranchCase small = BranchCase.of(shape, 8);
        Parameters at = small.parameters();
        Conditions still = at.conditions().withBackground(null);
        double[] resting = pattern(new Parameters(at.specimen(), at.probe(), at.positions(), still), small);
        double[] moved = pattern(
                new Parameters(at.specimen(), at.probe(), at.positions(), still.withDescan(Descan.same(1, -2, N))),
                small);
        double most = Arrays.stream(resting).max().orElseThrow();
        for (int i = 0; i < moved.length; i++) {
            int row = i / BranchCase.COLUMNS;
            int column = i % BranchCase.COLUMNS;
            int from = (row + BranchCase.ROWS - 1) % BranchCase.ROWS * BranchCase.COLUMNS
                    + (column + 2) % BranchCase.COLUMNS;
            if (small.scan().mask()[i] && small.scan().mask()[from]) {
                assertThat(moved[i]).isCloseTo(resting[from], within(1e-5 * most));
            }
        }
    }

    @Test
    void aDescanOfNothingIsThePlainModel() {
        BranchCase small = BranchCase.of(new BranchCase.Shape(1, 1, 2, 0, false, false, false), 8);
        Parameters at = small.parameters();
        Conditions nothing = Conditions.NONE.withDescan(Descan.same(0, 0, N));
        assertEqualsPlain(small, new Parameters(at.specimen(), at.probe(), at.positions(), nothing));
    }

    @Test
    void aDescanThatDoesNotFitIsRefused() {
        BranchCase small = BranchCase.of(BranchCase.Shape.PLAIN, 8);
        Parameters at = small.parameters();
        Parameters few = new Parameters(
                at.specimen(), at.probe(), at.positions(), Conditions.NONE.withDescan(Descan.same(1, 1, N - 1)));
        Parameters whole = small.wandering(false).parameters();
        try (Parallel parallel = new Parallel(1);
                ForwardModel far = small.model(new AmplitudeL2(), parallel);
                ForwardModel near = small.near().model(new AmplitudeL2(), parallel)) {
            assertThatThrownBy(() -> far.loss(few)).hasMessageContaining(N + " frames");
            assertThatThrownBy(() -> near.loss(whole))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("near field")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void maskedPixelsHaveNoBackgroundAndNoSay() {
        BranchCase small = BranchCase.of(new BranchCase.Shape(1, 2, 1, 2, true, true, false), 8);
        Parameters at = small.parameters();
        float[] spoilt = at.conditions().background().clone();
        spoilt[BranchCase.MASKED[0]] = Float.NaN;
        spoilt[BranchCase.MASKED[1]] = 1e9f;
        Parameters other = new Parameters(
                at.specimen(), at.probe(), at.positions(), at.conditions().withBackground(spoilt));
        try (Parallel parallel = new Parallel(1);
                ForwardModel model = small.model(new AmplitudeL2(), parallel)) {
            var expected = model.evaluate(at, 0, N, Gradient.ALL);
            var found = model.evaluate(other, 0, N, Gradient.ALL);
            assertThat(found.loss()).isEqualTo(expected.loss());
            assertSame(found.gradient(), expected.gradient());
            for (int i : BranchCase.MASKED) {
                assertThat(found.gradient().background()[i]).isZero();
            }
        }
    }

    @Test
    void slicesWithoutAWavelengthAndConditionsOfAnotherSizeAreRefused() {
        BranchCase small = BranchCase.of(new BranchCase.Shape(1, 2, 1, 0, false, false, false), 8);
        Parameters at = small.parameters();
        Specimen thin = Specimen.of(at.specimen().image(), BranchCase.HEIGHT, BranchCase.WIDTH, 0, 0);
        try (Parallel parallel = new Parallel(1);
                ForwardModel model =
                        new ForwardModel(FrameStack.of(small.scan(), parallel), new AmplitudeL2(), parallel)) {
            assertThatThrownBy(() -> model.loss(at))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("wavelength");
            assertThatThrownBy(() -> model.loss(new Parameters(
                            thin, at.probe(), at.positions(), Conditions.NONE.withBackground(new float[7]))))
                    .hasMessageContaining("80 pixels");
            assertThatThrownBy(() -> model.loss(new Parameters(
                            thin, at.probe(), at.positions(), Conditions.NONE.withIntensity(new double[7]))))
                    .hasMessageContaining("10 frames");
            assertThatThrownBy(() -> model.loss(new Parameters(
                            thin, at.probe(), at.positions(), Conditions.NONE.withMotion(Motion.same(0, 0, 7, 2)))))
                    .hasMessageContaining("10 frames");
        }
    }

    /** A probe that is the sum of its variations, and weights that say so. */
    @Test
    void theSameWeightsInEveryFrameAreThePlainModelOfTheirSum() {
        BranchCase varied = BranchCase.of(new BranchCase.Shape(1, 1, 2, 0, false, false, false, 2), 8);
        Parameters at = varied.parameters();
        double[][] weights = new double[N][];
        Arrays.fill(weights, new double[] {0.6, -0.3});
        ComplexImage[] modes = new ComplexImage[2];
        for (int m = 0; m < modes.length; m++) {
            modes[m] = at.probe().mode(0, m).copy();
            ComplexImage other = at.probe().mode(1, m);
            for (int i = 0; i < other.size(); i++) {
                modes[m].re()[i] = 0.6f * modes[m].re()[i] - 0.3f * other.re()[i];
                modes[m].im()[i] = 0.6f * modes[m].im()[i] - 0.3f * other.im()[i];
            }
        }
        Parameters same =
                new Parameters(at.specimen(), at.probe(), at.positions(), Conditions.NONE.withWeights(weights));
        Parameters sum = new Parameters(at.specimen(), Probe.of(modes), at.positions());
        try (Parallel parallel = new Parallel(2);
                ForwardModel model = varied.model(new AmplitudeL2(), parallel)) {
            var expected = model.evaluate(sum, 0, N, Gradient.ALL);
            var found = model.evaluate(same, 0, N, Gradient.ALL);
            assertThat(found.loss()).isCloseTo(expected.loss(), withinPercentage(1e-3));
            assertThat(distance(found.gradient().specimen(), expected.gradient().specimen()))
                    .isLessThan(1e-5);
            ComplexImage bySecond = found.gradient().probe()[3].copy();
            bySecond.scale(1 / -0.3);
            assertThat(distance(bySecond, expected.gradient().probe()[1])).isLessThan(1e-5);
        }
    }

    /** Each of two variations for half of the frames, as where two scans share an object: nothing of one reaches the other. */
    @Test
    void weightsOfZeroAndOneGiveEveryFrameItsOwnProbe() {
        BranchCase varied = BranchCase.of(new BranchCase.Shape(1, 1, 1, 0, false, false, false, 2), 8);
        Parameters at = varied.parameters();
        double[][] weights = new double[N][];
        Arrays.setAll(weights, j -> j < 4 ? new double[] {1, 0} : new double[] {0, 1});
        Parameters shared =
                new Parameters(at.specimen(), at.probe(), at.positions(), Conditions.NONE.withWeights(weights));
        Parameters second =
                new Parameters(at.specimen(), Probe.of(at.probe().mode(1, 0)), at.positions(), Conditions.NONE);
        Set<Gradient.Part> probe = Set.of(Gradient.Part.PROBE);
        try (Parallel parallel = new Parallel(1);
                ForwardModel model = varied.model(new AmplitudeL2(), parallel)) {
            var expected = model.evaluate(second, 4, N, probe);
            var found = model.evaluate(shared, 4, N, probe);
            assertThat(found.loss()).isCloseTo(expected.loss(), withinPercentage(1e-3));
            assertThat(distance(found.gradient().probe()[1], expected.gradient().probe()[0]))
                    .isLessThan(1e-5);
            assertThat(found.gradient().probe()[0].power()).isZero();
        }
    }

    @Test
    void weightsThatDoNotFitTheProbeAreRefused() {
        BranchCase small = BranchCase.of(BranchCase.Shape.PLAIN, 8);
        Parameters at = small.parameters();
        try (Parallel parallel = new Parallel(1);
                ForwardModel model = small.model(new AmplitudeL2(), parallel)) {
            assertThatThrownBy(() -> model.loss(new Parameters(
                            at.specimen(), at.probe(), at.positions(), Conditions.NONE.withWeights(new double[N][2]))))
                    .hasMessageContaining("1 variations");
        }
    }
}
