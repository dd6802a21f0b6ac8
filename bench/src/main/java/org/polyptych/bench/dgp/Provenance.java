package org.polyptych.bench.dgp;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Task;

/** What stands below a table: code, machine, date and recipes of its runs, and how many there are. */
final class Provenance {
    private Provenance() {}

    /**
     * @param all of the table
     * @param cells of those that were run
     */
    static String of(List<? extends Task> all, List<CellResult> cells) {
        List<CellResult> good = cells.stream().filter(cell -> !cell.failed()).toList();
        return line("commit", cells, CellResult::commit)
                + line("machine", good, CellResult::machine)
                + line("date", cells, CellResult::date)
                + line(
                        "recipes",
                        all,
                        task -> task.recipe().name() + " = " + task.recipe().text())
                + "\nruns: " + cells.size() + " of " + all.size() + "\n";
    }

    private static <T> String line(String name, List<? extends T> all, Function<T, String> value) {
        return "\n" + name + ": " + all.stream().map(value).distinct().collect(Collectors.joining("; "));
    }
}
