package org.polyptych.bench.star;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.polyptych.bench.cells.CellResult;

/** Where the runs of a table come from. */
final class Provenance {
    private Provenance() {}

    static String of(StarResults results) {
        List<CellResult> all = results.cells().stream()
                .flatMap(cell -> results.figures(cell).stream())
                .toList();
        List<CellResult> good = all.stream().filter(r -> !r.failed()).toList();
        return line("commit", all, CellResult::commit)
                + line("machine", good, CellResult::machine)
                + line("date", all, CellResult::date)
                + line("recipes", all, r -> r.id().replaceFirst("^part\\d+-dose-[^-]*-", "") + " = " + r.recipe())
                + "\nruns: " + all.size() + " of " + results.cells().size() + "\n";
    }

    private static String line(String name, List<CellResult> all, Function<CellResult, String> value) {
        return "\n" + name + ": " + all.stream().map(value).distinct().collect(Collectors.joining("; "));
    }
}
