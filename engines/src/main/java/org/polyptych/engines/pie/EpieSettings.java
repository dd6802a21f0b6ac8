package org.polyptych.engines.pie;

import org.polyptych.core.settings.Setting;

/** Settings of ePIE; a and b of the paper are {@code step} and {@code probeStep}. */
public record EpieSettings(
        @Setting(value = "1", doc = "length of the object step (a of the paper), above 0 to 1")
        double step,

        @Setting(value = "1", doc = "length of the probe step (b of the paper), above 0 to 1")
        double probeStep,

        @Setting(value = "1", doc = "first iteration that updates the probe")
        int probeFrom,

        @Setting(value = "true", doc = Guard.DOC) boolean guard) {
    public EpieSettings {
        new PieSteps(1, 1, step, probeStep, probeFrom, 1, false);
    }

    PieSteps steps() {
        return new PieSteps(1, 1, step, probeStep, probeFrom, 1, false);
    }
}
