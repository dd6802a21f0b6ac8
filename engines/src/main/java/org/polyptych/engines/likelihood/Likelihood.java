package org.polyptych.engines.likelihood;

import org.polyptych.physics.FrameStack;

/**
 * A negative log-likelihood L = sum of w l(I, n) over pixels and frames, of predicted intensities I and measured counts n =
 * y^2, with w = 1 on good pixels and 0 on masked ones. All arrays hold a frame in FFT order and are worked on from pixel
 * {@code from} (included) to {@code to} (excluded).
 */
sealed interface Likelihood permits Gaussian, Poisson, Euclidean {
    /** Below this an intensity counts as dark, in counts: guards divisions. */
    float DARK = 1e-12f;

    /** What {@code L / unit} is, for reports. */
    String lossName();

    /** What the sum over all frames is divided by to be reported. */
    double unit(FrameStack frames);

    /**
     * @param intensity predicted, in counts; replaced by w l
     * @param factor receives w dl/dI
     */
    void evaluate(float[] intensity, float[] amplitude, float[] weights, float[] factor, int from, int to);

    /**
     * The loss to second order along a line on which the intensity is I + t a + t^2 b: the term of t^2, w (l' b + l'' a^2 /
     * 2).
     *
     * @param first a
     * @param second b; replaced by the term
     */
    void expand(float[] intensity, float[] amplitude, float[] weights, float[] first, float[] second, int from, int to);

    /** The two sums from which {@link #floating} finds a frame's intensity: a term of each for every pixel. */
    void floatingTerms(
            float[] intensity, float[] amplitude, float[] weights, float[] above, float[] below, int from, int to);

    /** The s of more than 0 that minimises the loss of a frame with predictions s I. */
    double floating(double above, double below);
}
