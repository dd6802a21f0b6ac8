package org.polyptych.neural.diffusion;

import java.util.Arrays;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.neural.torch.Scope;

/**
 * Patches made of noise alone, to see what a prior has learned: Heun's method on dx/dsigma = (x - D(x; sigma)) / sigma, with
 * levels sigma_k = (most^(1/7) + k / (n - 1) (least^(1/7) - most^(1/7)))^7 and then 0 (Karras and others 2022, algorithm 1 and
 * equation 5).
 */
final class HeunSampler {
    private static final double BEND = 7;

    /** Beyond them nothing is seen in a picture. */
    private static final double LEAST = 0.01;

    private static final double MOST = 80;

    private HeunSampler() {}

    /**
     * Goes from noise to patches: 2 levels - 1 passes of the network.
     *
     * @param noise normal, of deviation 1, [patch][2][row][column]
     * @param levels 2 or more
     */
    static Tensor patches(Conditioned prior, Tensor noise, int levels) {
        double[] sigmas = levels(prior.preconditioning(), levels);
        try (NoGradGuard without = new NoGradGuard()) {
            Tensor value = noise.mul(new Scalar(sigmas[0]));
            for (int k = 0; k < levels; k++) {
                try (Scope scope = Scope.open()) {
                    value = scope.pass(step(prior, value, sigmas[k], sigmas[k + 1]));
                }
            }
            return value;
        }
    }

    private static Tensor step(Conditioned prior, Tensor value, double from, double to) {
        Tensor slope = slope(prior, value, from);
        Scalar step = new Scalar(to - from);
        Tensor next = value.add(slope, step);
        if (to == 0) {
            return next;
        }
        Tensor mean = slope.add(slope(prior, next, to)).mul(new Scalar(0.5));
        return value.add(mean, step);
    }

    static double[] levels(Preconditioning preconditioning, int levels) {
        double most = Math.pow(Math.min(MOST, preconditioning.most()), 1 / BEND);
        double least = Math.pow(Math.max(LEAST, preconditioning.least()), 1 / BEND);
        double[] sigmas = new double[levels + 1];
        for (int k = 0; k < levels; k++) {
            sigmas[k] = Math.pow(most + k / (levels - 1.0) * (least - most), BEND);
        }
        return sigmas;
    }

    private static Tensor slope(Conditioned prior, Tensor value, double sigma) {
        double[] each = new double[Math.toIntExact(value.size(0))];
        Arrays.fill(each, sigma);
        return value.sub(prior.denoised(value, each)).div(new Scalar(sigma));
    }
}
