package org.polyptych.electron.calibration;

import org.polyptych.core.LinearEquations;

/** Small linear least-squares problems by their normal equations. */
final class LeastSquares {
    private LeastSquares() {}

    /**
     * Adds a measurement; one that is not a number is left out.
     *
     * @param normal n rows of n + 1 numbers, 0 to begin with
     * @param row the n factors and what was measured
     */
    static void add(double[][] normal, double[] row) {
        int n = normal.length;
        if (!Double.isFinite(row[n])) {
            return;
        }
        for (int i = 0; i < n; i++) {
            for (int k = 0; k <= n; k++) {
                normal[i][k] += row[i] * row[k];
            }
        }
    }

    /** The n unknowns; NaN where the measurements do not fix them. */
    static double[] solve(double[][] normal) {
        return LinearEquations.solve(normal);
    }
}
