package org.polyptych.engines.refine;

import java.util.Arrays;
import java.util.Locale;
import org.polyptych.core.LinearEquations;
import org.polyptych.core.Median;
import org.polyptych.physics.Positions;

/**
 * The affine map of a stage in the corrections of its positions, c(y, x) = t + M (y - y0, x - x0), fitted so that single
 * frames that went astray do not matter: least squares, weighted anew ten times by Huber's weights (Robust Estimation of a
 * Location Parameter, 1964) with the scale from the median absolute residual.
 *
 * @param y0 mean of the positions, in metres
 * @param x0 mean of the positions, in metres
 * @param down {constant, slope along y, slope along x} of the corrections down, in metres and metres a metre
 * @param right the same of the corrections to the right
 */
public record AffineFit(double y0, double x0, double[] down, double[] right) {
    private static final int ROUNDS = 10;
    /** Huber's constant: 95 % efficient for normal residuals. */
    private static final double HUBER = 1.345;
    /** The standard deviation of a normal variable over its median absolute value. */
    private static final double NORMAL = 1.4826;

    /**
     * @param from where the frames are said to be
     * @param to where they are found
     */
    public static AffineFit of(Positions from, Positions to) {
        int n = from.count();
        double y0 = Arrays.stream(from.y()).average().orElse(0);
        double x0 = Arrays.stream(from.x()).average().orElse(0);
        double[] down = new double[n];
        double[] right = new double[n];
        for (int j = 0; j < n; j++) {
            down[j] = to.y()[j] - from.y()[j];
            right[j] = to.x()[j] - from.x()[j];
        }
        double[] weights = new double[n];
        Arrays.fill(weights, 1);
        AffineFit fit = new AffineFit(y0, x0, fit(from, y0, x0, down, weights), fit(from, y0, x0, right, weights));
        for (int round = 0; round < ROUNDS; round++) {
            double[] residuals = new double[n];
            for (int j = 0; j < n; j++) {
                residuals[j] = Math.hypot(
                        down[j] - fit.down(from.y()[j], from.x()[j]), right[j] - fit.right(from.y()[j], from.x()[j]));
            }
            double far = HUBER * NORMAL * Median.of(residuals.clone());
            for (int j = 0; j < n; j++) {
                weights[j] = residuals[j] > far ? far / residuals[j] : 1;
            }
            fit = new AffineFit(y0, x0, fit(from, y0, x0, down, weights), fit(from, y0, x0, right, weights));
        }
        return fit;
    }

    /** The correction down at a position, in metres. */
    public double down(double y, double x) {
        return down[0] + down[1] * (y - y0) + down[2] * (x - x0);
    }

    /** The correction to the right at a position, in metres. */
    public double right(double y, double x) {
        return right[0] + right[1] * (y - y0) + right[2] * (x - x0);
    }

    /** The stage's map in words: its scale, rotation and shear. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "scale %+.3f %% down and %+.3f %% to the right, rotation %+.3f mrad, shear %+.3f mrad",
                100 * down[1],
                100 * right[2],
                500 * (right[1] - down[2]),
                500 * (right[1] + down[2]));
    }

    /** Weighted least squares for {1, y - y0, x - x0}; a slope that nothing in the positions fixes is 0. */
    private static double[] fit(Positions at, double y0, double x0, double[] values, double[] weights) {
        double[][] a = new double[3][4];
        double scale = 0;
        for (int j = 0; j < values.length; j++) {
            scale = Math.max(scale, Math.max(Math.abs(at.y()[j] - y0), Math.abs(at.x()[j] - x0)));
        }
        double unit = scale > 0 ? scale : 1;
        for (int j = 0; j < values.length; j++) {
            double[] row = {1, (at.y()[j] - y0) / unit, (at.x()[j] - x0) / unit};
            for (int r = 0; r < 3; r++) {
                for (int c = 0; c < 3; c++) {
                    a[r][c] += weights[j] * row[r] * row[c];
                }
                a[r][3] += weights[j] * row[r] * values[j];
            }
        }
        for (int r = 0; r < 3; r++) {
            a[r][r] += 1e-9 * values.length;
        }
        double[] solution = LinearEquations.solve(a);
        return new double[] {solution[0], solution[1] / unit, solution[2] / unit};
    }
}
