package org.polyptych.neural.sampling;

/**
 * The steps of denoising diffusion probabilistic models (Ho, Jain and Abbeel, NeurIPS 2020): x_t = sqrt(abar_t) x_0 + sqrt(1 -
 * abar_t) n for t = 0 to N - 1, abar_t the product of 1 - beta up to t, beta rising linearly. With other than 1000 steps betas
 * are 1000 / N times as large, so that the last step is as noisy; abar of step -1 is 1.
 */
final class NoiseSteps {
    private static final double FIRST = 1e-4;
    private static final double LAST = 0.02;
    private static final double USUAL = 1000;

    private final double[] beta;
    private final double[] abar;

    /** @param steps 25 or more, so that betas stay below 1 */
    NoiseSteps(int steps) {
        beta = new double[steps];
        abar = new double[steps];
        double product = 1;
        for (int t = 0; t < steps; t++) {
            beta[t] = USUAL / steps * (FIRST + (LAST - FIRST) * t / (steps - 1));
            product *= 1 - beta[t];
            abar[t] = product;
        }
    }

    int count() {
        return beta.length;
    }

    /** Share of x_0 in the variance of x_t. */
    double abar(int t) {
        return t < 0 ? 1 : abar[t];
    }

    /** Of the noise in x_t / sqrt(abar_t). */
    double sigma(int t) {
        return Math.sqrt((1 - abar(t)) / abar(t));
    }

    /** How much of x_0 is in the mean of x_(t-1), given x_0 and x_t. */
    double ofClean(int t) {
        return Math.sqrt(abar(t - 1)) * beta[t] / (1 - abar(t));
    }

    /** How much of x_t is in that mean. */
    double ofNoisy(int t) {
        return Math.sqrt(1 - beta[t]) * (1 - abar(t - 1)) / (1 - abar(t));
    }

    /** The standard deviation of x_(t-1) about that mean. */
    double deviation(int t) {
        return Math.sqrt(beta[t] * (1 - abar(t - 1)) / (1 - abar(t)));
    }
}
