package org.polyptych.physics;

import org.polyptych.core.BadInputException;

/**
 * Where the probe's centre pixel lies on the specimen, frame by frame, in metres; +y is down, +x is right.
 *
 * @param y one value a frame
 * @param x one value a frame
 */
public record Positions(double[] y, double[] x) {
    public Positions {
        if (y.length != x.length) {
            throw new BadInputException(
                    "positions need as many y as x values, got " + y.length + " y and " + x.length + " x");
        }
        for (int j = 0; j < y.length; j++) {
            if (!Double.isFinite(y[j]) || !Double.isFinite(x[j])) {
                throw new BadInputException("the position of frame " + j + " is not a finite number");
            }
        }
    }

    public int count() {
        return y.length;
    }

    /** The positions of the given frames, in the order given. */
    public Positions select(int[] indices) {
        double[] sy = new double[indices.length];
        double[] sx = new double[indices.length];
        for (int k = 0; k < indices.length; k++) {
            sy[k] = y[indices[k]];
            sx[k] = x[indices[k]];
        }
        return new Positions(sy, sx);
    }
}
