package org.polyptych.physics.simulation.objects;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;

/** How an object that is defined by its amplitude gets a phase. */
public enum Phase {
    /** None: the object is real. */
    NONE,
    /** pi tanh((A - max / 2) / (3 mean)), as PtychoPINN has it. */
    TANH;

    ComplexImage on(RealImage amplitude) {
        RealImage phase = RealImage.zeros(amplitude.rows(), amplitude.columns());
        if (this == TANH) {
            double half = amplitude.max() / 2.0;
            double width = 3 * amplitude.sum() / amplitude.size();
            for (int i = 0; i < phase.size(); i++) {
                phase.values()[i] = (float) (Math.PI * Math.tanh((amplitude.values()[i] - half) / width));
            }
        }
        return ComplexImage.polar(amplitude, phase);
    }
}
