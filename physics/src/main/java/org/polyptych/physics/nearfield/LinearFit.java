package org.polyptych.physics.nearfield;

import java.util.Arrays;
import java.util.List;
import org.polyptych.core.RandomStream;

/**
 * The matrix B for which shift = B move, found where many of the pairs are wrong: least median of squares over matrices
 * through two pairs each (Rousseeuw, J. Am. Stat. Assoc. 79, 871, 1984), then least squares over the pairs that agree.
 *
 * @param matrix {yy, yx, xy, xx}
 * @param agreeing which pairs were used at the end
 * @param residual rms of their residuals, in the unit of the shifts
 */
record LinearFit(double[] matrix, boolean[] agreeing, double residual) {
    private static final int TRIALS = 500;
    private static final int ROUNDS = 20;
    private static final double OUTLIER = 3;

    /**
     * {@code moves} and {@code shifts} are {down, right} a pair, at least two; {@code least} the residual below which a pair
     * always agrees.
     */
    static LinearFit of(List<double[]> moves, List<double[]> shifts, double least) {
        int n = moves.size();
        RandomStream random = new RandomStream(2, 0);
        double[] best = all(moves, shifts);
        double bestMedian = median(residuals(best, moves, shifts));
        for (int trial = 0; trial < TRIALS; trial++) {
            boolean[] two = new boolean[n];
            two[(int) (random.uniform() * n)] = true;
            two[(int) (random.uniform() * n)] = true;
            double[] matrix = leastSquares(moves, shifts, two);
            if (matrix != null) {
                double median = median(residuals(matrix, moves, shifts));
                if (median < bestMedian) {
                    best = matrix;
                    bestMedian = median;
                }
            }
        }
        boolean[] agreeing = agreeing(residuals(best, moves, shifts), bestMedian, least);
        for (int round = 0; round < ROUNDS; round++) {
            double[] refined = leastSquares(moves, shifts, agreeing);
            if (refined == null) {
                break;
            }
            best = refined;
            double[] residuals = residuals(best, moves, shifts);
            agreeing = agreeing(residuals, median(residuals), least);
        }
        double[] residuals = residuals(best, moves, shifts);
        double sum = 0;
        int used = 0;
        for (int k = 0; k < n; k++) {
            sum += agreeing[k] ? residuals[k] * residuals[k] : 0;
            used += agreeing[k] ? 1 : 0;
        }
        return new LinearFit(best, agreeing, Math.sqrt(sum / Math.max(1, used)));
    }

    int used() {
        int used = 0;
        for (boolean agrees : agreeing) {
            used += agrees ? 1 : 0;
        }
        return used;
    }

    private static double[] all(List<double[]> moves, List<double[]> shifts) {
        boolean[] every = new boolean[moves.size()];
        Arrays.fill(every, true);
        double[] matrix = leastSquares(moves, shifts, every);
        return matrix == null ? new double[4] : matrix;
    }

    private static boolean[] agreeing(double[] residuals, double median, double least) {
        boolean[] agreeing = new boolean[residuals.length];
        for (int k = 0; k < residuals.length; k++) {
            agreeing[k] = residuals[k] <= Math.max(least, OUTLIER * median);
        }
        return agreeing;
    }

    /** Null if the moves all lie on one line. */
    static double[] leastSquares(List<double[]> moves, List<double[]> shifts, boolean[] used) {
        double yy = 0;
        double yx = 0;
        double xx = 0;
        double[] cross = new double[4];
        for (int k = 0; k < used.length; k++) {
            if (used[k]) {
                double[] m = moves.get(k);
                double[] s = shifts.get(k);
                yy += m[0] * m[0];
                yx += m[0] * m[1];
                xx += m[1] * m[1];
                cross[0] += s[0] * m[0];
                cross[1] += s[0] * m[1];
                cross[2] += s[1] * m[0];
                cross[3] += s[1] * m[1];
            }
        }
        double det = yy * xx - yx * yx;
        if (!(det > 1e-4 * (yy + xx) * (yy + xx))) {
            return null;
        }
        return new double[] {
            (cross[0] * xx - cross[1] * yx) / det,
            (cross[1] * yy - cross[0] * yx) / det,
            (cross[2] * xx - cross[3] * yx) / det,
            (cross[3] * yy - cross[2] * yx) / det
        };
    }

    private static double[] residuals(double[] matrix, List<double[]> moves, List<double[]> shifts) {
        double[] residuals = new double[moves.size()];
        for (int k = 0; k < residuals.length; k++) {
            double[] m = moves.get(k);
            double[] s = shifts.get(k);
            residuals[k] =
                    Math.hypot(s[0] - matrix[0] * m[0] - matrix[1] * m[1], s[1] - matrix[2] * m[0] - matrix[3] * m[1]);
        }
        return residuals;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
