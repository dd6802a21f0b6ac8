package org.polyptych.engines;

import org.polyptych.core.settings.Setting;

/** When a run ends before all its iterations are done. Group {@code stop}; see {@link StopRules} and {@link HeldOut}. */
public record StopSettings(
        @Setting(
                value = "0",
                doc = "budget: stop after the iteration in which this many seconds are used up, those before a resume"
                        + " included; 0: none")
        double seconds,

        @Setting(
                value = "0",
                doc = "plateau: stop when the loss has not fallen by the share stop.tolerance within this many"
                        + " iterations; 0: never")
        int plateau,

        @Setting(value = "0.001", doc = "the least relative fall of the loss that counts as one")
        double tolerance,

        @Setting(
                value = "0",
                doc = "percent of the frames that are held out: chosen by seed, never used for updates; their loss ends"
                        + " the run, and the result is the best iteration by it; 0: none")
        double holdOut,

        @Setting(value = "1", doc = "the held-out loss is computed after every so many iterations")
        int every,

        @Setting(value = "5", doc = "stop when this many held-out losses in a row are above the best one")
        int patience) {

    /** The most frames that may be held out, in percent. */
    public static final double MOST_HELD_OUT = 50;

    public StopSettings {
        if (!(seconds >= 0)) {
            throw new IllegalArgumentException("seconds must be 0 or more, got " + seconds);
        }
        if (plateau < 0) {
            throw new IllegalArgumentException("plateau must be 0 or more iterations, got " + plateau);
        }
        if (!(tolerance >= 0 && tolerance < 1)) {
            throw new IllegalArgumentException("tolerance must be 0 or more and below 1, got " + tolerance);
        }
        if (!(holdOut >= 0 && holdOut <= MOST_HELD_OUT)) {
            throw new IllegalArgumentException("holdOut must be 0 to 50 percent, got " + holdOut);
        }
        if (every < 1) {
            throw new IllegalArgumentException("every must be 1 or more iterations, got " + every);
        }
        if (patience < 1) {
            throw new IllegalArgumentException("patience must be 1 or more, got " + patience);
        }
    }
}
