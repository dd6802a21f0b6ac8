package org.polyptych.engines.pie;

import org.polyptych.core.settings.Setting;

/** Settings of WASP; a and b of the method are {@code alpha} and {@code beta}. */
public record WaspSettings(
        @Setting(value = "1", doc = "regularisation of the object step, in units of the mean of |P|^2, above 0 to 1000")
        double alpha,

        @Setting(value = "1", doc = "regularisation of the probe step, in units of |O|^2 = 1, above 0 to 1000")
        double beta,

        @Setting(value = "2", doc = "first iteration that updates the probe")
        int probeFrom,

        @Setting(value = "true", doc = Guard.DOC) boolean guard) {
    public WaspSettings {
        requirePositive("alpha", alpha);
        requirePositive("beta", beta);
        if (probeFrom < 1) {
            throw new IllegalArgumentException("probeFrom must be 1 or more, got " + probeFrom);
        }
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0 && value <= 1000)) {
            throw new IllegalArgumentException(name + " must be above 0 and at most 1000, got " + value);
        }
    }
}
