package org.polyptych.physics.simulation;

import org.polyptych.core.RandomStream;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;

/**
 * A raster whose frames are displaced at random, which breaks the period that object and probe of a raster can share.
 * The displacements are known: they are in the positions that the scan says.
 *
 * @param raster without displacements
 * @param jitter each coordinate is displaced by up to this many pixels either way, evenly
 */
public record JitteredRaster(Raster raster, double jitter) implements ScanPattern {
    static final long STREAM = 1L << 40;

    @Override
    public Positions positions(Geometry geometry, long seed) {
        RandomStream random = new RandomStream(seed, STREAM);
        Positions regular = raster.positions(geometry);
        double[] y = regular.y();
        double[] x = regular.x();
        for (int j = 0; j < y.length; j++) {
            y[j] += (2 * random.uniform() - 1) * jitter * geometry.pixelHeight();
            x[j] += (2 * random.uniform() - 1) * jitter * geometry.pixelWidth();
        }
        return regular;
    }
}
