package org.polyptych.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.polyptych.physics.Result;
import org.polyptych.physics.metrics.FourierRingCorrelation;
import org.polyptych.physics.metrics.Threshold;
import org.polyptych.physics.protocol.Evaluation;

/** The tables of a comparison; of each column the best figure is marked. */
final class CompareTables {
    private static final double NANOMETRES = 1e9;

    /** What is in the first table of the scores against the truth. */
    private static final String TRUTH_ERROR = "object.nrmse";

    private final CompareData data;
    private final boolean halves;
    private final boolean truth;

    CompareTables(CompareData data) {
        this.data = data;
        this.halves = !data.halves().isEmpty();
        this.truth = data.entries().stream().anyMatch(entry -> has(entry, TRUTH_ERROR));
    }

    /** A column of the first table. */
    private record Column(String head, String unit, ToDoubleFunction<CompareEntry> figure, Text text) {}

    @FunctionalInterface
    private interface Text {
        String of(CompareEntry entry);
    }

    /** A row an engine. */
    void engines(Html page) {
        List<Column> columns = columns();
        page.markup("<div class=\"scroll\"><table class=\"engines\">\n<thead><tr><th scope=\"col\">Engine</th>");
        for (Column column : columns) {
            page.markup("<th scope=\"col\">").text(column.head());
            if (!column.unit().isEmpty()) {
                page.markup("<small>").text(column.unit()).markup("</small>");
            }
            page.markup("</th>");
        }
        page.markup("</tr></thead>\n<tbody>\n");
        for (int k = 0; k < data.entries().size(); k++) {
            row(page, k, columns);
        }
        page.markup("</tbody></table></div>\n");
    }

    private void row(Html page, int index, List<Column> columns) {
        CompareEntry entry = data.entries().get(index);
        page.markup("<tr><th scope=\"row\">");
        swatch(page, index);
        page.text(entry.name()).markup("</th>");
        if (entry.result().isEmpty()) {
            page.markup("<td class=\"reason\" colspan=\"" + columns.size() + "\"><b>")
                    .text(entry.state() == CompareEntry.State.NOT_RUN ? "not run" : "no result")
                    .markup("</b>: ")
                    .text(entry.reason())
                    .markup("</td></tr>\n");
            return;
        }
        for (Column column : columns) {
            boolean best = isBest(column, entry);
            page.markup(best ? "<td class=\"best\">" : "<td>")
                    .text(column.text().of(entry))
                    .markup("</td>");
        }
        page.markup("</tr>\n");
        String said = said(entry);
        if (!said.isEmpty()) {
            page.markup("<tr class=\"said\"><td></td><td class=\"reason\" colspan=\"" + columns.size() + "\">")
                    .text(said)
                    .markup("</td></tr>\n");
        }
    }

    static void swatch(Html page, int index) {
        page.markup("<i class=\"swatch\" style=\"background:" + EngineColours.css(index) + "\"></i>");
    }

    /** What keeps a row from being whole. */
    private static String said(CompareEntry entry) {
        List<String> parts = new ArrayList<>();
        if (!entry.reason().isEmpty()) {
            parts.add(entry.reason());
        }
        if (!entry.halvesMissing().isEmpty()) {
            parts.add("halves: " + entry.halvesMissing());
        }
        return String.join("; ", parts);
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("Iterations", "", e -> Double.NaN, e -> String.valueOf(made(e).iterations())));
        columns.add(
                new Column("Time", "s", e -> Double.NaN, e -> String.format(Locale.ROOT, "%.1f", made(e).seconds())));
        columns.add(
                new Column("Common loss", "relative", CompareEntry::commonLoss, e -> Quantity.text(e.commonLoss(), 4)));
        if (halves) {
            for (Threshold threshold : new Threshold[] {Threshold.HALF, Threshold.SEVENTH}) {
                String name = threshold == Threshold.HALF ? "1/2" : "1/7";
                columns.add(new Column(
                        "FRC " + name, "Nyquist", e -> -frequency(e, threshold), e -> frequencyText(e, threshold)));
                columns.add(new Column("Half period", "at " + name, e -> Double.NaN, e -> periodText(e, threshold)));
            }
        }
        if (truth) {
            columns.add(new Column(
                    "Object error",
                    "against the truth",
                    e -> score(e, TRUTH_ERROR),
                    e -> Quantity.text(score(e, TRUTH_ERROR), 3).replace("unknown", "–")));
        }
        return columns;
    }

    private boolean isBest(Column column, CompareEntry entry) {
        double own = column.figure().applyAsDouble(entry);
        return data.shown().size() > 1
                && Double.isFinite(own)
                && data.shown().stream().noneMatch(other -> column.figure().applyAsDouble(other) < own);
    }

    private static Result.Provenance made(CompareEntry entry) {
        return entry.result().orElseThrow().provenance();
    }

    private static boolean has(CompareEntry entry, String key) {
        return entry.truth().filter(scores -> scores.has(key)).isPresent();
    }

    private static double score(CompareEntry entry, String key) {
        return entry.truth()
                .filter(scores -> scores.has(key))
                .map(scores -> scores.value(key))
                .orElse(Double.NaN);
    }

    static Optional<FourierRingCorrelation> curve(CompareEntry entry) {
        return entry.halves().flatMap(Evaluation::curve);
    }

    /** NaN where there is none, or where the lowest ring disagrees already. */
    private static double frequency(CompareEntry entry, Threshold threshold) {
        return curve(entry)
                .filter(curve -> CompareEntry.resolved(curve, threshold))
                .map(curve -> curve.crossing(threshold).fractionOfNyquist())
                .orElse(Double.NaN);
    }

    static String frequencyText(CompareEntry entry, Threshold threshold) {
        return curve(entry)
                .map(curve -> !CompareEntry.resolved(curve, threshold)
                        ? "none"
                        : (curve.crossing(threshold).crossed() ? "" : "> ")
                                + String.format(
                                        Locale.ROOT,
                                        "%.3f",
                                        curve.crossing(threshold).fractionOfNyquist()))
                .orElse("–");
    }

    static String periodText(CompareEntry entry, Threshold threshold) {
        return curve(entry)
                .map(curve -> !CompareEntry.resolved(curve, threshold)
                        ? "none"
                        : (curve.crossing(threshold).crossed() ? "" : "< ")
                                + length(curve.crossing(threshold).halfPeriod(entry.pixel())))
                .orElse("–");
    }

    /** In nm, or Å where that is short. */
    static String length(double metres) {
        double nanometres = metres * NANOMETRES;
        return nanometres < 0.5
                ? Quantity.text(10 * nanometres, 3) + " Å"
                : Quantity.text(nanometres, nanometres < 1000 ? 3 : 4) + " nm";
    }
}
