package org.polyptych.bench.positions;

import java.util.Arrays;
import org.polyptych.engines.refine.AffineFit;
import org.polyptych.physics.Positions;

/**
 * How far positions are from the true ones, in pixels: root mean square of a coordinate.
 *
 * @param shifted with the common shift removed
 * @param rest with the robustly fitted affine map removed too
 * @param off share of the frames that are farther than half a pixel from there
 */
record Recovered(double shifted, double rest, double off) {
    static Recovered of(Positions truth, Positions found, double pixel) {
        int n = truth.count();
        AffineFit fit = AffineFit.of(truth, found);
        double meanY = mean(truth.y(), found.y());
        double meanX = mean(truth.x(), found.x());
        double shifted = 0;
        double rest = 0;
        int off = 0;
        for (int j = 0; j < n; j++) {
            double down = found.y()[j] - truth.y()[j];
            double right = found.x()[j] - truth.x()[j];
            shifted += square(down - meanY, right - meanX);
            double left =
                    square(down - fit.down(truth.y()[j], truth.x()[j]), right - fit.right(truth.y()[j], truth.x()[j]));
            rest += left;
            off += Math.sqrt(left) > pixel / 2 ? 1 : 0;
        }
        return new Recovered(Math.sqrt(shifted / (2 * n)) / pixel, Math.sqrt(rest / (2 * n)) / pixel, (double) off / n);
    }

    private static double square(double a, double b) {
        return a * a + b * b;
    }

    private static double mean(double[] from, double[] to) {
        return Arrays.stream(to).average().orElse(0)
                - Arrays.stream(from).average().orElse(0);
    }
}
