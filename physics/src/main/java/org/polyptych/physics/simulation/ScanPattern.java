package org.polyptych.physics.simulation;

import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;

/** Where the frames of a scan lie, about 0. */
public sealed interface ScanPattern permits Raster, JitteredRaster, FermatSpiral, Concentric {
    /**
     * @param geometry whose pixels the pattern's lengths are in
     * @param seed of what is random in it
     */
    Positions positions(Geometry geometry, long seed);

    /** Coordinates of one frame, in pixels. */
    @FunctionalInterface
    interface Place {
        double at(int frame);
    }

    /** Positions of frames placed one by one. */
    static Positions of(int frames, Geometry geometry, Place down, Place right) {
        double[] y = new double[frames];
        double[] x = new double[frames];
        for (int j = 0; j < frames; j++) {
            y[j] = down.at(j) * geometry.pixelHeight();
            x[j] = right.at(j) * geometry.pixelWidth();
        }
        return new Positions(y, x);
    }
}
