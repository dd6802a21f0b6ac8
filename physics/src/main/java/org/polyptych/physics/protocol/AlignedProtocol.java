package org.polyptych.physics.protocol;

import java.util.Locale;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.metrics.Alignment;
import org.polyptych.physics.metrics.ComplexError;
import org.polyptych.physics.metrics.Displacement;
import org.polyptych.physics.metrics.FourierRingCorrelation;
import org.polyptych.physics.metrics.Region;
import org.polyptych.physics.metrics.Registration;
import org.polyptych.physics.metrics.StructuralSimilarity;
import org.polyptych.physics.metrics.Threshold;

/**
 * What is left when all that ptychography cannot know is taken out: complex scale, sub-pixel shift and phase ramp, found
 * by {@link Registration} over the illuminated pixels, weighted by the illumination. What was taken out is part of the
 * score, and so is the error with nothing taken out but a global phase. The probe is judged with the object's shift and
 * the opposite ramp, which it must have if the two belong together.
 */
public final class AlignedProtocol implements Protocol {
    @Override
    public String name() {
        return "aligned";
    }

    @Override
    public String description() {
        return "the default: complex scale, sub-pixel shift and phase ramp removed, weighted by the illumination; says"
                + " what was removed, and the error with nothing removed";
    }

    @Override
    public Evaluation evaluate(Comparison comparison) {
        Evaluation.Sheet sheet = new Evaluation.Sheet(name(), comparison);
        if (comparison.light().isEmpty()) {
            sheet.note("the illumination is not known: all pixels count alike");
        }
        Lit lit = Lit.of(comparison);
        RealImage weight = lit.weight(comparison);
        Alignment alignment = Registered.of(comparison, lit, weight, sheet);
        Region region = alignment.region();
        RealImage weights = region.of(weight);
        ComplexImage found = alignment.image();
        ComplexImage truth = alignment.reference();
        sheet.score(
                "object.nrmse",
                ComplexError.nrmseScaled(found, truth, weights),
                "",
                "error of the complex object, scale, shift and ramp removed");
        sheet.score(
                "object.nrmse.unaligned",
                ComplexError.nrmse(region.of(onGrid(comparison)), truth, weights),
                "",
                "the same with nothing removed but a global phase");
        parts(found, truth, weights, sheet);
        similarity(alignment, lit, comparison, sheet);
        resolution(alignment, lit, comparison, sheet);
        removed(alignment, comparison, sheet);
        if (comparison.probe().isPresent() && comparison.trueProbe().isPresent()) {
            ComplexImage trueProbe = comparison.trueProbe().get();
            ComplexImage probe = comparison.probe().get();
            sheet.score(
                    "probe.nrmse",
                    ComplexError.nrmseScaled(
                            Physical.of(alignment, comparison).counterpart().undone(probe), trueProbe),
                    "",
                    "error of the probe, scale, the object's shift and the opposite ramp removed");
            sheet.score(
                    "probe.nrmse.unaligned",
                    ComplexError.nrmse(probe, trueProbe),
                    "",
                    "the same with nothing removed but a global phase");
            ModesCompared.score(comparison, Physical.of(alignment, comparison).counterpart(), sheet);
        }
        comparison
                .positionError()
                .ifPresent(error -> sheet.score(
                        "positions.rms", error, "px", "positions against the true ones, a common shift taken out"));
        return sheet.finished();
    }

    /** Coordinates are known, so that a fraction between the grids is no error. */
    private static ComplexImage onGrid(Comparison comparison) {
        return comparison.gridDown() == 0 && comparison.gridRight() == 0
                ? comparison.found()
                : comparison.gridOffset().undone(comparison.found());
    }

    /** Amplitude relative to the truth's, phase wrapped, root mean squares with weights. */
    private static void parts(ComplexImage found, ComplexImage truth, RealImage weights, Evaluation.Sheet sheet) {
        double amplitude = 0;
        double power = 0;
        double phase = 0;
        double sum = 0;
        for (int i = 0; i < truth.size(); i++) {
            double w = weights.values()[i];
            double fr = found.re()[i];
            double fi = found.im()[i];
            double tr = truth.re()[i];
            double ti = truth.im()[i];
            double difference = Math.hypot(fr, fi) - Math.hypot(tr, ti);
            double angle = Math.atan2(fi * tr - fr * ti, fr * tr + fi * ti);
            amplitude += w * difference * difference;
            power += w * (tr * tr + ti * ti);
            phase += w * angle * angle;
            sum += w;
        }
        sheet.score("object.amplitude.nrmse", Math.sqrt(amplitude / power), "", "error of the amplitude alone");
        sheet.score("object.phase.rms", Math.sqrt(phase / sum), "rad", "rms of the phase error, wrapped");
    }

    private static void similarity(Alignment alignment, Lit lit, Comparison comparison, Evaluation.Sheet sheet) {
        RealImage truth = alignment.reference().amplitude();
        double range = Spread.of(truth);
        if (range > 0 && Math.min(truth.rows(), truth.columns()) > 2 * StructuralSimilarity.RIM) {
            boolean[] pixels = lit.within(alignment.region(), comparison.truth().columns());
            double value = StructuralSimilarity.of(alignment.image().amplitude(), truth, range)
                    .mean(pixels);
            sheet.score("object.amplitude.ssim", value, "", Spread.said(range));
        } else {
            sheet.note("no structural similarity: the truth's amplitude is the same everywhere");
        }
    }

    private static void resolution(Alignment alignment, Lit lit, Comparison comparison, Evaluation.Sheet sheet) {
        FourierRingCorrelation curve = Resolution.curve(alignment, lit, comparison, sheet);
        Resolution.score("object", Threshold.HALF, curve, comparison.pixelSize(), sheet);
    }

    static void removed(Alignment alignment, Comparison comparison, Evaluation.Sheet sheet) {
        Displacement physical = Physical.of(alignment, comparison);
        sheet.score("removed.scale", alignment.scale(), "", "factor that the object was multiplied by");
        sheet.score(
                "removed.phase",
                Math.atan2(alignment.scaleIm(), alignment.scaleRe()),
                "rad",
                "phase that was added to the object");
        sheet.score("removed.shift.down", physical.shiftY(), "px", "shift taken out of the object");
        sheet.score("removed.shift.right", physical.shiftX(), "px", "shift taken out of the object");
        sheet.score("removed.ramp.down", alignment.cyclesDown(), "cycles", "ramp taken out, over the rows compared");
        sheet.score(
                "removed.ramp.right", alignment.cyclesAcross(), "cycles", "ramp taken out, over the columns compared");
        Region region = alignment.region();
        sheet.note(String.format(
                Locale.ROOT,
                "compared are %d x %d pixels of the truth, from row %d, column %d",
                region.rows(),
                region.columns(),
                region.top(),
                region.left()));
    }
}
