package org.polyptych.bench.star;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.physics.metrics.FourierRingCorrelation;

/**
 * What fewer counts leave of the star, with all frames and with some, and the dose at which each method fails.
 *
 * <p>The rule was laid down before any run: an object has failed where its ring correlation with the method's own result of
 * all frames and all counts, or with that of the first reference, falls below the half-bit curve before {@link #RESOLVED}
 * of Nyquist; a probe where its likeness to the method's own full probe is below {@link #LIKE}. The thinned counts are some
 * of the measured ones, so that a little noise is shared: a correlation of sqrt(dose / measured counts) at most.
 */
final class DoseTable {
    /** A half period of 67 nm: half of the spokes' radii. */
    static final double RESOLVED = 0.15;

    static final double LIKE = 0.8;

    private final StarResults results;
    private final String reference;

    /** @param reference whose result of all frames and counts everything is compared with, beside its own */
    DoseTable(StarResults results, String reference) {
        this.results = results;
        this.reference = reference;
    }

    String markdown() {
        StringBuilder text = new StringBuilder("| frames | counts a frame | engine | s | FRC with its own full result:"
                + " mean to 1/2 Nyquist / half-bit | with that of " + reference + " | probe's likeness | |\n"
                + "|---|---|---|---|---|---|---|---|\n");
        for (StarCell cell : results.cells()) {
            results.figures(cell).ifPresent(figures -> text.append(row(cell, figures)));
        }
        return text.append('\n').append(ladder()).toString();
    }

    private String row(StarCell cell, CellResult figures) {
        String name = cell.recipe().name();
        String start = "| " + cell.frames() + " | " + cell.counts() + " | " + name + " | ";
        if (figures.failed()) {
            return start + "| | | | failed: " + figures.failure() + " |\n";
        }
        return start
                + String.join(
                        " | ",
                        String.format(Locale.ROOT, "%.0f", figures.seconds()),
                        rings(cell, name),
                        rings(cell, reference),
                        results.probe(cell, name)
                                .map(v -> String.format(Locale.ROOT, "%.3f", v))
                                .orElse("-"),
                        verdict(cell))
                + " |\n";
    }

    private String rings(StarCell cell, String name) {
        Optional<FourierRingCorrelation> curve = results.curve(cell, name);
        Optional<Double> crossing = results.halfBit(cell, name);
        return curve.isEmpty()
                ? "-"
                : String.format(Locale.ROOT, "%.3f / %.3f", curve.get().mean(0.5), crossing.orElseThrow());
    }

    private String verdict(StarCell cell) {
        List<String> failed = new ArrayList<>();
        if (objectFailed(cell)) {
            failed.add("object");
        }
        if (probeFailed(cell)) {
            failed.add("probe");
        }
        return failed.isEmpty() ? "" : String.join(" and ", failed) + " failed";
    }

    /** Also where it diverged. Where a reference is missing, the other one decides. */
    boolean objectFailed(StarCell cell) {
        if (results.figures(cell).map(CellResult::failed).orElse(false)) {
            return true;
        }
        return List.of(cell.recipe().name(), reference).stream()
                .flatMap(name -> results.halfBit(cell, name).stream())
                .anyMatch(crossing -> crossing < RESOLVED);
    }

    boolean probeFailed(StarCell cell) {
        return results.figures(cell).map(CellResult::failed).orElse(false)
                || results.probe(cell, cell.recipe().name())
                        .map(like -> like < LIKE)
                        .orElse(false);
    }

    /** By frames and method: the highest dose at which it fails. */
    private String ladder() {
        Set<String> names = new LinkedHashSet<>();
        Set<Integer> parts = new LinkedHashSet<>();
        results.cells().forEach(cell -> {
            names.add(cell.recipe().name());
            parts.add(cell.part());
        });
        StringBuilder text = new StringBuilder("| object / probe fails at | "
                + parts.stream().map(p -> p == 1 ? "all frames" : "1/" + p).collect(Collectors.joining(" | ")) + " |\n"
                + "|---" + "|---".repeat(parts.size()) + "|\n");
        for (String name : names) {
            text.append("| ").append(name);
            for (int part : parts) {
                List<StarCell> line = results.cells().stream()
                        .filter(c -> c.part() == part && c.recipe().name().equals(name))
                        .filter(c -> results.figures(c).isPresent())
                        .toList();
                text.append(" | ")
                        .append(
                                line.isEmpty()
                                        ? "not run"
                                        : highest(line, this::objectFailed) + " / " + highest(line, this::probeFailed));
            }
            text.append(" |\n");
        }
        return text.toString();
    }

    private static String highest(List<StarCell> line, java.util.function.Predicate<StarCell> fails) {
        return line.stream().filter(fails).findFirst().map(StarCell::counts).orElse("none");
    }
}
