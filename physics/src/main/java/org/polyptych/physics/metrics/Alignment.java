package org.polyptych.physics.metrics;

import org.polyptych.core.ComplexImage;

/**
 * Two images brought together, and what it took. What the reference shows at r, the image showed at r + shift, its
 * middle pixel on that of the reference at shift 0.
 *
 * @param shiftY pixels down
 * @param shiftX pixels to the right
 * @param rampY radians from one row to the next, taken out of the image
 * @param rampX radians from one column to the next, taken out of the image
 * @param scaleRe real part of the factor that the image was multiplied by
 * @param scaleIm imaginary part of the same
 * @param region the part of the reference that is compared
 * @param reference that part, untouched
 * @param image the image on the same grid, with shift, ramp and scale taken out
 */
public record Alignment(
        double shiftY,
        double shiftX,
        double rampY,
        double rampX,
        double scaleRe,
        double scaleIm,
        Region region,
        ComplexImage reference,
        ComplexImage image) {

    /** Modulus of the factor that the image was multiplied by. */
    public double scale() {
        return Math.hypot(scaleRe, scaleIm);
    }

    /** Cycles of the ramp over the height of the region. */
    public double cyclesDown() {
        return rampY * region.rows() / (2 * Math.PI);
    }

    /** Cycles of the ramp over the width of the region. */
    public double cyclesAcross() {
        return rampX * region.columns() / (2 * Math.PI);
    }

    /** Shift and ramp, to be undone in other images. */
    public Displacement displacement() {
        return new Displacement(shiftY, shiftX, rampY, rampX);
    }
}
