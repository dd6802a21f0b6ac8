package org.polyptych.bench.diffusion;

import java.nio.file.Path;
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
        return text.append(Provenance.of(folder, cells)).toString();
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
                        Spread.of(good, "object.nrmse").toString(),
                        Spread.of(good, "object.ssim").toString(),
                        Spread.of(good, "object.nrmse.illuminated").toString(),
                        Spread.of(good, "object.ssim.illuminated").toString(),
                        ratios(overlap, Spread.of(good, "object.nrmse").mean()),
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
}
