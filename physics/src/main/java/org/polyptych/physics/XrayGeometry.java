package org.polyptych.physics;

import org.polyptych.core.BadInputException;
import org.polyptych.core.Units;

/**
 * Geometry of an X-ray scan.
 *
 * @param rows detector rows
 * @param columns detector columns
 * @param pixelHeight specimen pixel in metres
 * @param pixelWidth specimen pixel in metres
 * @param energyEv photon energy in eV, NaN if unknown
 * @param distance specimen to detector in metres, NaN if unknown
 */
public record XrayGeometry(
        int rows, int columns, double pixelHeight, double pixelWidth, double energyEv, double distance)
        implements Geometry {

    public XrayGeometry {
        if (!(pixelHeight > 0 && pixelHeight < Double.POSITIVE_INFINITY)
                || !(pixelWidth > 0 && pixelWidth < Double.POSITIVE_INFINITY)) {
            throw new BadInputException(
                    "the specimen pixel must be larger than 0 m and finite, got " + pixelHeight + " x " + pixelWidth);
        }
    }

    @Override
    public double wavelength() {
        return Units.PLANCK_TIMES_LIGHT_EV_M / energyEv;
    }
}
