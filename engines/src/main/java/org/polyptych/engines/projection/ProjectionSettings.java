package org.polyptych.engines.projection;

/**
 * What the settings of the difference map and of RAAR have in common; their records repeat the names, because a setting's
 * key is its engine's.
 *
 * @param overlap of Pi_O
 * @param bound of Pi_F
 * @param average iterations in the running means of object and probe; 1 for the last iterate
 */
record ProjectionSettings(OverlapSettings overlap, NoiseBound bound, int average) {
    static final String OBJECT_INERTIA = "object inertia, in units of the mean counts of a detector pixel";

    static final String PROBE_INERTIA = "probe inertia, in units of frames per mode";

    static final String PROBE_FROM = "first iteration that updates the probe";

    static final String INNER_ROUNDS = "most rounds of object and probe updates in an iteration";

    static final String INNER_TOLERANCE = "relative change of the probe below which the rounds end";

    static final String RELAX =
            "noise bound of the modulus projection: auto (half of what counting statistics explain where the"
                    + " data are whole counts, else none), 0 for the paper's full projection, or a number as in"
                    + " PtyPy, whose own is 0.05";

    static final String AVERAGE =
            "object and probe reported are running means over about this many iterations; 1 reports"
                    + " the last iterate";

    ProjectionSettings {
        if (average < 1) {
            throw new IllegalArgumentException("average must be 1 or more, got " + average);
        }
    }

    static ProjectionSettings of(
            double objectInertia,
            double probeInertia,
            int probeFrom,
            int innerRounds,
            double innerTolerance,
            String relax,
            int average) {
        return new ProjectionSettings(
                new OverlapSettings(objectInertia, probeInertia, probeFrom, innerRounds, innerTolerance),
                NoiseBound.of(relax),
                average);
    }
}
