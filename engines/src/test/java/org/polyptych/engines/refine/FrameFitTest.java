package org.polyptych.engines.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.Parallel;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Parameters;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

class FrameFitTest {
    private static final double PIXEL = 1e-8;

    private static FrameFit fit(Scan scan, Parallel parallel) {
        Scan.Truth truth = scan.truth().orElseThrow();
        return new FrameFit(
                FrameStack.of(scan, parallel),
                new Parameters(truth.specimen(), truth.probe(), scan.positions()),
                Double.NaN);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theSlopeIsThatOfFiniteDifferences(int modes) {
        Scan scan = SimulatedScan.wellPosed().modes(modes).subPixel().scan();
        try (Parallel parallel = new Parallel(1);
                FrameFit fit = fit(scan, parallel)) {
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

    /** The step of Gauss and Newton from a place near by leads towards the true one, in both directions. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theModelPointsBackToTheTruth(int modes) {
        Scan scan = SimulatedScan.wellPosed().modes(modes).subPixel().scan();
        try (Parallel parallel = new Parallel(1);
                FrameFit fit = fit(scan, parallel)) {
            for (int j = 0; j < 64; j += 9) {
                FrameFit.Slope s = fit.slope(
                        j,
                        scan.positions().y()[j] + 0.2 * PIXEL,
                        scan.positions().x()[j] - 0.3 * PIXEL);
                double determinant = s.downDown() * s.rightRight() - s.downRight() * s.downRight();
                double down = (s.rightRight() * s.down() - s.downRight() * s.right()) / determinant;
                double right = (s.downDown() * s.right() - s.downRight() * s.down()) / determinant;
                assertThat(Math.hypot(down + 0.2, right - 0.3)).isLessThan(0.2);
            }
        }
    }
}
