package org.polyptych.physics.simulation;

import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;

/**
 * A Fermat spiral, radius c sqrt(j), a golden angle further from frame to frame (Huang et al., Opt. Express 22, 12634,
 * 2014): even density, no lattice that could print through.
 *
 * @param frames how many
 * @param step median distance of a frame to its nearest neighbour, in pixels
 */
public record FermatSpiral(int frames, double step) implements ScanPattern {
    /** Median distance to the nearest neighbour of a spiral with c = 1: measured, the same to 1% from 50 frames on. */
    private static final double NEIGHBOUR = 1.68;

    private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

    /** The c of the radius c sqrt(j), in pixels. */
    public double growth() {
        return step / NEIGHBOUR;
    }

    @Override
    public Positions positions(Geometry geometry, long seed) {
        double c = growth();
        return ScanPattern.of(
                frames,
                geometry,
                j -> c * Math.sqrt(j) * Math.sin(j * GOLDEN_ANGLE),
                j -> c * Math.sqrt(j) * Math.cos(j * GOLDEN_ANGLE));
    }
}
