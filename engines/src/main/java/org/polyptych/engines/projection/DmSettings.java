package org.polyptych.engines.projection;

import org.polyptych.core.settings.Setting;

/** Settings of the difference map. */
public record DmSettings(
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
    public DmSettings {
        ProjectionSettings.of(objectInertia, probeInertia, probeFrom, innerRounds, innerTolerance, relax, average);
    }

    ProjectionSettings projections() {
        return ProjectionSettings.of(
                objectInertia, probeInertia, probeFrom, innerRounds, innerTolerance, relax, average);
    }
}
