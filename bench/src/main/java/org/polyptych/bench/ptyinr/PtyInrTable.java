package org.polyptych.bench.ptyinr;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The cells as Markdown tables, one for each object and what is known. */
final class PtyInrTable {
    /** The losses of all engines are relative to the counts: a model of zeros has 1. */
    private static final double WORSE_THAN_NOTHING = 1;

    private final Path folder;

    /** @param folder with the results of the cells; missing ones are shown as missing */
    PtyInrTable(Path folder) {
        this.folder = folder;
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        for (TestObject object : TestObject.values()) {
            for (Cell.Known known : Cell.Known.values()) {
                List<Cell> cells = Cell.all().stream()
                        .filter(cell -> cell.object() == object && cell.known() == known)
                        .toList();
                text.append(title(object, known)).append("\n\n");
                text.append("| scan | engine | object amplitude (dB) | object phase: as is / ramp removed / ramp and"
                        + " shift removed (dB) | probe amplitude: as is / shift removed (dB) | probe phase: as is /"
                        + " shift and ramp removed (dB) |\n|---|---|---|---|---|---|\n");
                cells.forEach(cell -> text.append(row(cell)).append('\n'));
                text.append('\n');
            }
        }
        return text.append(provenance()).append('\n').toString();
    }

    private static String title(TestObject object, Cell.Known known) {
        String what =
                switch (known) {
                    case NOTHING -> "object and probe unknown";
                    case PROBE -> "probe known";
                    case OBJECT -> "object known, probe unknown";
                };
        return "**" + object.name().charAt(0) + object.name().substring(1).toLowerCase(Locale.ROOT) + ", " + what
                + "**";
    }

    private String row(Cell cell) {
        String scan = "step " + cell.step() + (cell.noise().isEmpty() ? "" : ", " + cell.noise());
        Optional<CellResult> found = result(cell);
        boolean diverged = found.stream().anyMatch(f -> f.loss() > WORSE_THAN_NOTHING);
        return "| " + scan + " | " + cell.engine() + (diverged ? " (diverged)" : "") + " | "
                + found.map(f -> row(cell.known(), f)).orElse("not run | | | ") + " |";
    }

    private static String row(Cell.Known known, CellResult found) {
        String object = known == Cell.Known.OBJECT
                ? "given | given"
                : figures(found, "object.amplitude.psnr") + " | "
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

    private static String figures(CellResult found, String... keys) {
        return java.util.Arrays.stream(keys)
                .map(key -> found.scores().containsKey(key)
                        ? String.format(Locale.ROOT, "%.1f", found.scores().get(key))
                        : "-")
                .collect(Collectors.joining(" / "));
    }

    /** Said once, since the cells of a table are run with one program on one machine; else each that there was. */
    private String provenance() {
        List<CellResult> all =
                Cell.all().stream().flatMap(cell -> result(cell).stream()).toList();
        return distinct("commit", all.stream().map(CellResult::commit).toList())
                + distinct(
                        "seed", all.stream().map(r -> String.valueOf(r.seed())).toList())
                + distinct("machine", all.stream().map(CellResult::machine).toList())
                + distinct("date", all.stream().map(CellResult::date).toList())
                + "\ncells: " + all.size() + " of " + Cell.all().size();
    }

    private static String distinct(String name, List<String> values) {
        return "\n" + name + ": " + values.stream().distinct().collect(Collectors.joining("; "));
    }

    private Optional<CellResult> result(Cell cell) {
        Path file = CellResult.file(folder, cell);
        return Files.exists(file) ? Optional.of(CellResult.read(file)) : Optional.empty();
    }
}
