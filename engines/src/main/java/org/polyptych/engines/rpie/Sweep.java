package org.polyptych.engines.rpie;

/** One way to visit all frames once. */
interface Sweep extends AutoCloseable {
    /**
     * Visits the frames in the given order and updates the state's object and probe.
     *
     * @return sum over frames and good pixels of (|Psi| - y)^2 as each frame was found, in counts
     */
    double run(RpieState state, int[] order, boolean updateProbe);

    @Override
    void close();
}
