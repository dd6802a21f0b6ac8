package org.polyptych.physics;

import java.util.Arrays;
import org.polyptych.core.BadInputException;

/**
 * A stage that moves during each exposure: a frame is the incoherent mean of {@code parts} frames taken at the middles of
 * equal parts of a straight way through the frame's position (PtyINR, eq. 1). The same way taken backwards gives the same
 * frame, so that a loss has no slope at a way of length 0.
 *
 * @param y how far the position moves down during a frame, in metres; one value a frame
 * @param x how far it moves to the right, in metres; one value a frame
 * @param parts sub-positions, 1 or more
 */
public record Motion(double[] y, double[] x, int parts) {
    /** As long as an array may be. */
    private static final int MOST_SUB_POSITIONS = Integer.MAX_VALUE - 8;

    public Motion {
        if (parts < 1) {
            throw new BadInputException("a motion needs 1 or more sub-positions, got " + parts);
        }
        if (y.length != x.length) {
            throw new BadInputException(
                    "a motion needs as many y as x values, got " + y.length + " y and " + x.length + " x");
        }
        for (int j = 0; j < y.length; j++) {
            if (!Double.isFinite(y[j]) || !Double.isFinite(x[j])) {
                throw new BadInputException("the motion of frame " + j + " is not a finite number");
            }
        }
    }

    /** The same way in every frame. */
    public static Motion same(double y, double x, int frames, int parts) {
        double[] ys = new double[frames];
        double[] xs = new double[frames];
        Arrays.fill(ys, y);
        Arrays.fill(xs, x);
        return new Motion(ys, xs, parts);
    }

    /** How far along its way a sub-position lies, as a share of the way: -1/2 at its beginning, 1/2 at its end. */
    public double along(int part) {
        return (part + 0.5) / parts - 0.5;
    }

    /**
     * All sub-positions, {@link #parts()} a frame, frame after frame.
     *
     * @throws BadInputException if there are not as many frames as here, or more sub-positions than an array holds
     */
    public Positions subPositions(Positions positions) {
        int n = positions.count();
        if (n != y.length) {
            throw new BadInputException("a motion needs one value a frame: " + n + " frames, got " + y.length);
        }
        long all = (long) n * parts;
        if (all > MOST_SUB_POSITIONS) {
            throw new BadInputException(n + " frames of " + parts + " sub-positions have " + all + " of them; at most "
                    + MOST_SUB_POSITIONS + " are possible");
        }
        double[] allY = new double[(int) all];
        double[] allX = new double[(int) all];
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < parts; k++) {
                allY[j * parts + k] = positions.y()[j] + along(k) * y[j];
                allX[j * parts + k] = positions.x()[j] + along(k) * x[j];
            }
        }
        return new Positions(allY, allX);
    }
}
