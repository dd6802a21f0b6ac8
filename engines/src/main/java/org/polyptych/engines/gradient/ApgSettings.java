package org.polyptych.engines.gradient;

import org.polyptych.core.settings.Setting;

/** Settings of the accelerated proximal gradient. */
public record ApgSettings(
        @Setting(
                value = "amplitude",
                doc = "what is fitted: amplitude (squared error of amplitudes) or poisson (likelihood of counted"
                        + " photons; the frames must hold counts, not multiples of them)")
        Likelihood likelihood) {

    /** How the noise is taken to be distributed. */
    public enum Likelihood {
        /** Squared error of amplitudes. */
        AMPLITUDE,
        /** Counted photons. */
        POISSON
    }
}
