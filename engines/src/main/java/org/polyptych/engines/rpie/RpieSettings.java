package org.polyptych.engines.rpie;

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
        int batch) {
    public RpieSettings {
        requireShare("alpha", alpha);
        requireShare("probeAlpha", probeAlpha);
        requireShare("step", step);
        requireShare("probeStep", probeStep);
        if (probeFrom < 1) {
            throw new IllegalArgumentException("probeFrom must be 1 or more, got " + probeFrom);
        }
        if (batch < 1 || batch > 4096) {
            throw new IllegalArgumentException("batch must be 1 to 4096 frames, got " + batch);
        }
    }

    private static void requireShare(String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be above 0 and at most 1, got " + value);
        }
    }
}
