package org.polyptych.engines;

import org.polyptych.core.settings.Setting;

/** How often a run writes down where it stands. Group {@code checkpoint}; see {@link Checkpoints}. */
public record CheckpointSettings(
        @Setting(
                value = "30",
                doc = "seconds between checkpoints, at least; a tenth of the time at most goes into writing them; 0:"
                        + " none by the clock")
        double seconds,

        @Setting(value = "0", doc = "a checkpoint also after every so many iterations; 0: only by the clock")
        int every,

        @Setting(
                value = "false",
                doc = "true: the result keeps checkpoint.h5, so that the run can be resumed for more iterations")
        boolean keep) {
    public CheckpointSettings {
        if (!(seconds >= 0)) {
            throw new IllegalArgumentException("seconds must be 0 or more, got " + seconds);
        }
        if (every < 0) {
            throw new IllegalArgumentException("every must be 0 or more iterations, got " + every);
        }
    }

    /** Whether any checkpoint is written while the run goes on. */
    public boolean any() {
        return seconds > 0 || every > 0;
    }
}
