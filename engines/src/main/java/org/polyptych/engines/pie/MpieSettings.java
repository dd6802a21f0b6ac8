package org.polyptych.engines.pie;

import org.polyptych.core.settings.Setting;

/** Settings of mPIE. */
public record MpieSettings(
        @Setting(value = "0.1", doc = "regularisation of the object update, above 0 to 1; 1 is ePIE's")
        double alpha,

        @Setting(value = "1", doc = "regularisation of the probe update, above 0 to 1; 1 is ePIE's")
        double probeAlpha,

        @Setting(value = "0.25", doc = "length of the object step, above 0 to 1")
        double step,

        @Setting(value = "0.25", doc = "length of the probe step, above 0 to 1")
        double probeStep,

        @Setting(value = "2", doc = "first iteration that updates the probe")
        int probeFrom,

        @Setting(value = "0.05", doc = "chance that the momentum is applied after a frame, 0 to 1; 0 is rPIE")
        double chance,

        @Setting(value = "0.7", doc = "part of the velocity that is kept from one time to the next, 0 to below 1")
        double friction,

        @Setting(value = "0.3", doc = "part of the velocity that object and probe are carried on by, 0 to 1")
        double feedback,

        @Setting(value = "true", doc = Guard.DOC) boolean guard) {
    public MpieSettings {
        new PieSteps(alpha, probeAlpha, step, probeStep, probeFrom, 1, true);
        if (!(chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException("chance must be 0 to 1, got " + chance);
        }
        if (!(friction >= 0 && friction < 1)) {
            throw new IllegalArgumentException("friction must be 0 or more and below 1, got " + friction);
        }
        if (!(feedback >= 0 && feedback <= 1)) {
            throw new IllegalArgumentException("feedback must be 0 to 1, got " + feedback);
        }
    }

    PieSteps steps() {
        return new PieSteps(alpha, probeAlpha, step, probeStep, probeFrom, 1, true);
    }
}
