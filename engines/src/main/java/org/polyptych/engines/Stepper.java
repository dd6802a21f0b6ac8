package org.polyptych.engines;

import org.polyptych.core.Snapshot;

/** Anything that goes on step by step and can be stopped, saved and continued to the same bits. */
public interface Stepper {
    /** One iteration. */
    StepReport step();

    /** Number of completed iterations. */
    int completed();

    /** What the loss of a {@link StepReport} is, with the unit, such as {@code relative amplitude error}. */
    String lossName();

    /** What a step is called, for people. */
    default String unit() {
        return "iteration";
    }

    /** Whose loss is looked at between steps and may end a run, for people. */
    default String checkName() {
        return "the loss of the held-out frames";
    }

    /**
     * What a user is told when numbers stop being numbers.
     *
     * @param how they did
     */
    default String diverged(String how) {
        return "the reconstruction diverged: " + how + "; try more cautious settings or another engine";
    }

    /** All that changes from step to step, as copies that later steps leave alone. */
    Snapshot save();

    /** Puts back what {@link #save()} gave, for the same problem and settings. */
    void restore(Snapshot snapshot);
}
