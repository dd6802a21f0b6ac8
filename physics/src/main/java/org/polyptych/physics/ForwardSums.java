package org.polyptych.physics;

import java.util.Arrays;
import org.polyptych.core.BadInputException;

/**
 * Where the frames of a range, or their sub-positions, lie on the specimen's grid, and the sums over them: kept as long as
 * neither the range nor the positions nor the grid change.
 */
final class ForwardSums {
    private final Positions positions;
    private final int parts;
    private final double[] grid;
    private final int from;
    private final int to;
    private final int rows;
    private final int columns;
    private final int modes;
    private final FramePlacements placements;
    private ObjectSums object;
    private ProbeSums probe;

    /**
     * @param round true to put every frame on whole pixels
     * @throws BadInputException if a patch would not lie on the specimen
     */
    ForwardSums(Parameters parameters, int from, int to, int rows, int columns, boolean round) {
        this.positions = positions(parameters);
        this.parts = parameters.conditions().parts();
        this.grid = grid(parameters.specimen());
        this.from = from;
        this.to = to;
        this.rows = rows;
        this.columns = columns;
        this.modes = parameters.probeImages();
        this.placements = FramePlacements.of(parameters.specimen(), positions, rows, columns, round);
    }

    /** Of all sub-positions, in new arrays. */
    private static Positions positions(Parameters parameters) {
        Positions frames = parameters.positions();
        Motion motion = parameters.conditions().motion();
        return motion == null ? new Positions(frames.y().clone(), frames.x().clone()) : motion.subPositions(frames);
    }

    private static double[] grid(Specimen specimen) {
        return new double[] {
            specimen.modes(),
            specimen.slices(),
            specimen.rows(),
            specimen.columns(),
            specimen.pixelHeight(),
            specimen.pixelWidth(),
            specimen.centreY(),
            specimen.centreX()
        };
    }

    boolean serves(Parameters parameters, int fromFrame, int toFrame) {
        return from == fromFrame
                && to == toFrame
                && modes == parameters.probeImages()
                && parts == parameters.conditions().parts()
                && Arrays.equals(grid, grid(parameters.specimen()))
                && samePositions(parameters);
    }

    private boolean samePositions(Parameters parameters) {
        Positions now = parameters.conditions().motion() == null ? parameters.positions() : positions(parameters);
        return Arrays.equals(positions.y(), now.y()) && Arrays.equals(positions.x(), now.x());
    }

    /** One a frame, or {@link Motion#parts} a frame. */
    FramePlacements placements() {
        return placements;
    }

    /** Real and imaginary part of each slice of each mode on the specimen's grid. */
    ObjectSums object() {
        if (object == null) {
            int planes = 2 * (int) (grid[0] * grid[1]);
            object = new ObjectSums(placements, parts, from, to, (int) grid[2], (int) grid[3], rows, columns, planes);
        }
        return object;
    }

    /** On the probe's grid. */
    ProbeSums probe() {
        if (probe == null) {
            probe = new ProbeSums(to - from, modes, rows, columns);
        }
        return probe;
    }
}
