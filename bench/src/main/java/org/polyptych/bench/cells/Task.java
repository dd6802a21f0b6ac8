package org.polyptych.bench.cells;

/** One run of a table. */
public interface Task {
    /** Names the file that keeps what came out. */
    String id();

    /** What runs. */
    Recipe recipe();

    /**
     * Looks whether the run could begin at all, without beginning it.
     *
     * @throws org.polyptych.core.BadInputException if there is no such engine or setting
     */
    void check();

    /**
     * Simulates, reconstructs, scores.
     *
     * @throws org.polyptych.core.BadInputException if it diverges
     */
    CellResult run();
}
