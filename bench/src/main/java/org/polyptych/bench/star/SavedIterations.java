package org.polyptych.bench.star;

import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.core.BadInputException;

/**
 * A figure of object and probe after every iteration of two runs that differ in where they begin, and how many iterations the
 * one saves: it is first as good as the best of the plain run's first n after m iterations, 0 being the start itself; saved are
 * n - m, which may be negative. The figure must be one measure of what was found, the same for both.
 *
 * @param plain figure after iteration 1, 2, ...
 * @param helped figure at the start, after iteration 1, 2, ...
 * @param less whether less is better
 */
record SavedIterations(double[] plain, double[] helped, boolean less) {
    /** @param key {@link StartedTask#LOSS} or {@link StartedTask#AGREEMENT} */
    static SavedIterations of(CellResult plain, CellResult helped, String key) {
        return new SavedIterations(series(plain, key, 1), series(helped, key, 0), key.equals(StartedTask.LOSS));
    }

    /** @throws BadInputException if a figure is missing */
    static double[] series(CellResult result, String key, int from) {
        return IntStream.rangeClosed(from, result.iterations())
                .mapToDouble(k -> figure(result, StartedTask.key(key, k)))
                .toArray();
    }

    private static double figure(CellResult result, String key) {
        Double figure = result.scores().get(key);
        if (figure == null) {
            throw new BadInputException(
                    result.id() + ": has no figure '" + key + "'; delete the cell's file and run it again");
        }
        return figure;
    }

    /** Of the plain run's n iterations; empty if the other never gets there. */
    OptionalInt after(int n) {
        double asGood = best(plain, n);
        return IntStream.range(0, helped.length)
                .filter(m -> less ? helped[m] <= asGood : helped[m] >= asGood)
                .map(m -> n - m)
                .findFirst();
    }

    /** Of the first n: where a figure goes up and down, the time when it was first as good counts. */
    private double best(double[] values, int n) {
        double best = values[0];
        for (int k = 1; k < n; k++) {
            best = less ? Math.min(best, values[k]) : Math.max(best, values[k]);
        }
        return best;
    }

    /** Numbers of iterations of the plain run at which the other gets as far, and what is saved there. */
    Map.Entry<double[], double[]> curve() {
        int[] at = IntStream.rangeClosed(1, plain.length)
                .filter(n -> after(n).isPresent())
                .toArray();
        return Map.entry(
                IntStream.of(at).mapToDouble(n -> n).toArray(),
                IntStream.of(at).mapToDouble(n -> after(n).getAsInt()).toArray());
    }
}
