package org.polyptych.physics;

import org.polyptych.core.BadInputException;

/**
 * Geometry of an electron scan.
 *
 * @param rows detector rows
 * @param columns detector columns
 * @param pixelHeight specimen pixel in metres
 * @param pixelWidth specimen pixel in metres
 * @param voltage acceleration voltage in volts, NaN if unknown
 * @param distance camera length in metres, NaN if unknown
 */
public record ElectronGeometry(
        int rows, int columns, double pixelHeight, double pixelWidth, double voltage, double distance)
        implements Geometry {
    private static final double PLANCK = 6.62607015e-34;
    private static final double ELECTRON_MASS = 9.1093837015e-31;
    private static final double ELEMENTARY_CHARGE = 1.602176634e-19;
    private static final double LIGHT = 299792458.0;

    public ElectronGeometry {
        if (!(pixelHeight > 0 && pixelHeight < Double.POSITIVE_INFINITY)
                || !(pixelWidth > 0 && pixelWidth < Double.POSITIVE_INFINITY)) {
            throw new BadInputException(
                    "the specimen pixel must be larger than 0 m and finite, got " + pixelHeight + " x " + pixelWidth);
        }
    }

    /** Relativistic de Broglie wavelength, h c / sqrt(eU (eU + 2 m c^2)). */
    @Override
    public double wavelength() {
        double energy = ELEMENTARY_CHARGE * voltage;
        return PLANCK * LIGHT / Math.sqrt(energy * (energy + 2 * ELECTRON_MASS * LIGHT * LIGHT));
    }
}
