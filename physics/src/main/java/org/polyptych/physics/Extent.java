package org.polyptych.physics;

/**
 * How far values reach along one axis.
 *
 * @param least of them
 * @param most of them
 */
public record Extent(double least, double most) {
    /** Lengths this little above a whole number of pixels are whole: rounding errors of positions in metres. */
    private static final double WHOLE = 1e-3;

    /** @param values positions along the axis, in metres, at least one */
    public static Extent of(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return new Extent(least, most);
    }

    /** From the first to the last, in the unit of the values. */
    public double length() {
        return most - least;
    }

    /**
     * Pixels from the first to the last, rounded up to a whole number.
     *
     * @param pixel in the unit of the values
     */
    public double wholePixels(double pixel) {
        return Math.ceil(length() / pixel - WHOLE);
    }
}
