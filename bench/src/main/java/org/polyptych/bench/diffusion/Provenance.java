package org.polyptych.bench.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.polyptych.bench.cells.CellFolder;
import org.polyptych.bench.cells.CellResult;

/** What stands below a table: code, machine, date and recipes of its runs, and how many there are. */
final class Provenance {
    private Provenance() {}

    static String of(CellFolder folder, List<PatchCell> cells) {
        List<CellResult> all = new ArrayList<>();
        cells.forEach(cell -> folder.result(cell.id(), cell.recipe()).ifPresent(all::add));
        List<CellResult> good = all.stream().filter(r -> !r.failed()).toList();
        return distinct("commit", all.stream().map(CellResult::commit).toList())
                + distinct("machine", good.stream().map(CellResult::machine).toList())
                + distinct("date", all.stream().map(CellResult::date).toList())
                + distinct(
                        "recipes",
                        cells.stream()
                                .map(cell -> cell.recipe().name() + " = "
                                        + cell.recipe().text())
                                .toList())
                + "\nruns: " + all.size() + " of " + cells.size() + "\n";
    }

    private static String distinct(String name, List<String> values) {
        return "\n" + name + ": " + values.stream().distinct().collect(Collectors.joining("; "));
    }
}
