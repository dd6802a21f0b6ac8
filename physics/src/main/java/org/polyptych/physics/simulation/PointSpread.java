package org.polyptych.physics.simulation;

/**
 * A detector whose pixels share their light with their neighbours: intensities are convolved with a Gaussian. What is
 * spread beyond the detector's edge is lost.
 *
 * @param sigma in detector pixels; 0 for none
 */
public record PointSpread(double sigma) {
    public static final PointSpread NONE = new PointSpread(0);

    public PointSpread {
        if (!(sigma >= 0 && sigma < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a point spread needs a finite sigma of 0 or more, got " + sigma);
        }
    }

    /** Spreads one frame, zero frequency at N/2, in place. */
    void apply(float[] intensity, int rows, int columns) {
        if (sigma > 0) {
            GaussianBlur.dark(intensity, rows, columns, sigma);
        }
    }
}
