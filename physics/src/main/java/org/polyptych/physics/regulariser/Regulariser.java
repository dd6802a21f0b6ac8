package org.polyptych.physics.regulariser;

import org.polyptych.core.ComplexImage;

/** A real number that says how far an object is from what is expected of it; 0 is as expected. */
public sealed interface Regulariser permits TotalVariation, PhaseSmoothness {
    double value(ComplexImage image);

    /**
     * The value and its Wirtinger gradient dR / d conj(O), which is half of dR/dRe + i dR/dIm.
     *
     * @param gradient of the image's size; receives the gradient
     */
    double evaluate(ComplexImage image, ComplexImage gradient);
}
