package org.polyptych.engines;

/**
 * A state that takes frames which come while it works: what an engine gives that says of each frame, or of a few neighbours,
 * by themselves what lies under them, so that earlier frames need not be worked on again.
 */
public interface GrowingState extends EngineState {
    /**
     * Takes a longer scan. The next iteration works on the further frames alone, and what is reported then is of all.
     *
     * @param longer the frames it has seen, in the order in which it has, then further ones. Its object covers them all, on
     *     the pixels of the one before it and perhaps more of them on each side; the rest is as before
     * @param seen how many it has seen, at least 1
     */
    void grow(Problem longer, int seen);
}
