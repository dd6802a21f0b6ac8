package org.polyptych.bench.ptyinr;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.polyptych.bench.cells.CellFolder;
import org.polyptych.bench.cells.CellResult;

/** The cells as Markdown tables, one for each object, what is known, and the light. */
final class PtyInrTable {
    private static final String FIGURES = "object amplitude | object phase: as is / ramp removed | probe amplitude |"
            + " probe phase: as is / ramp removed | ";

    /** As many names of cells that were not run are said; of more, their number. */
    private static final int NAMED = 20;

    private static final int BEST = 3;

    private final CellFolder folder;
    private final List<Cell> cells;

    /**
     * @param folder with the results of the cells; missing ones have no row
     * @param cells of the tables
     */
    PtyInrTable(Path folder, List<Cell> cells) {
        this.folder = new CellFolder(folder);
        this.cells = cells;
    }

    /** What a table is of. */
    private record Table(TestObject object, Setup.Known known, Setup.Light light) {
        static Table of(Setup setup) {
            return new Table(setup.object(), setup.known(), setup.light());
        }

        String title() {
            String name = object.name().charAt(0) + object.name().substring(1).toLowerCase(Locale.ROOT);
            String what =
                    switch (known) {
                        case NOTHING -> "object and probe unknown";
                        case PROBE -> "probe known";
                        case OBJECT -> "object known";
                    };
            return "**" + name + ", " + what
                    + (light == Setup.Light.PARTIAL ? ", partly coherent light on finer pixels" : "") + "**";
        }

        /** Whether object and probe can trade a factor. */
        boolean free() {
            return known == Setup.Known.NOTHING;
        }

        String head() {
            String groups = free() ? FIGURES + "raster removed: " + FIGURES : FIGURES;
            return "| scan | method | " + groups + "iterations | s |\n" + "|---".repeat(free() ? 12 : 8) + "|\n";
        }
    }

    String markdown() {
        Map<Table, List<Runs>> tables = new LinkedHashMap<>();
        rows().forEach(row -> tables.computeIfAbsent(Table.of(row.first().setup()), t -> new ArrayList<>())
                .add(row));
        StringBuilder text = new StringBuilder();
        tables.forEach((table, rows) -> text.append(table(table, rows)));
        return text.append(provenance()).append('\n').toString();
    }

    /** Cells that differ in the seed alone are one row, and a second: the one of them that fits the data best. */
    private List<Runs> rows() {
        Map<List<Object>, List<Cell>> groups = new LinkedHashMap<>();
        for (Cell cell : cells) {
            if (result(cell).isPresent()) {
                List<Object> same =
                        List.of(cell.setup(), cell.start().kind(), cell.recipe().name());
                groups.computeIfAbsent(same, s -> new ArrayList<>()).add(cell);
            }
        }
        List<Runs> rows = new ArrayList<>();
        for (List<Cell> group : groups.values()) {
            Runs row = new Runs(
                    group.getFirst(),
                    group.stream().flatMap(cell -> result(cell).stream()).toList(),
                    false);
            rows.add(row);
            row.leastLoss().ifPresent(rows::add);
        }
        return rows;
    }

    private static String table(Table table, List<Runs> rows) {
        StringBuilder text = new StringBuilder(table.title() + "\n\n" + table.head());
        Setup shown = null;
        for (Runs row : rows) {
            Setup setup = row.first().setup();
            if (!setup.equals(shown)) {
                Published.of(setup).ifPresent(published -> text.append(row(setup, published)));
                shown = setup;
            }
            text.append(row(table, row));
        }
        if (table.known() == Setup.Known.OBJECT) {
            return text.append('\n').toString();
        }
        text.append("\nBest by ").append(Merit.SAID).append(": ").append(best(rows, Merit.AS_IS));
        if (table.free()) {
            text.append(" With the raster's factor removed: ").append(best(rows, Merit.REMOVED));
        }
        return text.append("\n\n").toString();
    }

    private static String row(Setup setup, Published published) {
        return String.join(
                " | ",
                "| " + setup.scan(),
                "PtyINR, published code",
                published.objectAmplitude(),
                published.objectPhase(),
                published.probeAmplitude(),
                published.probePhase(),
                " | | | | | |\n");
    }

    private static String row(Table table, Runs row) {
        String figures = row.failure().isEmpty()
                ? figures(table, row, "") + (table.free() ? figures(table, row, CellScores.REMOVED) : "")
                : row.failure() + " | | | | " + (table.free() ? "| | | | " : "");
        return "| " + row.first().setup().scan() + " | " + row.method() + row.remark() + " | " + figures
                + row.iterations() + " | " + row.seconds() + " |\n";
    }

    private static String figures(Table table, Runs row, String prefix) {
        String object = table.known() == Setup.Known.OBJECT
                ? "given | given"
                : row.figures(prefix + "object.amplitude.psnr") + " | "
                        + row.figures(prefix + "object.phase.psnr", prefix + "object.phase.psnr.ramp_removed");
        String probe = table.known() == Setup.Known.PROBE
                ? "given | given"
                : row.figures(prefix + "probe.amplitude.psnr") + " | "
                        + row.figures(prefix + "probe.phase.psnr", prefix + "probe.phase.psnr.ramp_removed");
        return object + " | " + probe + " | ";
    }

    /** The best of each scan. */
    private static String best(List<Runs> rows, Merit merit) {
        Map<String, List<Runs>> scans = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> row.merit(merit).isPresent())
                .forEach(row -> scans.computeIfAbsent(row.first().setup().scan(), s -> new ArrayList<>())
                        .add(row));
        return scans.entrySet().stream()
                        .map(scan -> scan.getKey() + ": " + best(scan.getValue(), merit, BEST))
                        .collect(Collectors.joining("; "))
                + ".";
    }

    private static String best(List<Runs> ofScan, Merit merit, int most) {
        return ofScan.stream()
                .sorted(Comparator.comparingDouble(
                        (Runs row) -> -row.merit(merit).getAsDouble()))
                .limit(most)
                .map(row -> String.format(
                        Locale.ROOT, "%s %.1f", row.method(), row.merit(merit).getAsDouble()))
                .collect(Collectors.joining(", "));
    }

    /** Said once, since the cells of a table are run with one program on one machine; else each that there was. */
    private String provenance() {
        List<CellResult> all =
                cells.stream().flatMap(cell -> result(cell).stream()).toList();
        List<CellResult> good = all.stream().filter(r -> !r.failed()).toList();
        return distinct("commit", all.stream().map(CellResult::commit).toList())
                + distinct("machine", good.stream().map(CellResult::machine).toList())
                + distinct("date", all.stream().map(CellResult::date).toList())
                + "\ncells: " + all.size() + " of " + cells.size() + missing();
    }

    private String missing() {
        List<String> missing = cells.stream()
                .filter(cell -> result(cell).isEmpty())
                .map(Cell::id)
                .toList();
        return missing.isEmpty() || missing.size() > NAMED ? "" : "; not run: " + String.join(", ", missing);
    }

    private static String distinct(String name, List<String> values) {
        return "\n" + name + ": " + values.stream().distinct().collect(Collectors.joining("; "));
    }

    private Optional<CellResult> result(Cell cell) {
        return folder.result(cell.id(), cell.recipe());
    }
}
