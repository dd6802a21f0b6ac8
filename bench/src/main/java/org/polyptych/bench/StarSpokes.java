package org.polyptych.bench;

import org.polyptych.core.RealImage;
import org.polyptych.physics.metrics.SpokeCentre;
import org.polyptych.physics.metrics.SpokeContrast;

/**
 * Where the star lies in a picture of its middle, and the circles on which its spokes are looked at.
 *
 * @param centre of the star
 * @param from least radius, in pixels
 * @param reach greatest radius whose circle lies inside the picture, in whole pixels
 */
public record StarSpokes(SpokeCentre centre, double from, double reach) {
    /** Finds the star near the middle of a picture. */
    public static StarSpokes of(RealImage phase) {
        double half = Math.min(phase.rows(), phase.columns()) / 2.0;
        SpokeCentre star = SpokeCentre.find(phase, half, half, 0.3 * half, half - SpokeCentre.FARTHEST - 1);
        double reach = Math.floor(Math.min(
                Math.min(star.y(), phase.rows() - 1 - star.y()), Math.min(star.x(), phase.columns() - 1 - star.x())));
        return new StarSpokes(star, Math.ceil(0.15 * half), reach);
    }

    /** The contrast of the spokes in a picture of the same pixels. */
    public SpokeContrast contrast(RealImage phase) {
        return SpokeContrast.of(phase, centre, from, reach);
    }
}
