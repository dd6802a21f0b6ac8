package org.polyptych.neural.sampling;

import java.util.Arrays;
import java.util.Locale;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Specimen;

/** Whether the data have the last word. */
public enum Polish {
    /** Where they are at least twice as many as what is looked for. */
    AUTO,
    ON,
    OFF;

    /** Measured numbers for each number sought from which on the data are left to themselves. */
    static final double ENOUGH = 2;

    /**
     * Measured numbers for each number sought: good pixels of all frames over two for every pixel of the object that any frame
     * covers. A measure of the overlap of frames that asks for no threshold of the beam's rim: frames that cover a pixel, halved.
     */
    static double redundancy(FrameStack frames, Specimen grid, Positions positions) {
        FramePlacements placements = FramePlacements.of(grid, positions, frames.rows(), frames.columns(), true);
        boolean[] covered = new boolean[grid.rows() * grid.columns()];
        for (int j = 0; j < positions.count(); j++) {
            for (int y = 0; y < frames.rows(); y++) {
                int from = (placements.top(j) + y) * grid.columns() + placements.left(j);
                Arrays.fill(covered, from, from + frames.columns(), true);
            }
        }
        long sought = 0;
        for (boolean one : covered) {
            sought += one ? 2 : 0;
        }
        return (double) frames.goodPixels() * positions.count() / sought;
    }

    boolean of(double redundancy) {
        return this == ON || this == AUTO && redundancy >= ENOUGH;
    }

    /** What is done and why, in one line. */
    String said(double redundancy) {
        String numbers = String.format(Locale.ROOT, "%.2g measured numbers for each number sought", redundancy);
        return of(redundancy)
                ? "the data alone will have the last steps: " + numbers
                : "no steps on the data alone in the end: " + numbers
                        + (this == OFF ? "" : ", " + String.format(Locale.ROOT, "%.0f are asked for", ENOUGH));
    }
}
