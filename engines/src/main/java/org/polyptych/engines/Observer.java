package org.polyptych.engines;

/** Watches a run. Called on the thread of the driver, between iterations. */
public interface Observer {
    /** Does nothing. */
    Observer NONE = (report, total, seconds) -> {};

    /**
     * An iteration is done.
     *
     * @param total iterations asked for
     * @param seconds wall-clock time since the first iteration began
     */
    void stepped(StepReport report, int total, double seconds);
}
