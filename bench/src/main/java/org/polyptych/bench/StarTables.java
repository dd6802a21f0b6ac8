package org.polyptych.bench;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.polyptych.physics.metrics.Alignment;
import org.polyptych.physics.metrics.FourierRingCorrelation;
import org.polyptych.physics.metrics.FourierRingCorrelation.Crossing;
import org.polyptych.physics.metrics.SpokeContrast;
import org.polyptych.physics.metrics.Threshold;

/** The figures of the Siemens star as Markdown tables. */
final class StarTables {
    /** Every so many pixels of radius is a row of the contrast table. */
    private static final int RADIUS_STEP = 5;

    private StarTables() {}

    /** What registration took out. */
    static void removed(PrintWriter out, Map<String, Alignment> aligned) {
        out.println("| registered | shift y, x (px) | ramp down, across (cycles) | scale |");
        out.println("|---|---|---|---|");
        aligned.forEach((name, a) -> out.println(text(
                "| %s | %.2f, %.2f | %.3f, %.3f | %.4g |",
                name, a.shiftY(), a.shiftX(), a.cyclesDown(), a.cyclesAcross(), a.scale())));
        out.println();
    }

    /** Crossings as fractions of Nyquist; the half period in nanometres at the crossing of 1/2. */
    static void correlations(PrintWriter out, Map<String, FourierRingCorrelation> curves, double pixel) {
        out.println(
                "| ring correlation | 1/2 (of Nyquist) | half period (nm) | half-bit | 1/7 | mean to 1/2 Nyquist |");
        out.println("|---|---|---|---|---|---|");
        curves.forEach((name, curve) -> {
            Crossing half = curve.crossing(Threshold.HALF);
            out.println(text(
                    "| %s | %s | %.1f | %s | %s | %.3f |",
                    name,
                    text(half),
                    half.halfPeriod(pixel),
                    text(curve.crossing(Threshold.HALF_BIT)),
                    text(curve.crossing(Threshold.SEVENTH)),
                    curve.mean(0.5)));
        });
        out.println();
    }

    /** Contrast relative to the outermost fifth of the radii; the last row gives that in radians. */
    static void contrasts(PrintWriter out, Map<String, SpokeContrast> stars, double pixel) {
        SpokeContrast first = stars.values().iterator().next();
        out.println(text(
                "%d spokes about row %.1f, column %.1f of the region",
                first.spokes(), first.centreY(), first.centreX()));
        out.println();
        out.println("| radius (px) | period (nm) | " + String.join(" | ", stars.keySet()) + " |");
        out.println("|---|---|" + "---|".repeat(stars.size()));
        for (int i = 0; i < first.radii().length; i += RADIUS_STEP) {
            int at = i;
            out.println(text("| %.0f | %.0f | ", first.radii()[i], first.period(i, pixel))
                    + row(stars, star -> text("%.3f", star.contrast()[at])));
        }
        out.println("| outer amplitude (rad) | | "
                + row(stars, star -> text("%.3f", star.amplitudes()[0] / star.contrast()[0])));
    }

    private static String row(
            Map<String, SpokeContrast> stars, java.util.function.Function<SpokeContrast, String> cell) {
        return stars.values().stream().map(cell).collect(Collectors.joining(" | ", "", " |"));
    }

    private static String text(Crossing crossing) {
        return (crossing.crossed() ? "" : "above to ") + text("%.3f", crossing.fractionOfNyquist());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
