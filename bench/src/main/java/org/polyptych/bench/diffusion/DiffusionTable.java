package org.polyptych.bench.diffusion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.polyptych.bench.cells.CellFolder;
import org.polyptych.bench.cells.CellResult;

/** The runs as one Markdown table: means over patches beside the paper's figures. */
final class DiffusionTable {
    private final CellFolder folder;
    private final List<PatchCell> cells;

    /**
     * @param folder with the results of the runs
     * @param cells of the table
     */
    DiffusionTable(Path folder, List<PatchCell> cells) {
        this.folder = new CellFolder(folder);
        this.cells = cells;
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("| overlap | method | NRMSE | SSIM | NRMSE, illuminated | SSIM, illuminated | NRMSE / paper's ")
                .append(String.join(" / ", Published.METHODS))
                .append(" | patches | iterations | s |\n|---|---|---|---|---|---|---|---|---|---|\n");
        for (Overlap overlap : Overlap.ALL) {
            Published.at(overlap)
                    .forEach((method, figures) -> text.append(String.format(
                            Locale.ROOT,
                            "| %d%% | *paper: %s* | %.3f | %.3f | | | | | | |%n",
                            overlap.percent(),
                            method,
                            figures.nrmse(),
                            figures.ssim())));
            cells.stream()
                    .filter(cell -> cell.overlap().equals(overlap))
                    .map(cell -> cell.recipe().name())
                    .distinct()
                    .forEach(name -> text.append(row(overlap, name)).append('\n'));
        }
        return text.append(provenance()).toString();
    }

    private String row(Overlap overlap, String name) {
        List<CellResult> all = cells.stream()
                .filter(cell -> cell.overlap().equals(overlap))
                .filter(cell -> cell.recipe().name().equals(name))
                .flatMap(cell -> folder.result(cell.id(), cell.recipe()).stream())
                .toList();
        List<CellResult> good = all.stream().filter(result -> !result.failed()).toList();
        String start = "| " + overlap.percent() + "% | " + name + " | ";
        if (good.isEmpty()) {
            return start + (all.isEmpty() ? "not run" : "failed on all of " + all.size()) + " | | | | | | | |";
        }
        int failed = all.size() - good.size();
        return start
                + String.join(
                        " | ",
                        over(good, "object.nrmse").toString(),
                        over(good, "object.ssim").toString(),
                        over(good, "object.nrmse.illuminated").toString(),
                        over(good, "object.ssim.illuminated").toString(),
                        ratios(overlap, over(good, "object.nrmse").mean()),
                        good.size() + (failed > 0 ? " (" + failed + " failed)" : ""),
                        iterations(good),
                        String.format(
                                Locale.ROOT,
                                "%.1f",
                                good.stream()
                                        .mapToDouble(CellResult::seconds)
                                        .average()
                                        .orElseThrow()))
                + " |";
    }

    private static Spread over(List<CellResult> results, String key) {
        return Spread.of(results.stream()
                .flatMap(result -> result.score(key).stream().boxed())
                .toList());
    }

    /** Ours over the paper's; below 1 is better. */
    private static String ratios(Overlap overlap, double nrmse) {
        var published = Published.at(overlap);
        return Published.METHODS.stream()
                .map(method -> published.containsKey(method)
                        ? String.format(
                                Locale.ROOT,
                                "%.2f",
                                nrmse / published.get(method).nrmse())
                        : "-")
                .collect(Collectors.joining(" / "));
    }

    private static String iterations(List<CellResult> results) {
        var statistics = results.stream().mapToInt(CellResult::iterations).summaryStatistics();
        return statistics.getMin() == statistics.getMax()
                ? String.valueOf(statistics.getMax())
                : statistics.getMin() + " to " + statistics.getMax();
    }

    private String provenance() {
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
