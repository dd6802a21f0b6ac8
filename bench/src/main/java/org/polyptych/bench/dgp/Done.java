package org.polyptych.bench.dgp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.polyptych.bench.cells.CellFolder;
import org.polyptych.bench.cells.CellResult;

/** Runs of a table, and what came out of those that were done. */
final class Done {
    /** The name of the recipe that others are compared with in time: a pixelated engine. */
    static final String PIXELS = "pixels";

    private final List<Run> all;
    private final Map<Run, CellResult> cells = new LinkedHashMap<>();

    Done(CellFolder folder, List<Run> all) {
        this.all = all;
        all.forEach(run -> run.cell(folder).ifPresent(cell -> cells.put(run, cell)));
    }

    /** With what came out, failures among them, in the order of the table. */
    Map<Run, CellResult> cells() {
        return cells;
    }

    /** Those that did not fail. */
    List<Run> good() {
        return cells.entrySet().stream()
                .filter(entry -> !entry.getValue().failed())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The good ones by trial. */
    Map<JudgedTrial, List<Run>> byTrial() {
        return good().stream().collect(Collectors.groupingBy(Run::trial, LinkedHashMap::new, Collectors.toList()));
    }

    /** A good run of the same trial. */
    Optional<Run> other(Run run, String recipe) {
        return good().stream()
                .filter(other -> other.trial().id().equals(run.trial().id()))
                .filter(other -> other.recipe().name().equals(recipe))
                .findFirst();
    }

    /** Seconds, and how many times those of the pixelated engine on the same scan. */
    String seconds(Run run) {
        double own = cells.get(run).seconds();
        return String.format(Locale.ROOT, "%.1f", own)
                + other(run, PIXELS)
                        .map(pixels -> String.format(
                                Locale.ROOT, " | %.1f", own / cells.get(pixels).seconds()))
                        .orElse(" | -");
    }

    /** A figure of a run, or a dash. */
    String figure(Run run, String key, String format) {
        OptionalDouble value = cells.get(run).score(key);
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "-";
    }

    /** What stands below the table. */
    String provenance() {
        return Provenance.of(all, List.copyOf(cells.values()));
    }
}
