package org.polyptych.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.polyptych.app.report.CompareData;
import org.polyptych.app.report.CompareEntry;
import org.polyptych.physics.metrics.FourierRingCorrelation;
import org.polyptych.physics.metrics.Threshold;
import org.polyptych.physics.protocol.Evaluation;

/** A comparison as lines for a terminal. */
public final class CompareText {
    private CompareText() {}

    /** A line an engine under a head. */
    public static List<String> lines(CompareData data) {
        boolean halves = !data.halves().isEmpty();
        boolean truth = data.entries().stream().anyMatch(entry -> error(entry).isPresent());
        int width = data.entries().stream()
                .mapToInt(entry -> entry.name().length())
                .max()
                .orElse(0);
        String name = "%-" + Math.max(6, width) + "s";
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, name + "  iterations  seconds  common loss", "engine")
                + (halves ? "  FRC 1/2          FRC 1/7        " : "")
                + (truth ? "  error" : ""));
        for (CompareEntry entry : data.entries()) {
            lines.add(String.format(Locale.ROOT, name, entry.name())
                    + entry.result()
                            .map(result -> String.format(
                                            Locale.ROOT,
                                            "  %10d  %7.1f  %11.4g",
                                            result.provenance().iterations(),
                                            result.provenance().seconds(),
                                            entry.commonLoss())
                                    + (halves
                                            ? "  " + crossing(entry, Threshold.HALF) + "  "
                                                    + crossing(entry, Threshold.SEVENTH)
                                            : "")
                                    + (truth
                                            ? "  "
                                                    + error(entry)
                                                            .map(e -> String.format(Locale.ROOT, "%.4f", e))
                                                            .orElse("-")
                                            : ""))
                            .orElse("  no result: " + entry.reason()));
        }
        return lines;
    }

    private static Optional<Double> error(CompareEntry entry) {
        return entry.truth().filter(scores -> scores.has("object.nrmse")).map(scores -> scores.value("object.nrmse"));
    }

    private static String crossing(CompareEntry entry, Threshold threshold) {
        Optional<FourierRingCorrelation> curve = entry.halves().flatMap(Evaluation::curve);
        if (curve.isEmpty()) {
            return String.format("%-15s", "-");
        }
        FourierRingCorrelation.Crossing found = curve.get().crossing(threshold);
        if (!CompareEntry.resolved(curve.get(), threshold)) {
            return String.format("%-15s", "none");
        }
        return String.format(
                Locale.ROOT,
                "%-15s",
                String.format(
                        Locale.ROOT,
                        "%s%.2f, %s%.3g nm",
                        found.crossed() ? "" : ">",
                        found.fractionOfNyquist(),
                        found.crossed() ? "" : "<",
                        1e9 * found.halfPeriod(entry.pixel())));
    }
}
