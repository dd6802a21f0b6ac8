package org.polyptych.bench.ptyinr.figures;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.polyptych.bench.cells.CellFolder;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipes;

/**
 * What was run so far, as Markdown, a table for each ablation.
 *
 * @param folder of the results
 * @param recipes the methods
 */
record AblationTable(CellFolder folder, Recipes recipes) {

    /** Tables of those of the ablations that have a result. */
    String markdown(List<Ablation> ablations) {
        return ablations.stream()
                        .filter(ablation -> !results(ablation).isEmpty())
                        .map(this::table)
                        .collect(Collectors.joining("\n\n"))
                + provenance(ablations);
    }

    private String table(Ablation ablation) {
        StringBuilder text = new StringBuilder("**" + ablation.title() + "**: "
                + ablation.shown().stream().map(Ablation.Shown::meaning).collect(Collectors.joining(" / "))
                + "; seconds\n\n| |");
        ablation.columns()
                .forEach(column -> text.append(' ').append(column.label()).append(" |"));
        text.append("\n|---|").append("---|".repeat(ablation.columns().size()));
        for (String row : ablation.rows(recipes)) {
            text.append("\n| ").append(label(ablation, row)).append(" |");
            for (Ablation.Column column : ablation.columns()) {
                text.append(' ')
                        .append(result(ablation, column, row)
                                .map(found -> entry(ablation, found))
                                .orElse(""))
                        .append(" |");
            }
        }
        return text.toString();
    }

    /** The name of a method without that of its table, dots as spaces. */
    static String label(Ablation ablation, String name) {
        return (name.startsWith(ablation.slug() + "-")
                        ? name.substring(ablation.slug().length() + 1)
                        : name)
                .replace('.', ' ');
    }

    private static String entry(Ablation ablation, CellResult found) {
        if (found.failed()) {
            return found.failure().contains("diverged") ? "diverged" : found.failure();
        }
        return ablation.shown().stream().map(shown -> figure(found, shown)).collect(Collectors.joining(" / "))
                + String.format(Locale.ROOT, "; %.0f", found.seconds());
    }

    private static String figure(CellResult found, Ablation.Shown shown) {
        OptionalDouble value = found.score(shown.key());
        return value.isPresent() ? String.format(Locale.ROOT, "%." + shown.digits() + "f", value.getAsDouble()) : "-";
    }

    /** What came out of a method on a column, if it was run. */
    Optional<CellResult> result(Ablation ablation, Ablation.Column column, String row) {
        return ablation.cells(recipes).stream()
                .filter(cell ->
                        cell.column().equals(column) && cell.recipe().name().equals(row))
                .flatMap(cell -> folder.result(cell.id(), cell.recipe()).stream())
                .findFirst();
    }

    private List<CellResult> results(Ablation ablation) {
        return ablation.cells(recipes).stream()
                .flatMap(cell -> folder.result(cell.id(), cell.recipe()).stream())
                .toList();
    }

    private String provenance(List<Ablation> ablations) {
        List<CellResult> all =
                ablations.stream().flatMap(a -> results(a).stream()).toList();
        int wanted = ablations.stream().mapToInt(a -> a.cells(recipes).size()).sum();
        List<CellResult> good = all.stream().filter(r -> !r.failed()).toList();
        double seconds = good.stream().mapToDouble(CellResult::seconds).sum();
        return "\n\n" + distinct("commit", all.stream().map(CellResult::commit).toList())
                + distinct(
                        "seed", good.stream().map(r -> String.valueOf(r.seed())).toList())
                + distinct("machine", good.stream().map(CellResult::machine).toList())
                + distinct("date", all.stream().map(CellResult::date).toList())
                + String.format(Locale.ROOT, "runs: %d of %d, %.0f minutes", all.size(), wanted, seconds / 60);
    }

    private static String distinct(String name, List<String> values) {
        return name + ": " + values.stream().distinct().collect(Collectors.joining("; ")) + "\n";
    }
}
