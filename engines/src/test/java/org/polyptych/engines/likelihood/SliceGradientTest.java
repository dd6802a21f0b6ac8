package org.polyptych.engines.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.engines.EngineSession;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

/** Slope and curvature of the loss of an object of three slices, against differences of the loss. */
class SliceGradientTest {
    /** Relative to the values that are moved. */
    private static final double STEP = 0.004;

    private static EngineSession session(MlSettings.Kind likelihood) {
        Scan scan = SimulatedScan.wellPosed()
                .side(16)
                .frames(4)
                .modes(2)
                .subPixel()
                .noisy()
                .scan();
        EngineSession session = Reconstruction.with(
                        "ml",
                        Map.of(
                                "ml.likelihood", likelihood.name().toLowerCase(),
                                "ml.smooth", "0.1",
                                "probe.modes", "2",
                                "object.slices", "3",
                                "object.sliceSpacing", "4e-6"),
                        10,
                        5,
                        2)
                .begin(scan);
        session.step();
        session.step();
        return session;
    }

    /** A direction of noise on some images, as large as these are; 0 on the others. */
    private static void fill(Variables direction, List<ComplexImage> moving, Variables like) {
        RandomStream random = new RandomStream(8, 0);
        for (int k = 0; k < direction.images().size(); k++) {
            ComplexImage image = direction.images().get(k);
            ComplexImage model = like.images().get(k);
            double size = moving.contains(image) ? Math.sqrt(model.power() / (2 * model.size())) : 0;
            for (int i = 0; i < image.size(); i++) {
                image.re()[i] = (float) (size * random.gaussian());
                image.im()[i] = (float) (size * random.gaussian());
            }
        }
    }

    private static double loss(MlState state, double length) {
        state.now.move(state.start, state.direction, length, true);
        return new GradientPass(state).run(true);
    }

    @ParameterizedTest
    @EnumSource
    void theGradientIsTheSlope(MlSettings.Kind likelihood) {
        try (EngineSession session = session(likelihood)) {
            MlState state = (MlState) session.state();
            state.start.set(state.now);
            fill(state.direction, state.direction.images(), state.now);
            double up = loss(state, 1e-3);
            double down = loss(state, -1e-3);
            loss(state, 0);
            double slope = ConjugateDirection.slope(state.gradient, state.direction);
            assertThat((up - down) / 2e-3).isCloseTo(slope, within(2e-3 * Math.abs(slope)));
        }
    }

    /** Where one image moves alone the line has no term that is left out. */
    @ParameterizedTest
    @EnumSource
    void theLineHasTheCurvatureOfTheLossWhereOneImageMoves(MlSettings.Kind likelihood) {
        try (EngineSession session = session(likelihood)) {
            MlState state = (MlState) session.state();
            state.start.set(state.now);
            int count = state.direction.images().size();
            double[] measured = new double[count];
            double[] found = new double[count];
            for (int k = 0; k < count; k++) {
                fill(state.direction, List.of(state.direction.images().get(k)), state.now);
                double up = loss(state, STEP);
                double down = loss(state, -STEP);
                measured[k] = (up + down - 2 * loss(state, 0)) / (2 * STEP * STEP);
                found[k] = new LinePass(state).run(true);
            }
            assertThat(found)
                    .containsExactly(
                            measured, within(0.02 * Arrays.stream(found).max().orElseThrow()));
        }
    }
}
