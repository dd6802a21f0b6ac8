package org.polyptych.bench.ptyinr;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.core.Median;

/**
 * One row of a table: the same method on the same scan from the same kind of start, with one seed or several.
 *
 * @param first that stands for all
 * @param results of those that were run, at least one
 * @param chosen true if this is the one of several that fits the data best, which is known without the truth
 */
record Runs(Cell first, List<CellResult> results, boolean chosen) {
    /** Name of the method, and where it begins if not as most do. */
    String method() {
        String start =
                switch (first.start().kind()) {
                    case OWN -> "";
                    case VARIED -> ", varied start";
                    case RANDOM -> ", random start";
                };
        return first.recipe().name()
                + start
                + (chosen ? ", that of least loss" : "")
                + (results.size() > 1 ? ", " + results.size() + " seeds" : "");
    }

    /** Of several, the one with the least loss; empty if there is no choice. */
    Optional<Runs> leastLoss() {
        return good().size() < 2
                ? Optional.empty()
                : good().stream()
                        .min(Comparator.comparingDouble(CellResult::loss))
                        .map(best -> new Runs(first, List.of(best), true));
    }

    private List<CellResult> good() {
        return results.stream().filter(result -> !result.failed()).toList();
    }

    /** Why there are no figures; empty if there are. */
    String failure() {
        if (!good().isEmpty()) {
            return "";
        }
        String why = results.getFirst().failure();
        return why.contains("diverged") ? "diverged" : why;
    }

    /** Of some of several. */
    String remark() {
        long failed = results.size() - good().size();
        return failed == 0 || good().isEmpty() ? "" : ", " + failed + " diverged";
    }

    /** Figures with a slash between, each the median over the seeds, behind it their span; - where there is none. */
    String figures(String... keys) {
        return Arrays.stream(keys).map(this::figure).collect(Collectors.joining(" / "));
    }

    private String figure(String key) {
        double[] values = good().stream()
                .flatMapToDouble(result -> result.score(key).stream())
                .sorted()
                .toArray();
        if (values.length == 0) {
            return "-";
        }
        String span = values.length > 1
                ? String.format(Locale.ROOT, " (%.1f..%.1f)", values[0], values[values.length - 1])
                : "";
        return String.format(Locale.ROOT, "%.1f", Median.of(values)) + span;
    }

    /** Median over the seeds; empty if all failed or there is no such figure. */
    OptionalDouble merit(Merit merit) {
        double[] values = good().stream()
                .flatMapToDouble(result -> merit.of(result).stream())
                .toArray();
        return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Median.of(values));
    }

    String iterations() {
        return whole(CellResult::iterations);
    }

    String seconds() {
        return whole(CellResult::seconds);
    }

    private String whole(ToDoubleFunction<CellResult> of) {
        return String.format(
                Locale.ROOT, "%.0f", Median.of(results.stream().mapToDouble(of).toArray()));
    }
}
