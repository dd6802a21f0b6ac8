package org.polyptych.engines;

/**
 * How a run ended.
 *
 * @param why in words, for people; empty where all iterations are done
 */
public record Stop(Cause cause, String why) {

    /** What ended it. */
    public enum Cause {
        /** All iterations are done. */
        COMPLETED,
        /** Somebody asked it to stop. */
        INTERRUPTED,
        /** {@code stop.seconds} are used up. */
        BUDGET,
        /** The loss falls no more. */
        PLATEAU,
        /** The loss of the held-out frames rises. */
        HELD_OUT,
        /** Numbers have stopped being numbers; what was good before is the result. */
        DIVERGED
    }

    /** Whether going on later, with more time or after a look at what went wrong, is what the user will want. */
    public boolean unfinished() {
        return cause == Cause.INTERRUPTED || cause == Cause.BUDGET || cause == Cause.DIVERGED;
    }
}
