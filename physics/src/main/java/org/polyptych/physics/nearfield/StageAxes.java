package org.polyptych.physics.nearfield;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.polyptych.physics.Orientation;

/**
 * How the stage's axes lie, if frames move against the positions as they must.
 *
 * @param orientation what is to be done to the positions for it
 * @param down the factor along the rows with which shift = -M move then
 * @param right the factor along the columns
 */
record StageAxes(Orientation orientation, double down, double right) {
    /**
     * Those of the eight that bring a matrix nearest to -M.
     *
     * @param matrix {yy, yx, xy, xx} with shift = matrix move
     */
    static StageAxes of(double[] matrix) {
        return Orientation.all().stream()
                .map(tried -> of(tried, matrix))
                .min(Comparator.comparingDouble(axes -> -(axes.down + axes.right)))
                .orElseThrow();
    }

    private static StageAxes of(Orientation tried, double[] matrix) {
        // the changed move is the move, exchanged and then with its signs
        double yy = (tried.flipY() ? -1 : 1) * (tried.swap() ? matrix[1] : matrix[0]);
        double xx = (tried.flipX() ? -1 : 1) * (tried.swap() ? matrix[2] : matrix[3]);
        return new StageAxes(tried, -yy, -xx);
    }

    /** The settings that say so; empty if nothing is to be changed. */
    String settings() {
        List<String> settings = new ArrayList<>();
        if (orientation.swap()) {
            settings.add("file.swap=true");
        }
        if (orientation.flipY()) {
            settings.add("file.flipY=true");
        }
        if (orientation.flipX()) {
            settings.add("file.flipX=true");
        }
        return String.join(" and ", settings);
    }
}
