package org.polyptych.engines.lsqml;

import org.polyptych.core.ComplexImage;

/** How the detector waves of a frame are to change so that they become more likely. Has the scratch of one thread. */
interface DetectorResidual {
    /**
     * Replaces the waves Psi_m of a frame by their wanted changes; 0 on masked pixels.
     *
     * @param waves detector waves of all modes
     * @param amplitude measured, square roots of counts
     * @param weights 1 good, 0 masked
     * @return sum over good pixels of (sqrt(sum |Psi|^2) - y)^2 before the change, in counts
     */
    double apply(ComplexImage[] waves, float[] amplitude, float[] weights);
}
