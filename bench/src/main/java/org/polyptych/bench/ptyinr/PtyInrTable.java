package org.polyptych.bench.ptyinr;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.polyptych.bench.cells.CellFolder;
import org.polyptych.bench.cells.CellResult;

/** The cells as Markdown tables, one for each object and what is known. */
final class PtyInrTable {
    private static final String HEAD =
            "| scan | engine | object amplitude (dB) | object phase: as is / ramp removed / ramp and shift removed (dB)"
                    + " | probe amplitude: as is / shift removed (dB) | probe phase: as is / shift and ramp removed (dB) |"
                    + " raster null space removed: object amplitude / phase, ramp removed (dB) | iterations | s |\n"
                    + "|---|---|---|---|---|---|---|---|---|\n";

    /** As many names of cells that were not run are said; of more, their number. */
    private static final int NAMED = 20;

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

    String markdown() {
        StringBuilder text = new StringBuilder();
        for (TestObject object : TestObject.SCORED) {
            for (Cell.Known known : Cell.Known.values()) {
                List<Cell> shown = cells.stream()
                        .filter(cell -> cell.object() == object && cell.known() == known)
                        .filter(cell -> result(cell).isPresent())
                        .toList();
                if (!shown.isEmpty()) {
                    text.append(title(object, known)).append("\n\n").append(HEAD);
                    shown.stream()
                            .filter(cell -> !cell.withoutRasterNull())
                            .forEach(cell -> text.append(row(cell)).append('\n'));
                    text.append('\n').append(best(shown)).append("\n\n");
                }
            }
        }
        return text.append(provenance()).append('\n').toString();
    }

    private static String title(TestObject object, Cell.Known known) {
        String what =
                switch (known) {
                    case NOTHING -> "object and probe unknown";
                    case PROBE -> "probe known";
                };
        return "**" + object.name().charAt(0) + object.name().substring(1).toLowerCase(Locale.ROOT) + ", " + what
                + "**";
    }

    private String row(Cell cell) {
        CellResult found = result(cell).orElseThrow();
        return "| " + cell.scan() + " | " + cell.recipe().name() + " | "
                + (found.failed() ? failure(found) : figures(cell.known(), found))
                + " | " + withoutRasterNull(cell) + " | " + found.iterations() + " | "
                + String.format(Locale.ROOT, "%.0f", found.seconds()) + " |";
    }

    private static String failure(CellResult found) {
        return (found.failure().contains("diverged") ? "diverged" : found.failure()) + " | | | ";
    }

    private static String figures(Cell.Known known, CellResult found) {
        String object = figures(found, "object.amplitude.psnr") + " | "
                + figures(
                        found,
                        "object.phase.psnr",
                        "object.phase.psnr.ramp_removed",
                        "object.phase.psnr.shift_removed");
        String probe = known == Cell.Known.PROBE
                ? "given | given"
                : figures(found, "probe.amplitude.psnr", "probe.amplitude.psnr.shift_removed")
                        + " | "
                        + figures(found, "probe.phase.psnr", "probe.phase.psnr.shift_removed");
        return object + " | " + probe;
    }

    /** Figures of the same cell with the null space removed, if there is one and it was run. */
    private String withoutRasterNull(Cell cell) {
        return cells.stream()
                .filter(other -> other.isTwinOf(cell))
                .flatMap(other -> result(other).stream())
                .findFirst()
                .map(found -> found.failed()
                        ? "diverged"
                        : figures(found, "object.amplitude.psnr", "object.phase.psnr.ramp_removed"))
                .orElse("");
    }

    private static String figures(CellResult found, String... keys) {
        return Arrays.stream(keys)
                .map(key -> found.score(key))
                .map(value -> value.isPresent() ? String.format(Locale.ROOT, "%.1f", value.getAsDouble()) : "-")
                .collect(Collectors.joining(" / "));
    }

    /** The three best of each scan. */
    private String best(List<Cell> shown) {
        return "Best by " + Merit.SAID + ": "
                + shown.stream()
                        .map(Cell::scan)
                        .distinct()
                        .map(scan -> scan + ": "
                                + best(
                                        shown.stream()
                                                .filter(cell -> cell.scan().equals(scan))
                                                .toList(),
                                        3))
                        .collect(Collectors.joining("; "))
                + ".";
    }

    private String best(List<Cell> ofScan, int most) {
        return ofScan.stream()
                .filter(cell -> merit(cell).isPresent())
                .sorted(Comparator.comparingDouble((Cell cell) -> -merit(cell).getAsDouble()))
                .limit(most)
                .map(cell -> String.format(
                        Locale.ROOT,
                        "%s %.1f",
                        cell.recipe().name(),
                        merit(cell).getAsDouble()))
                .collect(Collectors.joining(", "));
    }

    private OptionalDouble merit(Cell cell) {
        return result(cell).map(Merit::of).orElse(OptionalDouble.empty());
    }

    /** Said once, since the cells of a table are run with one program on one machine; else each that there was. */
    private String provenance() {
        List<CellResult> all =
                cells.stream().flatMap(cell -> result(cell).stream()).toList();
        List<CellResult> good = all.stream().filter(r -> !r.failed()).toList();
        return distinct("commit", all.stream().map(CellResult::commit).toList())
                + distinct(
                        "seed", good.stream().map(r -> String.valueOf(r.seed())).toList())
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
