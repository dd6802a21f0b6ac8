package org.polyptych.physics.simulation;

import org.polyptych.core.RandomStream;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;

/** A stage that is not where it says. */
public final class PositionErrors {
    private static final long STREAM = 2L << 40;

    private PositionErrors() {}

    /**
     * Where the frames really are.
     *
     * @param nominal what the scan says
     * @param sigma of the error of each coordinate, normal, in pixels
     */
    public static Positions of(Positions nominal, Geometry geometry, double sigma, long seed) {
        RandomStream random = new RandomStream(seed, STREAM);
        double[] y = nominal.y().clone();
        double[] x = nominal.x().clone();
        for (int j = 0; j < y.length; j++) {
            y[j] += sigma * random.gaussian() * geometry.pixelHeight();
            x[j] += sigma * random.gaussian() * geometry.pixelWidth();
        }
        return new Positions(y, x);
    }
}
