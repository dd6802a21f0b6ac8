package org.polyptych.bench.diffusion;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Spearman's rank correlation: Pearson's of the ranks. Equal values share the mean of their ranks. (The short form with the sum
 * of squared differences holds without equal values only.)
 */
final class RankCorrelation {
    private RankCorrelation() {}

    /** @return -1 to 1; NaN if all values of one of the two are equal, or there are none */
    static double of(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(a.length + " values and " + b.length);
        }
        double[] first = ranks(a);
        double[] second = ranks(b);
        // the mean rank is the same with and without equal values
        double mean = (a.length + 1) / 2.0;
        double both = 0;
        double firsts = 0;
        double seconds = 0;
        for (int i = 0; i < a.length; i++) {
            both += (first[i] - mean) * (second[i] - mean);
            firsts += (first[i] - mean) * (first[i] - mean);
            seconds += (second[i] - mean) * (second[i] - mean);
        }
        return both / Math.sqrt(firsts * seconds);
    }

    /** From 1 for the least. */
    static double[] ranks(double[] values) {
        Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double[] ranks = new double[values.length];
        int from = 0;
        while (from < order.length) {
            int to = from + 1;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int k = from; k < to; k++) {
                ranks[order[k]] = (from + 1 + to) / 2.0;
            }
            from = to;
        }
        return ranks;
    }
}
