package org.polyptych.neural.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.LinearEquations;

/**
 * The slowest cosines of the phase over the rows and columns that are lit, cos(pi p (r + 1/2) / rows) cos(pi q (c + 1/2) /
 * columns) with 1 <= p + q <= order, fitted to the data by damped Newton steps (Levenberg, Quarterly of Applied Mathematics 2, 164, 1944). What is the same over
 * many beams changes each pattern by little: steps of single pixels find it last, one step along the picture's whole phase at
 * once.
 */
final class SlowPhases {
    /** Angle by which the slope is looked at anew to know how it bends. */
    private static final double ASIDE = 0.05;
    /** No wave is turned further in one step. */
    private static final double FARTHEST = 1;
    /** Of the mean curvature, that is added to each: so little first, then as many times more, up to so much. */
    private static final double LEAST_DAMPING = 1e-6;

    private static final double MORE_DAMPING = 30;
    private static final double MOST_DAMPING = 1e3;

    private final float[][] waves;

    private SlowPhases(float[][] waves) {
        this.waves = waves;
    }

    /**
     * Waves over the rows and columns in which light falls; pixels without light keep their phase.
     *
     * @param light on each pixel
     */
    static SlowPhases over(float[] light, int columns, int order) {
        int rows = light.length / columns;
        boolean[] row = new boolean[rows];
        boolean[] column = new boolean[columns];
        for (int i = 0; i < light.length; i++) {
            row[i / columns] |= light[i] > 0;
            column[i % columns] |= light[i] > 0;
        }
        double[][] down = cosines(row, order);
        double[][] right = cosines(column, order);
        List<float[]> all = new ArrayList<>();
        for (int sum = 1; sum <= order; sum++) {
            for (int p = 0; p <= sum; p++) {
                float[] wave = new float[light.length];
                for (int i = 0; i < wave.length; i++) {
                    wave[i] = light[i] > 0 ? (float) (down[p][i / columns] * right[sum - p][i % columns]) : 0;
                }
                all.add(wave);
            }
        }
        return new SlowPhases(all.toArray(float[][]::new));
    }

    /** Of 0 to so many half periods from the first to the last that is lit. */
    private static double[][] cosines(boolean[] lit, int most) {
        int first = 0;
        int last = lit.length - 1;
        while (first < last && !lit[first]) {
            first++;
        }
        while (last > first && !lit[last]) {
            last--;
        }
        double[][] cosines = new double[most + 1][lit.length];
        for (int k = 0; k <= most; k++) {
            for (int i = first; i <= last; i++) {
                cosines[k][i] = Math.cos(Math.PI * k * (i - first + 0.5) / (last - first + 1));
            }
        }
        return cosines;
    }

    /** How many there are. */
    int count() {
        return waves.length;
    }

    /**
     * One step; the object stays as it is where no step lowers the loss.
     *
     * @param loss of an object; writes its gradient
     * @param gradient what that writes: d loss / d conj(object)
     */
    void step(ComplexImage object, ToDoubleFunction<ComplexImage> loss, ComplexImage gradient) {
        if (waves.length == 0) {
            return;
        }
        double before = loss.applyAsDouble(object);
        double[] slopes = slopes(object, gradient);
        double[][] curvature = curvature(object, loss, gradient, slopes);
        double mean = 0;
        for (int k = 0; k < waves.length; k++) {
            mean += Math.abs(curvature[k][k]) / waves.length;
        }
        for (double damping = LEAST_DAMPING; damping <= MOST_DAMPING; damping *= MORE_DAMPING) {
            double[] angles = newton(curvature, slopes, damping * mean);
            ComplexImage turned = turned(object, angles);
            if (loss.applyAsDouble(turned) < before) {
                PosteriorState.copy(turned, object);
                return;
            }
        }
    }

    /** Derivatives of the loss by the waves' angles. */
    double[] slopes(ComplexImage object, ComplexImage gradient) {
        double[] slopes = new double[waves.length];
        for (int i = 0; i < object.size(); i++) {
            double turn = 2 * ((double) gradient.im()[i] * object.re()[i] - (double) gradient.re()[i] * object.im()[i]);
            for (int k = 0; k < waves.length; k++) {
                slopes[k] += turn * waves[k][i];
            }
        }
        return slopes;
    }

    /** Second derivatives, by differences of the first. */
    private double[][] curvature(
            ComplexImage object, ToDoubleFunction<ComplexImage> loss, ComplexImage gradient, double[] slopes) {
        int n = waves.length;
        double[][] curvature = new double[n][n];
        for (int k = 0; k < n; k++) {
            double[] aside = new double[n];
            aside[k] = ASIDE;
            ComplexImage turned = turned(object, aside);
            loss.applyAsDouble(turned);
            double[] there = slopes(turned, gradient);
            for (int l = 0; l < n; l++) {
                double bend = (there[l] - slopes[l]) / ASIDE / 2;
                curvature[k][l] += bend;
                curvature[l][k] += bend;
            }
        }
        return curvature;
    }

    private static double[] newton(double[][] curvature, double[] slopes, double damping) {
        int n = slopes.length;
        double[][] equations = new double[n][n + 1];
        for (int k = 0; k < n; k++) {
            System.arraycopy(curvature[k], 0, equations[k], 0, n);
            equations[k][k] += damping;
            equations[k][n] = -slopes[k];
        }
        double[] angles = LinearEquations.solve(equations);
        double far = 0;
        for (double angle : angles) {
            far = Math.max(far, Math.abs(angle));
        }
        for (int k = 0; k < n && far > FARTHEST; k++) {
            angles[k] *= FARTHEST / far;
        }
        return angles;
    }

    /** The object with its phase turned by so much of each wave. */
    ComplexImage turned(ComplexImage object, double[] angles) {
        ComplexImage turned = object.copy();
        for (int i = 0; i < object.size(); i++) {
            double angle = 0;
            for (int k = 0; k < waves.length; k++) {
                angle += angles[k] * waves[k][i];
            }
            float cos = (float) Math.cos(angle);
            float sin = (float) Math.sin(angle);
            turned.re()[i] = cos * object.re()[i] - sin * object.im()[i];
            turned.im()[i] = cos * object.im()[i] + sin * object.re()[i];
        }
        return turned;
    }
}
