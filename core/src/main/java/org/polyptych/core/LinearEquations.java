package org.polyptych.core;

/** A few linear equations. */
public final class LinearEquations {
    private LinearEquations() {}

    /**
     * The n unknowns of n equations, by Gauss's elimination with pivots; numbers that are not finite where the equations do not
     * fix them.
     *
     * @param equations n rows of n factors and the right-hand side; not changed
     */
    public static double[] solve(double[][] equations) {
        int n = equations.length;
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++) {
            a[i] = equations[i].clone();
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
