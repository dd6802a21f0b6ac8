package org.polyptych.bench.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.polyptych.bench.cells.CellFolder;
import org.polyptych.bench.cells.CellResult;

/** A Markdown table with the means of some cells in each row. */
final class MeansTable {
    private final CellFolder folder;
    private final List<PatchCell> all = new ArrayList<>();
    private final StringBuilder rows = new StringBuilder();

    /**
     * @param columns what tells the rows apart
     * @param figures that a row has behind them, as {@link #figures} gives them unless said otherwise
     */
    MeansTable(CellFolder folder, List<String> columns, List<String> figures) {
        this.folder = folder;
        List<String> head = new ArrayList<>(columns);
        head.addAll(figures);
        rows.append("| ")
                .append(String.join(" | ", head))
                .append(" |\n")
                .append("|---".repeat(head.size()))
                .append("|\n");
    }

    /** The usual figures' names. */
    static final List<String> USUAL =
            List.of("NRMSE", "SSIM", "NRMSE, illuminated", "SSIM, illuminated", "patches", "s");

    /** A row of the usual figures. */
    void add(List<String> columns, List<PatchCell> cells) {
        row(columns, figures(cells));
    }

    /** The usual figures of some cells. */
    List<String> figures(List<PatchCell> cells) {
        return figuresOf(results(cells));
    }

    /** The mean of one figure; NaN if nothing has come out. */
    double mean(List<PatchCell> cells, String key) {
        return Spread.of(results(cells), key).mean();
    }

    /** A row of whatever figures. */
    void row(List<String> columns, List<String> figures) {
        List<String> all = new ArrayList<>(columns);
        all.addAll(figures);
        rows.append("| ").append(String.join(" | ", all)).append(" |\n");
    }

    /** What has come out without failure. The cells are those of which the provenance tells. */
    List<CellResult> results(List<PatchCell> cells) {
        all.addAll(cells);
        return cells.stream()
                .flatMap(cell -> folder.result(cell.id(), cell.recipe()).stream())
                .filter(result -> !result.failed())
                .toList();
    }

    private static List<String> figuresOf(List<CellResult> results) {
        if (results.isEmpty()) {
            return List.of("not run", "", "", "", "", "");
        }
        return List.of(
                Spread.of(results, "object.nrmse").toString(),
                Spread.of(results, "object.ssim").toString(),
                Spread.of(results, "object.nrmse.illuminated").toString(),
                Spread.of(results, "object.ssim.illuminated").toString(),
                String.valueOf(results.size()),
                seconds(results));
    }

    static String seconds(List<CellResult> results) {
        return String.format(
                Locale.ROOT,
                "%.1f",
                results.stream().mapToDouble(CellResult::seconds).average().orElse(Double.NaN));
    }

    /** The table, and code, machine and recipes below it. */
    String markdown() {
        return rows + Provenance.of(folder, all.stream().distinct().toList());
    }
}
