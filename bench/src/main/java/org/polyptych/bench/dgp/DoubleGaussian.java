package org.polyptych.bench.dgp;

import java.util.Optional;

/**
 * Two Gaussians of one width on a constant, nearest to a profile by least squares. For given places and width, heights and
 * constant are a linear problem; places, none of them beyond the points, and width are sought on a grid and then made finer. Both heights are
 * above 0.
 *
 * @param first place of the first
 * @param second place of the second
 * @param width standard deviation of each
 * @param heightOfFirst above the constant
 * @param heightOfSecond above the constant
 * @param base the constant
 * @param squares that are left, summed
 */
record DoubleGaussian(
        double first,
        double second,
        double width,
        double heightOfFirst,
        double heightOfSecond,
        double base,
        double squares) {
    /** Points to fit six numbers to. */
    private static final int FEWEST = 7;

    /** Widths tried first, in steps of the points. */
    private static final double[] WIDTHS = {0.5, 0.75, 1, 1.5, 2, 3};

    /** Places and width are known to so many steps of the points. */
    private static final double FINEST = 1e-4;

    double distance() {
        return second - first;
    }

    /**
     * @param at places of the points, ascending, in even steps
     * @return empty if no two Gaussians of heights above 0 are found, or the points are too few
     */
    static Optional<DoubleGaussian> fit(double[] at, double[] values) {
        if (at.length < FEWEST) {
            return Optional.empty();
        }
        double step = (at[at.length - 1] - at[0]) / (at.length - 1);
        DoubleGaussian best = null;
        for (double first = at[0]; first < at[at.length - 1]; first += step / 2) {
            for (double second = first + step; second <= at[at.length - 1]; second += step / 2) {
                for (double width : WIDTHS) {
                    best = better(best, of(at, values, first, second, width * step));
                }
            }
        }
        return best == null ? Optional.empty() : Optional.of(refined(best, at, values, step));
    }

    private static DoubleGaussian refined(DoubleGaussian begin, double[] at, double[] values, double step) {
        DoubleGaussian best = begin;
        double by = step / 4;
        while (by > FINEST * step) {
            DoubleGaussian before = best;
            for (double way : new double[] {-by, by}) {
                best = better(best, of(at, values, best.first + way, best.second, best.width));
                best = better(best, of(at, values, best.first, best.second + way, best.width));
                best = better(best, of(at, values, best.first + way, best.second + way, best.width));
                if (best.width + way > step / 4) {
                    best = better(best, of(at, values, best.first, best.second, best.width + way));
                }
            }
            by = best == before ? by / 2 : by;
        }
        return best;
    }

    private static DoubleGaussian better(DoubleGaussian one, DoubleGaussian other) {
        return one == null || other != null && other.squares < one.squares ? other : one;
    }

    /** Null if one lies beyond the points, a height is not above 0, or nothing fixes them. */
    private static DoubleGaussian of(double[] at, double[] values, double first, double second, double width) {
        if (first < at[0] || first > second || second > at[at.length - 1]) {
            return null;
        }
        double[][] terms = new double[at.length][];
        for (int i = 0; i < at.length; i++) {
            terms[i] = new double[] {gaussian(at[i] - first, width), gaussian(at[i] - second, width), 1};
        }
        double[] found = solved(terms, values);
        if (!(found[0] > 0 && found[1] > 0 && Double.isFinite(found[2]))) {
            return null;
        }
        double squares = 0;
        for (int i = 0; i < at.length; i++) {
            double difference = values[i] - found[0] * terms[i][0] - found[1] * terms[i][1] - found[2];
            squares += difference * difference;
        }
        return new DoubleGaussian(first, second, width, found[0], found[1], found[2], squares);
    }

    private static double gaussian(double distance, double width) {
        return Math.exp(-0.5 * distance * distance / (width * width));
    }

    /** Three numbers by their normal equations and Cramer's rule; not finite where these have no solution. */
    private static double[] solved(double[][] terms, double[] values) {
        double[][] a = new double[3][3];
        double[] b = new double[3];
        for (int i = 0; i < terms.length; i++) {
            for (int r = 0; r < 3; r++) {
                b[r] += terms[i][r] * values[i];
                for (int c = 0; c < 3; c++) {
                    a[r][c] += terms[i][r] * terms[i][c];
                }
            }
        }
        double all = determinant(a);
        double[] found = new double[3];
        for (int c = 0; c < 3; c++) {
            double[][] replaced = {a[0].clone(), a[1].clone(), a[2].clone()};
            for (int r = 0; r < 3; r++) {
                replaced[r][c] = b[r];
            }
            found[c] = determinant(replaced) / all;
        }
        return found;
    }

    private static double determinant(double[][] a) {
        return a[0][0] * (a[1][1] * a[2][2] - a[1][2] * a[2][1])
                - a[0][1] * (a[1][0] * a[2][2] - a[1][2] * a[2][0])
                + a[0][2] * (a[1][0] * a[2][1] - a[1][1] * a[2][0]);
    }
}
