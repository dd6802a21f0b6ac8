package org.polyptych.engines.projection;

import org.polyptych.core.settings.Setting;

/** Settings of RAAR. */
public record RaarSettings(
        @Setting(
                value = "0.75",
                doc = "relaxation b, above 0 to 1; 1 is the difference map's pace, usual are 0.75 to 0.9")
        double beta,

        @Setting(
                value = "ptypy",
                doc = "which projection is applied last: ptypy (the modulus projection outside) or luke (inside, as in"
                        + " the paper; takes a second wave for each frame)")
        Order order,

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

    /** In which order the projections are composed. */
    public enum Order {
        /** {@link ModulusOutside}. */
        PTYPY,
        /** {@link ModulusInside}. */
        LUKE
    }

    public RaarSettings {
        if (!(beta > 0 && beta <= 1)) {
            throw new IllegalArgumentException("beta must be above 0 and at most 1, got " + beta);
        }
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

    WaveUpdate update() {
        return switch (order) {
            case PTYPY -> new ModulusOutside(1 - 2 * beta, beta, 2);
            case LUKE -> new ModulusInside(beta);
        };
    }
}
