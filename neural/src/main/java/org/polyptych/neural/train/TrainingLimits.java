package org.polyptych.neural.train;

import org.polyptych.core.settings.Setting;
import org.polyptych.engines.CheckpointSettings;

/**
 * When a training ends before its rounds are done, and what it writes down meanwhile.
 *
 * @param seconds that may be used; 0: no limit
 */
public record TrainingLimits(double seconds, CheckpointSettings checkpoint) {
    /** The part that is typed as {@code stop.seconds}. */
    public record Budget(
            @Setting(
                    value = "0",
                    doc = "budget: stop when this many seconds are used up, those before a resume included; 0: none")
            double seconds) {
        public Budget {
            if (!(seconds >= 0)) {
                throw new IllegalArgumentException("seconds must be 0 or more, got " + seconds);
            }
        }
    }
}
