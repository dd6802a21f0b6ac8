package org.polyptych.physics.protocol;

import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.metrics.Apodisation;
import org.polyptych.physics.metrics.FourierRingCorrelation;
import org.polyptych.physics.metrics.GlobalPhase;
import org.polyptych.physics.metrics.Plane;
import org.polyptych.physics.metrics.RealError;
import org.polyptych.physics.metrics.Region;
import org.polyptych.physics.metrics.StructuralSimilarity;

/**
 * How PtychoPINN's paper scores, on the truth's frame less 2 pixels at each edge:
 *
 * <ul>
 *   <li>amplitude scaled so that its mean is the truth's; phase less its mean, in both images; and the phase again less
 *       the plane nearest to each, as its authors do now;
 *   <li>MAE; PSNR with MAX 255 (so that 72.6 dB is an RMSE of 0.06);
 *   <li>FRC50: ring correlation without a window, smoothed by a Gaussian of 1 ring, number of the first ring under 0.5.
 *       Rings go to half of the image's side.
 * </ul>
 *
 * <p>Deviations: a global phase is taken out before the phase is read ({@link GlobalPhase}), since a reconstruction is
 * free to have one and a cut of the phase in the middle of the image would spoil its mean; of the ring correlation the
 * real part counts, not the modulus, which credits noise.
 */
public final class PtychoPinnProtocol implements Protocol {
    private static final int TRIMMED = 2;
    private static final double MAX = 255;
    private static final double SMOOTHING = 1;
    private static final Apodisation NO_WINDOW = new Apodisation(0);

    @Override
    public String name() {
        return "ptychopinn";
    }

    @Override
    public String description() {
        return "2 px trimmed; amplitude scaled by the mean, phase less its mean or plane; MAE, PSNR with MAX 255, first ring"
                + " of a smoothed ring correlation under 0.5";
    }

    @Override
    public Evaluation evaluate(Comparison comparison) {
        Evaluation.Sheet sheet = new Evaluation.Sheet(name(), comparison);
        Region scored = scored(comparison);
        ComplexImage found = scored.of(comparison.found());
        ComplexImage truth = scored.of(comparison.truth());
        RealImage target = truth.amplitude();
        RealImage amplitude = byMean(found.amplitude(), target);
        figures("object.amplitude", "amplitude scaled by the mean", amplitude, target, sheet);
        double range = Spread.of(target);
        if (range > 0) {
            double similarity =
                    StructuralSimilarity.of(amplitude, target, range).mean();
            sheet.score("object.amplitude.ssim", similarity, "", Spread.said(range));
        }
        RealImage phase = GlobalPhase.best(found, truth).phaseOf(found);
        RealImage truePhase = truth.phase();
        figures("object.phase", "phase less its mean", level(phase), level(truePhase), sheet);
        figures(
                "object.phase.plane_removed",
                "phase less its plane",
                Plane.of(phase).removedFrom(phase),
                Plane.of(truePhase).removedFrom(truePhase),
                sheet);
        return sheet.finished();
    }

    private static Region scored(Comparison comparison) {
        ComplexImage truth = comparison.truth();
        Region scored = new Region(TRIMMED, TRIMMED, truth.rows() - 2 * TRIMMED, truth.columns() - 2 * TRIMMED);
        if (Math.min(scored.rows(), scored.columns()) <= 2 * StructuralSimilarity.RIM) {
            throw new BadInputException("protocol ptychopinn needs a truth of more than "
                    + (2 * TRIMMED + 2 * StructuralSimilarity.RIM) + " pixels a side, got " + truth.rows() + " x "
                    + truth.columns());
        }
        if (!comparison.covered().contains(scored)) {
            throw new BadInputException("protocol ptychopinn scores the truth's frame of " + truth.rows() + " x "
                    + truth.columns() + " pixels less 2 at each edge, and the result does not cover it; try protocol"
                    + " aligned");
        }
        return scored;
    }

    private static void figures(String key, String what, RealImage found, RealImage truth, Evaluation.Sheet sheet) {
        String unit = key.contains("phase") ? "rad" : "";
        sheet.score(key + ".mae", RealError.meanAbsolute(found, truth), unit, what);
        sheet.score(key + ".psnr", RealError.psnr(found, truth, MAX), "dB", what + ", MAX 255");
        FourierRingCorrelation curve =
                FourierRingCorrelation.of(found, truth, NO_WINDOW).smoothed(SMOOTHING);
        int ring = curve.firstBelow(0.5);
        sheet.score(key + ".frc50", ring, "rings", what + ", first ring under 0.5 after smoothing");
        if (ring == curve.correlation().length) {
            sheet.note(key + ".frc50: no ring is under 0.5; the figure is one beyond the last ring");
        }
    }

    private static RealImage level(RealImage image) {
        return Plane.of(image).level().removedFrom(image);
    }

    private static RealImage byMean(RealImage image, RealImage target) {
        double sum = image.sum();
        if (sum == 0) {
            throw new BadInputException(
                    "protocol ptychopinn scales by the mean amplitude, which is 0 in what was found");
        }
        double factor = target.sum() / sum;
        RealImage out = image.copy();
        for (int i = 0; i < out.size(); i++) {
            out.values()[i] = (float) (factor * out.values()[i]);
        }
        return out;
    }
}
