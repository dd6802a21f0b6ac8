package org.polyptych.bench.diffusion;

import java.util.List;
import java.util.Locale;
import org.polyptych.bench.cells.CellResult;

/**
 * Mean and standard deviation over patches.
 *
 * @param mean NaN of nothing
 * @param deviation of the sample
 */
record Spread(double mean, double deviation) {
    static Spread of(List<Double> values) {
        double mean = values.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return new Spread(mean, values.size() < 2 ? 0 : Math.sqrt(squares / (values.size() - 1)));
    }

    /** Of one figure of those that have it. */
    static Spread of(List<CellResult> results, String key) {
        return of(results.stream()
                .flatMap(result -> result.score(key).stream().boxed())
                .toList());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f ± %.3f", mean, deviation);
    }
}
