package org.polyptych.physics.simulation;

import org.polyptych.core.BadInputException;
import org.polyptych.physics.Positions;

/**
 * A stage that moves while a frame is exposed: the frame is the incoherent mean over sub-positions on a straight line
 * through its position (PtyINR, eq. 1).
 *
 * @param y how far the probe moves down during a frame, in metres
 * @param x how far it moves to the right, in metres
 * @param points sub-positions, 1 or more, at the middles of equal parts of the way
 */
public record FlyScan(double y, double x, int points) {
    /** A stage that stands still during each frame. */
    public static final FlyScan NONE = new FlyScan(0, 0, 1);

    /** As long as an array may be. */
    private static final int MOST_SUB_POSITIONS = Integer.MAX_VALUE - 8;

    public FlyScan {
        if (points < 1 || !Double.isFinite(y) || !Double.isFinite(x)) {
            throw new IllegalArgumentException("a fly scan needs a finite way and 1 or more sub-positions, got " + y
                    + ", " + x + " and " + points);
        }
    }

    /**
     * All sub-positions, {@link #points()} a frame, frame after frame.
     *
     * @throws BadInputException if there are more than an array holds
     */
    public Positions subPositions(Positions positions) {
        int n = positions.count();
        long all = (long) n * points;
        if (all > MOST_SUB_POSITIONS) {
            throw new BadInputException("a fly scan of " + n + " frames of " + points + " sub-positions has " + all
                    + " of them; at most " + MOST_SUB_POSITIONS + " are possible");
        }
        double[] allY = new double[(int) all];
        double[] allX = new double[(int) all];
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < points; k++) {
                double along = (k + 0.5) / points - 0.5;
                allY[j * points + k] = positions.y()[j] + along * y;
                allX[j * points + k] = positions.x()[j] + along * x;
            }
        }
        return new Positions(allY, allX);
    }
}
