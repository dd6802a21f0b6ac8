package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.Parallel;
import org.polyptych.physics.loss.AmplitudeL2;

class MovedFrameTest {
    static Stream<BranchCase> cases() {
        return BranchCase.shapes()
                .map(shape -> BranchCase.of(shape, 3))
                .flatMap(one -> Stream.of(one, one.near(), one.wandering(false)));
    }

    /** Its counts have the forward model's loss, and its slopes add up to the forward model's gradient by positions. */
    @ParameterizedTest
    @MethodSource("cases")
    void itIsTheForwardModelOfOneFrame(BranchCase small) {
        Positions positions = small.parameters().positions();
        try (Parallel parallel = new Parallel(1);
                ForwardModel model = small.model(new AmplitudeL2(), parallel);
                MovedFrame moved = moved(small, parallel)) {
            FrameStack frames = FrameStack.of(small.scan(), parallel);
            for (int j = 0; j < BranchCase.FRAMES; j += 3) {
                var expected = model.evaluate(small.parameters(), j, j + 1, Set.of(Gradient.Part.POSITIONS));
                float[] counts = moved.predict(j, positions.y()[j], positions.x()[j]);
                double[] loss = {0, 0, 0};
                for (int direction = 0; direction < 2; direction++) {
                    float[] slope = new float[frames.pixels()];
                    moved.slope(direction == 0, slope);
                    for (int i = 0; i < slope.length; i++) {
                        double a = Math.sqrt(counts[i]);
                        double d = frames.weights()[i] * (a - frames.amplitudes(j)[i]);
                        loss[2] += direction == 0 ? d * (a - frames.amplitudes(j)[i]) : 0;
                        loss[direction] += a > 0 ? 2 * d * slope[i] / a : 0;
                    }
                }
                double down = expected.gradient().positions().y()[j] * BranchCase.HEIGHT;
                double right = expected.gradient().positions().x()[j] * BranchCase.WIDTH;
                double size = Math.hypot(down, right);
                assertThat(loss[2]).isCloseTo(expected.loss(), withinPercentage(1e-3));
                assertThat(loss[0]).isCloseTo(down, within(1e-3 * size));
                assertThat(loss[1]).isCloseTo(right, within(1e-3 * size));
            }
        }
    }

    /** Pixel by pixel, where the sum over pixels would not show an error that cancels. */
    @ParameterizedTest
    @MethodSource("cases")
    void everyPixelsSlopeIsThatOfFiniteDifferences(BranchCase small) {
        Positions positions = small.parameters().positions();
        double h = 0.01;
        int j = awayFromTheEdgeOfAPixel(small.parameters(), h);
        try (Parallel parallel = new Parallel(1);
                MovedFrame moved = moved(small, parallel)) {
            for (boolean down : new boolean[] {true, false}) {
                double stepY = down ? h * BranchCase.HEIGHT : 0;
                double stepX = down ? 0 : h * BranchCase.WIDTH;
                float[] more = moved.predict(
                                j, positions.y()[j] + stepY, positions.x()[j] + stepX)
                        .clone();
                float[] less = moved.predict(
                                j, positions.y()[j] - stepY, positions.x()[j] - stepX)
                        .clone();
                moved.predict(j, positions.y()[j], positions.x()[j]);
                float[] slope = new float[more.length];
                moved.slope(down, slope);
                double size = 0;
                double error = 0;
                for (int i = 0; i < slope.length; i++) {
                    size += slope[i] * slope[i];
                    error += Math.pow(2 * slope[i] - (more[i] - less[i]) / (2 * h), 2);
                }
                assertThat(size).isPositive();
                assertThat(Math.sqrt(error / size)).isLessThan(1e-2);
            }
        }
    }

    /** A frame of which no sub-position comes to lie on another whole pixel, where patches of noise differ. */
    private static int awayFromTheEdgeOfAPixel(Parameters parameters, double h) {
        Motion motion = parameters.conditions().motion();
        Positions all = motion == null ? parameters.positions() : motion.subPositions(parameters.positions());
        int parts = parameters.conditions().parts();
        return IntStream.range(0, BranchCase.FRAMES)
                .filter(j -> IntStream.range(j * parts, (j + 1) * parts)
                        .allMatch(k -> inside(parameters.specimen().rowOf(all.y()[k]), h)
                                && inside(parameters.specimen().columnOf(all.x()[k]), h)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean inside(double pixels, double h) {
        return Math.rint(pixels - h) == Math.rint(pixels + h);
    }

    /** The short way and the one through branches are the same where both can go. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theShortWayIsTheSame(boolean near) {
        BranchCase far = BranchCase.of(BranchCase.Shape.PLAIN, 9);
        BranchCase small = near ? far.near() : far;
        Positions positions = small.parameters().positions();
        try (Parallel parallel = new Parallel(1)) {
            FrameStack frames = FrameStack.of(small.scan(), parallel);
            try (MovedFrame thin = moved(small, parallel);
                    MovedFrame branched = new BranchMovedFrame(frames, small.parameters(), BranchCase.WAVELENGTH)) {
                assertThat(thin).isInstanceOf(ThinMovedFrame.class);
                float[] one = thin.predict(2, positions.y()[2], positions.x()[2]);
                float[] other = branched.predict(2, positions.y()[2], positions.x()[2]);
                assertClose(one, other);
                float[] slope = new float[one.length];
                float[] same = new float[one.length];
                thin.slope(true, slope);
                branched.slope(true, same);
                assertClose(slope, same);
            }
        }
    }

    private static void assertClose(float[] a, float[] b) {
        double greatest = 0;
        for (float value : a) {
            greatest = Math.max(greatest, Math.abs(value));
        }
        for (int i = 0; i < a.length; i++) {
            assertThat((double) b[i]).isCloseTo(a[i], within(1e-5 * greatest));
        }
    }

    private static MovedFrame moved(BranchCase small, Parallel parallel) {
        return MovedFrame.of(FrameStack.of(small.scan(), parallel), small.parameters(), BranchCase.WAVELENGTH);
    }
}
