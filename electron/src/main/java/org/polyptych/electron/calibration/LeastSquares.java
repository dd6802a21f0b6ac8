package org.polyptych.electron.calibration;

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

    /** The n unknowns, by elimination with pivots; NaN where the measurements do not fix them. */
    static double[] solve(double[][] normal) {
        int n = normal.length;
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++) {
            a[i] = normal[i].clone();
        }
        for (int c = 0; c < n; c++) {
            int pivot = c;
            for (int i = c + 1; i < n; i++) {
                pivot = Math.abs(a[i][c]) > Math.abs(a[pivot][c]) ? i : pivot;
            }
            double[] swapped = a[c];
            a[c] = a[pivot];
            a[pivot] = swapped;
            for (int i = 0; i < n; i++) {
                double factor = i == c ? 0 : a[i][c] / a[c][c];
                for (int k = c; k <= n && i != c; k++) {
                    a[i][k] -= factor * a[c][k];
                }
            }
        }
        double[] found = new double[n];
        for (int i = 0; i < n; i++) {
            found[i] = a[i][n] / a[i][i];
        }
        return found;
    }
}
