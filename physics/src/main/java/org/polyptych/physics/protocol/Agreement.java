package org.polyptych.physics.protocol;

import org.polyptych.core.RealImage;
import org.polyptych.physics.metrics.Alignment;
import org.polyptych.physics.metrics.ComplexError;
import org.polyptych.physics.metrics.FourierRingCorrelation;
import org.polyptych.physics.metrics.Threshold;

/**
 * How far two reconstructions agree, neither of them the truth: complex scale, shift and ramp between them are taken out,
 * weighted by the light that both had, then the ring correlation with its crossings of 1/2, 1/7 and the half-bit curve.
 *
 * <p>Two with one probe, to the bit, are not moved, since with a known probe frames leave but the scale free. Noisy halves would be
 * laid over each other by what little their noise has in common.
 *
 * <p>That is a resolution only if the two have nothing in common but the specimen: disjoint frames of one scan, each from a
 * start of its own. What they share, such as frames, a start or a pattern of the detector, counts as agreement.
 */
public final class Agreement {
    private Agreement() {}

    /** Compares the two; which of them is called the truth changes only whose grid is used. */
    public static Evaluation of(Comparison comparison) {
        Evaluation.Sheet sheet = new Evaluation.Sheet("agreement", comparison);
        Lit lit = Lit.of(comparison);
        RealImage weight = lit.weight(comparison);
        Alignment alignment = together(comparison, lit, weight, sheet);
        sheet.score(
                "object.nrmse",
                ComplexError.nrmseScaled(
                        alignment.image(),
                        alignment.reference(),
                        alignment.region().of(weight)),
                "",
                "difference of the objects, scale, shift and ramp removed");
        FourierRingCorrelation curve = Resolution.curve(alignment, lit, comparison, sheet);
        for (Threshold threshold : Threshold.values()) {
            Resolution.score("object", threshold, curve, comparison.pixelSize(), sheet);
        }
        sheet.score("object.frc.mean", curve.mean(0.5), "", "mean ring correlation up to half of Nyquist");
        AlignedProtocol.removed(alignment, comparison, sheet);
        return sheet.finished();
    }

    private static Alignment together(Comparison comparison, Lit lit, RealImage weight, Evaluation.Sheet sheet) {
        if (!oneProbe(comparison)) {
            return Registered.of(comparison, lit, weight, sheet);
        }
        sheet.note("both have the same probe, which leaves no shift and no ramp between them: none is taken out");
        return Registered.unmoved(comparison, lit, weight);
    }

    private static boolean oneProbe(Comparison comparison) {
        return comparison.modes().isPresent()
                && comparison
                        .trueModes()
                        .filter(comparison.modes().get()::sameAs)
                        .isPresent();
    }
}
