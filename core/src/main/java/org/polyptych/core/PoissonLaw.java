package org.polyptych.core;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Poisson numbers, each drawn without preparation: on a detector every pixel has a mean of its own. Small means by
 * going up the distribution, large ones by transformed rejection with squeeze, PTRS (Hoermann, Insurance: Mathematics
 * and Economics 12, 39, 1993).
 */
final class PoissonLaw {
    /** PTRS needs a mean of 10; below, going up the distribution takes few steps. */
    private static final double SMALL_MEAN = 10;

    private PoissonLaw() {}

    /** @param mean more than 0, at most about 1e9: beyond, ln k! loses the digits that matter */
    static double draw(double mean, UniformRandomProvider source) {
        return mean < SMALL_MEAN ? climb(mean, source) : reject(mean, source);
    }

    private static double climb(double mean, UniformRandomProvider source) {
        double u = source.nextDouble();
        double probability = Math.exp(-mean);
        double k = 0;
        // far up the tail the probability is 0 and u cannot be reached any more
        while (u >= probability && probability > 0) {
            u -= probability;
            k++;
            probability *= mean / k;
        }
        return k;
    }

    private static double reject(double mean, UniformRandomProvider source) {
        double b = 0.931 + 2.53 * Math.sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        double acceptAtOnce = 0.9277 - 3.6224 / (b - 2);
        double logMean = Math.log(mean);
        while (true) {
            double u = source.nextDouble() - 0.5;
            double v = source.nextDouble();
            double edge = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / edge + b) * u + mean + 0.43);
            if (edge >= 0.07 && v <= acceptAtOnce) {
                return k;
            }
            if (k < 0 || edge < 0.013 && v > edge) {
                continue;
            }
            double height = Math.log(v * inverseAlpha / (a / (edge * edge) + b));
            if (height <= k * logMean - mean - LogFactorial.of(k)) {
                return k;
            }
        }
    }
}
