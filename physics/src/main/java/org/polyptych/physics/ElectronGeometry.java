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
    public ElectronGeometry {
        if (!(pixelHeight > 0 && pixelHeight < Double.POSITIVE_INFINITY)
                || !(pixelWidth > 0 && pixelWidth < Double.POSITIVE_INFINITY)) {
            throw new BadInputException(
                    "the specimen pixel must be larger than 0 m and finite, got " + pixelHeight + " x " + pixelWidth);
        }
    }

    @Override
    public double wavelength() {
        return wave().wavelength();
    }

    /** The electrons themselves. */
    public ElectronWave wave() {
        return new ElectronWave(voltage);
    }
}
