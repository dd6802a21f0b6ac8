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

    /**
     * The held-out frames were looked at; before the call for the iteration itself.
     *
     * @param iteration completed iterations
     * @param loss of the held-out frames: squared amplitude error relative to the counts
     */
    default void checked(int iteration, double loss) {}

    /**
     * Time to look at where a run stands, after {@link #stepped}: the run's clock is stopped until this returns.
     *
     * @param iteration completed iterations
     * @param total iterations asked for
     * @param seconds as {@link #stepped} was told
     * @param state not to be changed, and not to be kept
     */
    default void paused(int iteration, int total, double seconds, EngineState state) {}
}
