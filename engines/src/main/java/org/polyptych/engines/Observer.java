package org.polyptych.engines;

/** Watches a run. Called on the thread of the driver, between iterations. */
public interface Observer {
    /** Does nothing. */
    Observer NONE = (report, total, seconds) -> {};

    /**
     * An iteration is done.
     *
     * @param total iterations asked for
     * @param seconds wall-clock time of all iterations so far, also of those before the run was resumed
     */
    void stepped(StepReport report, int total, double seconds);
}
