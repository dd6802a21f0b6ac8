package org.polyptych.engines.projection;

import org.polyptych.core.settings.Setting;

/** Settings of the difference map. */
public record DmSettings(
        @Setting(value = "0.0001", doc = "object inertia, in units of the mean counts of a detector pixel")
        double objectInertia,

        @Setting(value = "1e-9", doc = "probe inertia, in units of frames per mode")
        double probeInertia,

        @Setting(value = "2", doc = "first iteration that updates the probe")
        int probeFrom,

        @Setting(value = "10", doc = "most rounds of object and probe updates in an iteration")
        int innerRounds,

        @Setting(value = "0.05", doc = "relative change of the probe below which the rounds end")
        double innerTolerance,

        @Setting(
                value = "auto",
                doc = "noise bound of the modulus projection: auto (half of what counting statistics explain where the"
                        + " data are whole counts, else none), 0 for the paper's full projection, or a number as in"
                        + " PtyPy, whose own is 0.05")
        String relax,

        @Setting(
                value = "30",
                doc = "object and probe reported are running means over about this many iterations; 1 reports"
                        + " the last iterate")
        int average) {
    public DmSettings {
        new OverlapSettings(objectInertia, probeInertia, probeFrom, innerRounds, innerTolerance);
        NoiseBound.of(relax);
        if (average < 1) {
            throw new IllegalArgumentException("average must be 1 or more, got " + average);
        }
    }

    OverlapSettings overlap() {
        return new OverlapSettings(objectInertia, probeInertia, probeFrom, innerRounds, innerTolerance);
    }

    NoiseBound noiseBound() {
        return NoiseBound.of(relax);
    }
}
