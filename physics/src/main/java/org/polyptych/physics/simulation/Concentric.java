package org.polyptych.physics.simulation;

import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;

/**
 * Circles about the middle, 6 k frames on the k-th, from the inside out. Neighbours on a circle and between circles are
 * about as far apart.
 *
 * @param circles beside the frame in the middle
 * @param step distance of the circles in pixels
 */
public record Concentric(int circles, double step) implements ScanPattern {
    private static final int OF_THE_FIRST = 6;

    /** The frame in the middle included. */
    public int frames() {
        return 1 + OF_THE_FIRST * circles * (circles + 1) / 2;
    }

    @Override
    public Positions positions(Geometry geometry, long seed) {
        int n = frames();
        double[] radius = new double[n];
        double[] angle = new double[n];
        int j = 1;
        for (int k = 1; k <= circles; k++) {
            for (int p = 0; p < OF_THE_FIRST * k; p++) {
                radius[j] = k * step;
                angle[j++] = 2 * Math.PI * p / (OF_THE_FIRST * k);
            }
        }
        return ScanPattern.of(n, geometry, i -> radius[i] * Math.sin(angle[i]), i -> radius[i] * Math.cos(angle[i]));
    }
}
