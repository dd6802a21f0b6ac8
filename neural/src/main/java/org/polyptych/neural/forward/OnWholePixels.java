package org.polyptych.neural.forward;

import java.util.Arrays;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Specimen;

/** Positions on whole pixels of an object: what {@code positions.round} asks for. */
public final class OnWholePixels {
    private OnWholePixels() {}

    /** The nearest such positions. */
    public static Positions of(Specimen grid, Positions all) {
        double[] y = Arrays.stream(all.y())
                .map(at -> at + (Math.round(grid.rowOf(at)) - grid.rowOf(at)) * grid.pixelHeight())
                .toArray();
        double[] x = Arrays.stream(all.x())
                .map(at -> at + (Math.round(grid.columnOf(at)) - grid.columnOf(at)) * grid.pixelWidth())
                .toArray();
        return new Positions(y, x);
    }
}
