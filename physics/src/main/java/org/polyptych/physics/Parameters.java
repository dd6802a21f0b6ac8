package org.polyptych.physics;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;

/**
 * What a forward model predicts patterns from.
 *
 * @param specimen any number of modes and slices
 * @param probe any number of modes; further variations only count where the conditions give weights
 * @param positions one a frame, metres
 * @param conditions how frames were taken
 */
public record Parameters(Specimen specimen, Probe probe, Positions positions, Conditions conditions) {
    /** With a stage at rest, no background and a steady beam. */
    public Parameters(Specimen specimen, Probe probe, Positions positions) {
        this(specimen, probe, positions, Conditions.NONE);
    }

    /** Images of the probe that count: its modes, of all variations if frames have weights. */
    int probeImages() {
        return conditions.weights() == null ? probe.modes() : probe.variations() * probe.modes();
    }

    /** Variation after variation, the modes of each: the images themselves, not copies. */
    ComplexImage[] probeModes() {
        ComplexImage[] images = new ComplexImage[probeImages()];
        Arrays.setAll(images, k -> probe.mode(k / probe.modes(), k % probe.modes()));
        return images;
    }
}
