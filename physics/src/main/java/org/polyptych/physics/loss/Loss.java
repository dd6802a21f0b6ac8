package org.polyptych.physics.loss;

/**
 * A loss between predicted intensities I and measured amplitudes y = sqrt(counts), summed over pixels: sum of w l(I, y)
 * with weight w = 1 on good pixels and 0 on masked ones.
 *
 * <p>Since I = sum over modes of |Psi|^2, the Wirtinger gradient with respect to a detector wave is dL / d conj(Psi) =
 * (dl/dI) Psi: one real factor a pixel serves all modes.
 */
public sealed interface Loss
        permits AmplitudeL2, AmplitudeL1, SmoothL1, Poisson, BoundedPoisson, IntensityL2, ReadNoise, Saturated {
    /** Below this a predicted intensity counts as dark, in counts: guards every division. */
    float DARK = 1e-12f;

    /** Short name for reports. */
    String name();

    /**
     * The value of every pixel and the factor dl/dI.
     *
     * @param intensity predicted, in counts; replaced by the weighted loss of each pixel
     * @param amplitude measured, square root of counts
     * @param weights 1 or 0
     * @param factor receives w dl/dI
     */
    default void evaluate(float[] intensity, float[] amplitude, float[] weights, float[] factor) {
        evaluate(intensity, amplitude, weights, factor, 0, intensity.length);
    }

    /** The same for pixels {@code from} (included) to {@code to} (excluded). */
    void evaluate(float[] intensity, float[] amplitude, float[] weights, float[] factor, int from, int to);

    /**
     * The proximal step on amplitudes: for a = sqrt(I), the x of 0 or more that minimises tau l(x^2, y) + (x - a)^2 / 2.
     *
     * @param intensity predicted, in counts
     * @param amplitude measured, square root of counts
     * @param weights 1 or 0
     * @param tau step, more than 0
     * @param factor receives x / a, by which every detector wave is multiplied; 1 on masked pixels
     */
    void proximal(float[] intensity, float[] amplitude, float[] weights, float tau, float[] factor);
}
