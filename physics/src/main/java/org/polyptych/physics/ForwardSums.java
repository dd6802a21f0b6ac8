package org.polyptych.physics;

import java.util.Arrays;

/**
 * Where the frames of a range lie on the specimen's grid, and the sums over them: kept as long as neither the range nor
 * the positions nor the grid change.
 */
final class ForwardSums {
    private final Positions positions;
    private final double[] grid;
    private final int from;
    private final int to;
    private final int rows;
    private final int columns;
    private final int modes;
    private final FramePlacements placements;
    private ObjectSums object;
    private ProbeSums probe;

    /** @param round true to put every frame on whole pixels */
    ForwardSums(Parameters parameters, int from, int to, int rows, int columns, boolean round) {
        this.positions = new Positions(
                parameters.positions().y().clone(), parameters.positions().x().clone());
        this.grid = grid(parameters.specimen());
        this.from = from;
        this.to = to;
        this.rows = rows;
        this.columns = columns;
        this.modes = parameters.probe().modes();
        this.placements = FramePlacements.of(parameters.specimen(), positions, rows, columns, round);
    }

    private static double[] grid(Specimen specimen) {
        return new double[] {
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
                && modes == parameters.probe().modes()
                && Arrays.equals(grid, grid(parameters.specimen()))
                && Arrays.equals(positions.y(), parameters.positions().y())
                && Arrays.equals(positions.x(), parameters.positions().x());
    }

    FramePlacements placements() {
        return placements;
    }

    /** Real and imaginary part on the specimen's grid. */
    ObjectSums object() {
        if (object == null) {
            object = new ObjectSums(placements, from, to, (int) grid[0], (int) grid[1], rows, columns, 2);
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
