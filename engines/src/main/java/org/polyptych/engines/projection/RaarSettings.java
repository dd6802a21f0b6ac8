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

        @Setting(value = "0.0001", doc = ProjectionSettings.OBJECT_INERTIA)
        double objectInertia,

        @Setting(value = "1e-9", doc = ProjectionSettings.PROBE_INERTIA)
        double probeInertia,

        @Setting(value = "2", doc = ProjectionSettings.PROBE_FROM)
        int probeFrom,

        @Setting(value = "10", doc = ProjectionSettings.INNER_ROUNDS)
        int innerRounds,

        @Setting(value = "0.05", doc = ProjectionSettings.INNER_TOLERANCE)
        double innerTolerance,

        @Setting(value = "auto", doc = ProjectionSettings.RELAX)
        String relax,

        @Setting(value = "30", doc = ProjectionSettings.AVERAGE)
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
        ProjectionSettings.of(objectInertia, probeInertia, probeFrom, innerRounds, innerTolerance, relax, average);
    }

    ProjectionSettings projections() {
        return ProjectionSettings.of(
                objectInertia, probeInertia, probeFrom, innerRounds, innerTolerance, relax, average);
    }

    WaveUpdate update() {
        return switch (order) {
            case PTYPY -> new ModulusOutside(1 - 2 * beta, beta, 2);
            case LUKE -> new ModulusInside(beta);
        };
    }
}
