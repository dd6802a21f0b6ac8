package org.polyptych.neural.ptychopinn;

/**
 * How much each part of the loss counts, 0 or more.
 *
 * @param mae mean absolute error of scaled amplitudes, a mean over pixels
 * @param nll Poisson deviance of the counts, per mean count
 * @param tv total variation of patches, in units of the network, a mean over pixels
 * @param agree squared difference between a patch and what its group makes of it, in units of the network, a mean over pixels
 */
record LossWeights(double mae, double nll, double tv, double agree) {
    LossWeights {
        require("mae", mae);
        require("nll", nll);
        require("tv", tv);
        require("agree", agree);
        if (mae + nll == 0) {
            throw new IllegalArgumentException("mae or nll must be above 0, or nothing is learned from the patterns");
        }
    }

    private static void require(String name, double weight) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be 0 or more, got " + weight);
        }
    }
}
