package org.polyptych.bench.ptyinr;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.polyptych.bench.cells.CellFolder;
import org.polyptych.bench.cells.CellResult;

/**
 * The best candidates by {@link Merit#best}, of each engine on each scan; and over the three noises by the sum, of those
 * that ran with all three.
 */
final class TuningTable {
    private static final int SHOWN = 3;

    private final CellFolder folder;
    private final List<Cell> cells;

    TuningTable(Path folder, List<Cell> cells) {
        this.folder = new CellFolder(folder);
        this.cells = cells;
    }

    /** What came out of a candidate on a scan, or on several together. */
    private record Row(String scan, String engine, String candidate, double merit, String remark) {}

    String markdown() {
        List<Row> rows = new ArrayList<>();
        for (Cell cell : cells) {
            folder.result(cell.id(), cell.recipe()).ifPresent(found -> rows.add(row(cell, found)));
        }
        rows.addAll(allNoises());
        Map<String, List<Row>> groups = new LinkedHashMap<>();
        rows.forEach(row -> groups.computeIfAbsent(row.scan() + " | " + row.engine(), g -> new ArrayList<>())
                .add(row));
        StringBuilder text = new StringBuilder(
                "Best " + SHOWN + " of each engine by " + Merit.SAID
                        + ", without the raster's factor where there is one.\n\n"
                        + "| scan | engine | candidate | merit | amplitude, phase, probe amplitude; iterations, s |\n|---|---|---|---|---|\n");
        groups.forEach((group, candidates) -> candidates.stream()
                .sorted(Comparator.comparingDouble(row -> -row.merit()))
                .limit(SHOWN)
                .forEach(row -> text.append(String.format(
                        Locale.ROOT, "| %s | %s | %.1f | %s |%n", group, row.candidate(), row.merit(), row.remark()))));
        return text.append("\nruns: ")
                .append(ran())
                .append(" of ")
                .append(cells.size())
                .toString();
    }

    private long ran() {
        return cells.stream()
                .filter(cell -> folder.result(cell.id(), cell.recipe()).isPresent())
                .count();
    }

    private static Row row(Cell cell, CellResult found) {
        OptionalDouble merit = Merit.best(found);
        boolean removed = Merit.REMOVED.of(found).isPresent();
        String prefix = removed ? CellScores.REMOVED : "";
        String remark = merit.isEmpty()
                ? found.failure()
                : String.format(
                        Locale.ROOT,
                        "%.1f, %.1f, probe %.1f dB%s; %d, %.0f s",
                        found.score(prefix + "object.amplitude.psnr").orElseThrow(),
                        found.score(prefix + "object.phase.psnr.ramp_removed").orElseThrow(),
                        found.score(prefix + "probe.amplitude.psnr").orElse(Double.NaN),
                        removed ? ", raster removed" : "",
                        found.iterations(),
                        found.seconds());
        return new Row(
                scan(cell),
                cell.recipe().engine(),
                cell.recipe().name(),
                merit.orElse(Double.NEGATIVE_INFINITY),
                remark);
    }

    private static String scan(Cell cell) {
        return cell.setup().scan() + (cell.setup().known() == Setup.Known.PROBE ? ", probe known" : "");
    }

    private List<Row> allNoises() {
        Map<String, List<Cell>> candidates = new LinkedHashMap<>();
        cells.stream()
                .filter(cell -> !cell.setup().noise().isEmpty())
                .forEach(cell -> candidates
                        .computeIfAbsent(cell.recipe().name(), name -> new ArrayList<>())
                        .add(cell));
        List<Row> rows = new ArrayList<>();
        candidates.forEach((name, ofNoises) -> {
            List<CellResult> found = ofNoises.stream()
                    .flatMap(cell -> folder.result(cell.id(), cell.recipe()).stream())
                    .toList();
            if (found.size() == Setup.NOISES.size()) {
                double sum = found.stream()
                        .mapToDouble(result -> Merit.best(result).orElse(Double.NEGATIVE_INFINITY))
                        .sum();
                rows.add(new Row("all noises", ofNoises.getFirst().recipe().engine(), name, sum, "sum of three"));
            }
        });
        return rows;
    }
}
