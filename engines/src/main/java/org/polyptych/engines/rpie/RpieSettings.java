package org.polyptych.engines.rpie;

import org.polyptych.core.settings.Setting;

/** Settings of rPIE. */
public record RpieSettings(
        @Setting(value = "0.1", doc = "regularisation of the object step, above 0 to 1; 1 is ePIE")
        double alpha,

        @Setting(value = "0.1", doc = "regularisation of the probe step, above 0 to 1; 1 is ePIE")
        double probeAlpha,

        @Setting(value = "2", doc = "first iteration that updates the probe")
        int probeFrom,

        @Setting(
                value = "1",
                doc = "frames that share an update: 1 is the exact sequential order; more is a mini-batch, with"
                        + " sums over the batch in the place of single frames")
        int batch) {
    public RpieSettings {
        if (!(alpha > 0 && alpha <= 1)) {
            throw new IllegalArgumentException("alpha must be above 0 and at most 1, got " + alpha);
        }
        if (!(probeAlpha > 0 && probeAlpha <= 1)) {
            throw new IllegalArgumentException("probeAlpha must be above 0 and at most 1, got " + probeAlpha);
        }
        if (probeFrom < 1) {
            throw new IllegalArgumentException("probeFrom must be 1 or more, got " + probeFrom);
        }
        if (batch < 1 || batch > 4096) {
            throw new IllegalArgumentException("batch must be 1 to 4096 frames, got " + batch);
        }
    }
}
