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
        if (!relax.equals(AUTO) && !(parsed(relax) >= 0)) {
            throw new IllegalArgumentException("relax must be auto or a number of 0 or more, got " + relax);
        }
        if (average < 1) {
            throw new IllegalArgumentException("average must be 1 or more, got " + average);
        }
    }

    /** What {@code relax} is when it is left to the data. */
    static final String AUTO = "auto";

    private static double parsed(String number) {
        try {
            return Double.parseDouble(number);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Whether the noise bound is left to the data. */
    boolean relaxesByItself() {
        return relax.equals(AUTO);
    }

    /** The factor as in PtyPy, where one was given. */
    double relaxFactor() {
        return parsed(relax);
    }
}
