package org.polyptych.physics.protocol;

import java.util.Locale;
import org.polyptych.physics.metrics.Alignment;
import org.polyptych.physics.metrics.FourierRingCorrelation;
import org.polyptych.physics.metrics.Region;
import org.polyptych.physics.metrics.Threshold;

/** Up to which frequency two aligned objects agree. */
final class Resolution {
    private static final double NANOMETRES = 1e9;

    private Resolution() {}

    /** The ring correlation over the well-lit rectangle of what is aligned. */
    static FourierRingCorrelation curve(Alignment alignment, Lit lit, Comparison comparison, Evaluation.Sheet sheet) {
        Region region = alignment.region();
        Region core = lit.core(region, comparison.truth().columns());
        Region part = core.moved(-region.top(), -region.left());
        FourierRingCorrelation curve =
                FourierRingCorrelation.of(part.of(alignment.reference()), part.of(alignment.image()));
        sheet.note(String.format(
                Locale.ROOT,
                "ring correlation over the well-lit %d x %d pixels in the middle",
                core.rows(),
                core.columns()));
        sheet.curve(curve);
        return curve;
    }

    /** Where the curve falls below a threshold, as a share of Nyquist and in nanometres. */
    static void score(
            String of, Threshold threshold, FourierRingCorrelation curve, double pixelSize, Evaluation.Sheet sheet) {
        FourierRingCorrelation.Crossing crossing = curve.crossing(threshold);
        String key = threshold.name().toLowerCase(Locale.ROOT);
        sheet.score(
                of + ".frc." + key,
                crossing.fractionOfNyquist(),
                "Nyquist",
                "first crossing of the ring correlation with " + said(threshold));
        if (!crossing.crossed()) {
            sheet.note("the ring correlation stays above " + said(threshold) + " up to the last ring");
        }
        if (crossing.fractionOfNyquist() < curve.fractionOfNyquist(1)) {
            sheet.note("no resolution by " + said(threshold)
                    + ": the two disagree on the lowest ring already, in what varies slowly over the field");
        } else if (pixelSize > 0) {
            sheet.score(
                    of + ".resolution." + key,
                    NANOMETRES * crossing.halfPeriod(pixelSize),
                    "nm",
                    "half period at that frequency");
        }
    }

    private static String said(Threshold threshold) {
        return switch (threshold) {
            case HALF -> "1/2";
            case SEVENTH -> "1/7";
            case HALF_BIT -> "the half-bit curve";
        };
    }
}
