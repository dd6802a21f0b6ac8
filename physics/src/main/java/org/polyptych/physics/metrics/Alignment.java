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

    /**
     * The probe that belongs to the aligned object, with the scale left as it is. A shift of the object goes with the
     * same shift of the probe, a ramp of the object with the opposite ramp of the probe: P(r) O(r + r_j) keeps its
     * modulus in every pattern.
     *
     * @param probe found together with the object
     * @return of the same size, its edges continued where the shift brings in new pixels
     */
    public ComplexImage counterpart(ComplexImage probe) {
        return new Displacement(shiftY, shiftX, -rampY, -rampX).undone(probe);
    }
}
