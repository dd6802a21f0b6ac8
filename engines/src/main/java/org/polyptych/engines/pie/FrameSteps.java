package org.polyptych.engines.pie;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.SpinBarrier;

/**
 * What a method does to object and probe with one frame: the part of a {@link TeamSweep} that differs from method to
 * method. Every method but {@link #begin} is called by each member of the team for its own rows.
 */
interface FrameSteps {
    /**
     * Before the frames of a stretch; called by one thread.
     *
     * @param updateProbe whether the probe is worked on
     * @param length what the guard leaves of the steps, 1 for all of them
     */
    void begin(boolean updateProbe, double length);

    /** Before the member's first rows of a frame. */
    void open(int part);

    /** Pixels {@code from} to {@code to}, whole rows, of patch and probe as the frame finds them. */
    void see(int part, ComplexImage[] probe, int from, int to);

    /** After the member's last rows have been seen. */
    void close(int part);

    /** Puts together what all members have seen. */
    void gather(int part);

    /**
     * Changes the patch, and the probe or, if the probe is kept as its spectrum, the waves that hold its update, on
     * pixels {@code from} to {@code to}. The waves come in as psi'.
     */
    void update(int part, int frame, ComplexImage[] probe, int from, int to);

    /** After the probe's update was shifted back from the frame; only if the probe is kept as its spectrum. */
    default void shiftedBack(int part, SpinBarrier barrier) {}
}
