package org.polyptych.physics.metrics;

import org.polyptych.core.RealImage;

/** Differences between two real images of one size, such as amplitudes or phases. NaN is refused. */
public final class RealError {
    private RealError() {}

    /** Mean of the squared differences. */
    public static double meanSquare(RealImage estimate, RealImage truth) {
        Checks.sameSize(estimate, truth);
        Checks.finite(estimate, truth);
        double sum = 0;
        for (int i = 0; i < truth.size(); i++) {
            double difference = (double) estimate.values()[i] - truth.values()[i];
            sum += difference * difference;
        }
        return sum / truth.size();
    }

    /**
     * Peak signal-to-noise ratio 10 log10(max^2 / mean squared difference), in dB; infinite for equal images.
     *
     * @param max MAX, above 0: what the scale of the image goes up to, which the figure means nothing without
     */
    public static double psnr(RealImage estimate, RealImage truth, double max) {
        Checks.positive(max, "the maximum of a peak signal-to-noise ratio");
        return 10 * Math.log10(max * max / meanSquare(estimate, truth));
    }

    /** Mean of the moduli of the differences (MAE), in the unit of the images. */
    public static double meanAbsolute(RealImage estimate, RealImage truth) {
        Checks.sameSize(estimate, truth);
        Checks.finite(estimate, truth);
        double sum = 0;
        for (int i = 0; i < truth.size(); i++) {
            sum += Math.abs((double) estimate.values()[i] - truth.values()[i]);
        }
        return sum / truth.size();
    }
}
