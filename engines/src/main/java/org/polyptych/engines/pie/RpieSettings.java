package org.polyptych.engines.pie;

import org.polyptych.core.settings.Setting;

/** Settings of rPIE. */
public record RpieSettings(
        @Setting(value = "0.3", doc = "regularisation of the object update, above 0 to 1; 1 is ePIE")
        double alpha,

        @Setting(value = "1", doc = "regularisation of the probe update, above 0 to 1; 1 is ePIE")
        double probeAlpha,

        @Setting(value = "0.25", doc = "length of the object step, above 0 to 1")
        double step,

        @Setting(value = "0.25", doc = "length of the probe step, above 0 to 1")
        double probeStep,

        @Setting(value = "2", doc = "first iteration that updates the probe")
        int probeFrom,

        @Setting(
                value = "1",
                doc = "frames that share an update: 1 is the exact sequential order; more is a mini-batch, with"
                        + " sums over the batch in the place of single frames")
        int batch,

        @Setting(value = "true", doc = Guard.DOC) boolean guard) {
    public RpieSettings {
        new PieSteps(alpha, probeAlpha, step, probeStep, probeFrom, batch, true);
    }

    PieSteps steps() {
        return new PieSteps(alpha, probeAlpha, step, probeStep, probeFrom, batch, true);
    }
}
