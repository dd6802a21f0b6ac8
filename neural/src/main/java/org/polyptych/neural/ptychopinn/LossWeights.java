package org.polyptych.neural.ptychopinn;

import org.polyptych.core.settings.Setting;

/** How much each part of the loss counts: all are means over pixels, the Poisson deviance per mean count. */
record LossWeights(
        @Setting(value = "1", doc = "weight of the mean absolute error of amplitudes, 0 or more")
        double mae,

        @Setting(value = "0", doc = "weight of the Poisson likelihood of the counts, 0 or more")
        double nll,

        @Setting(value = "0", doc = "weight of the total variation of patches, 0 or more")
        double tv) {
    LossWeights {
        require("mae", mae);
        require("nll", nll);
        require("tv", tv);
        if (mae + nll == 0) {
            throw new IllegalArgumentException("mae or nll must be above 0, or nothing is learned from the patterns");
        }
    }

    static void require(String name, double weight) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be 0 or more, got " + weight);
        }
    }
}
