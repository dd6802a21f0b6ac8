package org.polyptych.engines.dm;

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
                value = "0",
                doc = "noise bound of the modulus projection as PtyPy has it, 0 for none; PtyPy's own is 0.05")
        double relax,

        @Setting(
                value = "10",
                doc = "object and probe reported are running means over about this many iterations; 1 reports"
                        + " the last iterate")
        int average) {
    public DmSettings {
        if (!(objectInertia >= 0)) {
            throw new IllegalArgumentException("objectInertia must be 0 or more, got " + objectInertia);
        }
        if (!(probeInertia >= 0)) {
            throw new IllegalArgumentException("probeInertia must be 0 or more, got " + probeInertia);
        }
        if (probeFrom < 1) {
            throw new IllegalArgumentException("probeFrom must be 1 or more, got " + probeFrom);
        }
        if (innerRounds < 1) {
            throw new IllegalArgumentException("innerRounds must be 1 or more, got " + innerRounds);
        }
        if (!(innerTolerance >= 0)) {
            throw new IllegalArgumentException("innerTolerance must be 0 or more, got " + innerTolerance);
        }
        if (!(relax >= 0)) {
            throw new IllegalArgumentException("relax must be 0 or more, got " + relax);
        }
        if (average < 1) {
            throw new IllegalArgumentException("average must be 1 or more, got " + average);
        }
    }
}
