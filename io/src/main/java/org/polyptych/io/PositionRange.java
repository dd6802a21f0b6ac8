package org.polyptych.io;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;

/** Looks whether positions can be what they are taken for. */
final class PositionRange {
    /** How the notes begin. */
    static final String SPAN = "warning: the positions span ";

    static final String FAR_STEPS = "warning: neighbouring positions lie ";

    private static final double FEWEST_PIXELS = 1;
    private static final double MOST_PIXELS = 100_000;
    /** Neighbours further apart than this share of the window overlap too little for ptychography. */
    private static final double LARGEST_STEP = 0.5;
    /** How many frames' neighbours are looked for. */
    private static final int FRAMES_LOOKED_AT = 200;

    private PositionRange() {}

    /** Positions in other units are off by a factor of a thousand or more; that shows in the size of the object. */
    static void noteUnits(Positions positions, Geometry geometry, List<String> notes) {
        double rows = range(positions.y()) / geometry.pixelHeight();
        double columns = range(positions.x()) / geometry.pixelWidth();
        double most = Math.max(rows, columns);
        if (positions.count() > 1 && (most < FEWEST_PIXELS || most > MOST_PIXELS)) {
            notes.add(String.format(Locale.ROOT, SPAN + "%.3g x %.3g pixels; are they in metres?", rows, columns));
        }
    }

    /** A near-field scan taken for a far-field one has a window that is far too small for its steps. */
    static void noteStep(Positions positions, Geometry geometry, List<String> notes) {
        double share = medianStep(positions, geometry);
        if (share > LARGEST_STEP) {
            notes.add(
                    String.format(
                            Locale.ROOT,
                            FAR_STEPS + "%.2g windows of %.3g um apart, little overlap%s",
                            share,
                            geometry.rows() * geometry.pixelHeight() * 1e6,
                            geometry.near().isPresent()
                                    ? "; check the magnification"
                                    : " for a far-field scan: if this is near field (Fresnel), say so with file.nearField=true"));
        }
    }

    /** The median distance to the nearest neighbour, as a share of the probe's window; 0 for a single frame. */
    private static double medianStep(Positions positions, Geometry geometry) {
        int count = positions.count();
        if (count < 2) {
            return 0;
        }
        int looked = Math.min(count, FRAMES_LOOKED_AT);
        double[] steps = new double[looked];
        for (int k = 0; k < looked; k++) {
            int j = (int) ((long) k * count / looked);
            steps[k] = Double.POSITIVE_INFINITY;
            for (int other = 0; other < count; other++) {
                if (other != j) {
                    double dy = (positions.y()[other] - positions.y()[j]) / (geometry.rows() * geometry.pixelHeight());
                    double dx =
                            (positions.x()[other] - positions.x()[j]) / (geometry.columns() * geometry.pixelWidth());
                    steps[k] = Math.min(steps[k], Math.hypot(dy, dx));
                }
            }
        }
        Arrays.sort(steps);
        return steps[looked / 2];
    }

    private static double range(double[] values) {
        return Arrays.stream(values).max().orElse(0)
                - Arrays.stream(values).min().orElse(0);
    }
}
