package org.polyptych.physics.protocol;

import org.polyptych.core.BadInputException;
import org.polyptych.core.RealImage;
import org.polyptych.physics.metrics.ComplexError;
import org.polyptych.physics.metrics.Region;
import org.polyptych.physics.metrics.StructuralSimilarity;

/**
 * How the diffusion-prior paper scores: NRMSE of the complex object with the global phase free, and SSIM of its
 * magnitude, over the whole frame of the truth; and again over the illuminated pixels alone, since what no frame saw is
 * the prior's invention. Nothing is shifted or scaled, for the paper's probe is known. The paper does not say its data
 * range; here it is that of the truth's magnitude.
 */
public final class DiffusionProtocol implements Protocol {
    @Override
    public String name() {
        return "diffusion";
    }

    @Override
    public String description() {
        return "NRMSE of the complex object with the global phase free, SSIM of its magnitude; over the full frame and over"
                + " the illuminated pixels";
    }

    @Override
    public Evaluation evaluate(Comparison comparison) {
        Evaluation.Sheet sheet = new Evaluation.Sheet(name(), comparison);
        if (!comparison.covered().contains(Region.whole(comparison.truth()))) {
            throw new BadInputException("protocol diffusion scores the full frame of the truth, "
                    + comparison.truth().rows() + " x " + comparison.truth().columns()
                    + " pixels, and the result does not cover it; try protocol aligned");
        }
        RealImage truth = comparison.truth().amplitude();
        double range = Spread.of(truth);
        if (!(range > 0)) {
            throw new BadInputException(
                    "protocol diffusion needs a truth whose magnitude varies, for the similarity has no range otherwise");
        }
        StructuralSimilarity similarity =
                StructuralSimilarity.of(comparison.found().amplitude(), truth, range);
        sheet.score(
                "object.nrmse",
                ComplexError.nrmse(comparison.found(), comparison.truth()),
                "",
                "full frame, global phase free");
        sheet.score("object.ssim", similarity.mean(), "", "full frame, " + Spread.said(range));
        if (comparison.light().isEmpty()) {
            sheet.note("the illumination is not known: no figures for the illuminated pixels");
            return sheet.finished();
        }
        Lit lit = Lit.of(comparison);
        RealImage even = lit.even(truth.rows(), truth.columns());
        sheet.score(
                "object.nrmse.illuminated",
                ComplexError.nrmse(comparison.found(), comparison.truth(), even),
                "",
                "illuminated pixels, global phase free");
        sheet.score(
                "object.ssim.illuminated", similarity.mean(lit.pixels()), "", "windows whose middle is illuminated");
        sheet.score("illuminated", even.sum() / even.size(), "", "share of the frame that is illuminated");
        return sheet.finished();
    }
}
