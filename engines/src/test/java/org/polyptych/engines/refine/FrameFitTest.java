package org.polyptych.engines.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.Parallel;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

class FrameFitTest {
    private static final double PIXEL = 1e-8;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theSlopeIsThatOfFiniteDifferences(int modes) {
        Scan scan = SimulatedScan.wellPosed().modes(modes).subPixel().scan();
        Scan.Truth truth = scan.truth().orElseThrow();
        try (Parallel parallel = new Parallel(1);
                FrameFit fit = new FrameFit(FrameStack.of(scan, parallel), truth.specimen(), truth.probe())) {
            for (int j = 0; j < 64; j += 9) {
                double y = scan.positions().y()[j] + 0.6 * PIXEL;
                double x = scan.positions().x()[j] - 0.4 * PIXEL;
                FrameFit.Slope slope = fit.slope(j, y, x);
                double h = 0.01;
                double down = (fit.loss(j, y + h * PIXEL, x) - fit.loss(j, y - h * PIXEL, x)) / (2 * h);
                double right = (fit.loss(j, y, x + h * PIXEL) - fit.loss(j, y, x - h * PIXEL)) / (2 * h);
                double size = Math.hypot(down, right);
                assertThat(-2 * slope.down()).isCloseTo(down, within(2e-3 * size));
                assertThat(-2 * slope.right()).isCloseTo(right, within(2e-3 * size));
                assertThat(slope.loss()).isEqualTo(fit.loss(j, y, x), within(1e-9 * slope.loss()));
            }
        }
    }

    /** Where the model explains the frame, what Gauss and Newton leave out of the curvature is zero. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void atTheTruthTheCurvatureIsThatOfFiniteDifferences(int modes) {
        Scan scan = SimulatedScan.wellPosed().modes(modes).subPixel().scan();
        Scan.Truth truth = scan.truth().orElseThrow();
        try (Parallel parallel = new Parallel(1);
                FrameFit fit = new FrameFit(FrameStack.of(scan, parallel), truth.specimen(), truth.probe())) {
            double y = scan.positions().y()[20];
            double x = scan.positions().x()[20];
            FrameFit.Slope slope = fit.slope(20, y, x);
            double h = 0.02;
            double downRight = (fit.loss(20, y + h * PIXEL, x + h * PIXEL)
                            - fit.loss(20, y + h * PIXEL, x - h * PIXEL)
                            - fit.loss(20, y - h * PIXEL, x + h * PIXEL)
                            + fit.loss(20, y - h * PIXEL, x - h * PIXEL))
                    / (4 * h * h);
            assertThat(fit.loss(20, y + h * PIXEL, x) / (h * h))
                    .isCloseTo(slope.downDown(), within(0.02 * slope.downDown()));
            assertThat(fit.loss(20, y, x + h * PIXEL) / (h * h))
                    .isCloseTo(slope.rightRight(), within(0.02 * slope.rightRight()));
            assertThat(downRight / 2).isCloseTo(slope.downRight(), within(0.02 * slope.downDown()));
        }
    }
}
