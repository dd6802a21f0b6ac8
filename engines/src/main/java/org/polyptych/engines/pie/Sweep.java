package org.polyptych.engines.pie;

/** One way to visit all frames once. */
interface Sweep extends AutoCloseable {
    /**
     * Visits the frames in the given order and updates the state's object, unless it is known, and its probe if wanted.
     *
     * @param length what the {@link Guard} leaves of the steps, 1 for all of them
     * @return sum over frames and good pixels of (|Psi| - y)^2 as each frame was found, in counts
     */
    double run(PieState state, int[] order, boolean updateProbe, double length);

    @Override
    void close();
}
