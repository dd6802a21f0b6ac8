package org.polyptych.engines.pmace;

import org.polyptych.core.settings.Setting;

/** Settings of PMACE. */
public record PmaceSettings(
        @Setting(value = "0.5", doc = "share a of the data in each frame's estimate, above 0 to 1")
        double data,

        @Setting(value = "0.5", doc = "pace rho of the consensus iteration (Mann averaging), above 0 to 1")
        double pace,

        @Setting(
                value = "1.5",
                doc = "power k of |P|, for the probe |O|, by which a frame's estimate counts in the average, 0.5 to 4")
        double power,

        @Setting(value = "2", doc = "first iteration that updates the probe")
        int probeFrom,

        @Setting(
                value = "1e-6",
                doc = "what is added to |P|^2 before a division by the probe, and to |O|^2 before one by the object,"
                        + " relative to its largest value; above 0 to 1")
        double dark) {
    public PmaceSettings {
        requireShare("data", data);
        requireShare("pace", pace);
        if (!(power >= 0.5 && power <= 4)) {
            throw new IllegalArgumentException("power must be 0.5 to 4, got " + power);
        }
        if (probeFrom < 1) {
            throw new IllegalArgumentException("probeFrom must be 1 or more, got " + probeFrom);
        }
        requireShare("dark", dark);
    }

    private static void requireShare(String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be above 0 and at most 1, got " + value);
        }
    }
}
