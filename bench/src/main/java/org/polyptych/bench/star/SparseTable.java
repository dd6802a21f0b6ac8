package org.polyptych.bench.star;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.polyptych.bench.StarSpokes;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.core.RealImage;
import org.polyptych.core.Units;
import org.polyptych.physics.Result;
import org.polyptych.physics.metrics.FourierRingCorrelation;
import org.polyptych.physics.metrics.Threshold;

/** What fewer frames leave of the star, as Markdown. */
final class SparseTable {
    /** Of Nyquist: curves that cross below this have nothing in common. */
    private static final double LEAST = 0.02;

    private final StarResults results;
    private final List<String> references;
    private final double[] radii;

    /**
     * @param references whose results of all frames everything is compared with, beside its own; the first one says where
     *     the star is
     * @param radii of the line profiles, in pixels
     */
    SparseTable(StarResults results, List<String> references, double[] radii) {
        this.results = results;
        this.references = references;
        this.radii = radii;
    }

    String markdown() {
        List<String> heads = new ArrayList<>(List.of("frames", "engine", "s", "FRC with its own full result"));
        references.forEach(name -> heads.add("with that of " + name));
        if (results.hasPeer()) {
            heads.add("with that of another program");
        }
        for (double radius : radii) {
            heads.add(String.format(Locale.ROOT, "spokes at %.0f px: contrast / likeness", radius));
        }
        heads.addAll(List.of("power at the scan's frequency", "probe's likeness"));
        StringBuilder text = new StringBuilder("| " + String.join(" | ", heads) + " |\n" + "|---".repeat(heads.size()))
                .append("|\n");
        Optional<StarSpokes> star = results.spokes(references.getFirst());
        results.cells().stream()
                .filter(cell -> cell.dose() == StarCell.MEASURED)
                .forEach(cell -> results.figures(cell)
                        .ifPresent(figures -> text.append("| ")
                                .append(String.join(" | ", row(cell, figures, star)))
                                .append(" |\n")));
        return text.toString();
    }

    private List<String> row(StarCell cell, CellResult figures, Optional<StarSpokes> star) {
        String name = cell.recipe().name();
        List<String> row = new ArrayList<>(List.of(cell.frames(), name));
        if (figures.failed()) {
            row.add("failed: " + figures.failure());
            return row;
        }
        row.add(String.format(Locale.ROOT, "%.0f", figures.seconds()));
        row.add(cell.part() == 1 ? "" : rings(cell, name));
        references.forEach(other -> row.add(other.equals(name) ? "" : rings(cell, other)));
        if (results.hasPeer()) {
            row.add(rings(cell, StarResults.PEER));
        }
        String first = references.getFirst();
        Optional<RealImage> phase = results.phase(cell, first);
        Optional<RealImage> own = results.full(first).flatMap(full -> results.phase(full, first));
        for (double radius : radii) {
            row.add(
                    star.isEmpty()
                                    || phase.isEmpty()
                                    || own.isEmpty()
                                    || radius > star.get().reach()
                            ? "-"
                            : spokes(star.get(), phase.get(), own.get(), radius));
        }
        row.add(phase.isEmpty() ? "-" : power(cell, phase.get(), own.orElseThrow(), first));
        row.add(cell.part() == 1 ? "" : figure(results.probe(cell, name)));
        return row;
    }

    /** Mean up to half of Nyquist, half-bit crossing, half period there; no crossing where the curves part at once. */
    private String rings(StarCell cell, String reference) {
        Optional<FourierRingCorrelation> curve = results.curve(cell, reference);
        if (curve.isEmpty()) {
            return "-";
        }
        FourierRingCorrelation.Crossing crossing = curve.get().crossing(Threshold.HALF_BIT);
        double pixel = results.result(cell).map(Result::specimen).orElseThrow().pixelHeight();
        String mean = String.format(Locale.ROOT, "%.3f", curve.get().mean(0.5));
        String where = crossing.fractionOfNyquist() < LEAST
                ? " / -"
                : String.format(
                        Locale.ROOT,
                        " / %.3f / %.0f nm",
                        crossing.fractionOfNyquist(),
                        crossing.halfPeriod(pixel) / Units.METRES_PER_NANOMETRE);
        return mean + where + (results.pair(cell, reference).orElseThrow().resembles() ? "" : " (not registered)");
    }

    private static String spokes(StarSpokes star, RealImage phase, RealImage reference, double radius) {
        return String.format(
                Locale.ROOT,
                "%.2f / %.2f",
                Profile.amplitude(star, phase, radius) / Profile.amplitude(star, reference, radius),
                Profile.likeness(star, phase, reference, radius));
    }

    private String power(StarCell cell, RealImage phase, RealImage own, String reference) {
        return figure(results.scanPower(phase, cell, reference)) + " ("
                + figure(results.scanPower(own, cell, reference)) + ")";
    }

    private static String figure(Optional<Double> value) {
        return value.map(v -> String.format(Locale.ROOT, "%.3f", v)).orElse("-");
    }
}
