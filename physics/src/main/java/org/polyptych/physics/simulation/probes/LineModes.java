package org.polyptych.physics.simulation.probes;

import java.util.ArrayList;
import java.util.List;
import org.polyptych.core.HermitianEigen;

/**
 * Factors h_k along one line such that the waves h_k(i) m(i), added incoherently, are the wave m seen with phases exp(2
 * pi i a t / n) of all steepnesses a of a normal distribution: the sum of h_k(i) h_k(j) is exp(-2 (pi sigma (i - j) /
 * n)^2), where the wave has power. Pivoted Cholesky factors of what the wave sees of this, turned into its eigenvectors.
 *
 * @param factors [mode][pixel], strongest first
 * @param powers of the wave with each
 */
record LineModes(double[][] factors, double[] powers) {

    /**
     * @param power of the wave on each pixel of the line
     * @param sigma of the steepness, in turns over the line
     * @param leave part of the power that may be left out
     * @param most as many modes as there may be, whatever is left out
     */
    static LineModes of(double[] power, double sigma, double leave, int most) {
        List<double[]> columns = cholesky(power, sigma, leave, most);
        int rank = columns.size();
        double[][] gram = new double[rank][rank];
        for (int a = 0; a < rank; a++) {
            for (int b = 0; b < rank; b++) {
                for (int i = 0; i < power.length; i++) {
                    gram[a][b] += columns.get(a)[i] * columns.get(b)[i];
                }
            }
        }
        HermitianEigen eigen = new HermitianEigen(gram, new double[rank][rank]);
        double[][] factors = new double[rank][power.length];
        double[] powers = new double[rank];
        for (int k = 0; k < rank; k++) {
            powers[k] = Math.max(0, eigen.value(k));
            for (int i = 0; i < power.length; i++) {
                for (int a = 0; a < rank && power[i] > 0; a++) {
                    factors[k][i] += eigen.vectorRe(a, k) * columns.get(a)[i] / Math.sqrt(power[i]);
                }
            }
        }
        return new LineModes(factors, powers);
    }

    private static List<double[]> cholesky(double[] power, double sigma, double leave, int most) {
        int n = power.length;
        double[] left = power.clone();
        double total = sum(left);
        List<double[]> columns = new ArrayList<>();
        while (columns.size() < Math.min(n, most) && (columns.isEmpty() || sum(left) > leave * total)) {
            int pivot = 0;
            for (int i = 1; i < n; i++) {
                pivot = left[i] > left[pivot] ? i : pivot;
            }
            double root = Math.sqrt(left[pivot]);
            if (!(root > 0)) {
                break;
            }
            double[] column = new double[n];
            for (int i = 0; i < n; i++) {
                double angle = Math.PI * sigma * (i - pivot) / n;
                double value = Math.sqrt(power[i] * power[pivot]) * Math.exp(-2 * angle * angle);
                for (double[] before : columns) {
                    value -= before[i] * before[pivot];
                }
                column[i] = value / root;
                left[i] = Math.max(0, left[i] - column[i] * column[i]);
            }
            left[pivot] = 0;
            columns.add(column);
        }
        return columns;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
