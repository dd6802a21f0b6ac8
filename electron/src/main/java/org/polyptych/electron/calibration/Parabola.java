package org.polyptych.electron.calibration;

import java.util.Arrays;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Positions;

/**
 * The smooth part of what was measured at the positions of a scan: 1, y, x, y^2, yx, x^2 by least squares, with y and x from
 * -1 to 1 over the scan. It is what drifts: descan, beam current, thickness.
 */
final class Parabola {
    private static final int TERMS = 6;

    private final double[][] terms;

    Parabola(Positions positions) {
        Extent down = Extent.of(positions.y());
        Extent right = Extent.of(positions.x());
        terms = new double[positions.count()][];
        for (int j = 0; j < terms.length; j++) {
            double y = unit(positions.y()[j], down);
            double x = unit(positions.x()[j], right);
            terms[j] = new double[] {1, y, x, y * y, y * x, x * x};
        }
    }

    private static double unit(double value, Extent extent) {
        return extent.length() > 0 ? 2 * (value - extent.least()) / extent.length() - 1 : 0;
    }

    /** Its value at each position; of a scan that does not fix all terms the mean alone. */
    double[] of(double[] values) {
        double[][] normal = new double[TERMS][TERMS + 1];
        for (int j = 0; j < terms.length; j++) {
            double[] row = Arrays.copyOf(terms[j], TERMS + 1);
            row[TERMS] = values[j];
            LeastSquares.add(normal, row);
        }
        double[] found = LeastSquares.solve(normal);
        if (!Arrays.stream(found).allMatch(Double::isFinite)) {
            found = new double[TERMS];
            found[0] = Arrays.stream(values).average().orElse(0);
        }
        double[] smooth = new double[values.length];
        for (int j = 0; j < smooth.length; j++) {
            for (int t = 0; t < TERMS; t++) {
                smooth[j] += found[t] * terms[j][t];
            }
        }
        return smooth;
    }
}
