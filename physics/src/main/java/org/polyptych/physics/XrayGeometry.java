package org.polyptych.physics;

import java.util.Optional;
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
 * @param near the near field that the detector sees; empty for the far field
 */
public record XrayGeometry(
        int rows,
        int columns,
        double pixelHeight,
        double pixelWidth,
        double energyEv,
        double distance,
        Optional<NearField> near)
        implements Geometry {

    public XrayGeometry {
        if (!(pixelHeight > 0 && pixelHeight < Double.POSITIVE_INFINITY)
                || !(pixelWidth > 0 && pixelWidth < Double.POSITIVE_INFINITY)) {
            throw new BadInputException(
                    "the specimen pixel must be larger than 0 m and finite, got " + pixelHeight + " x " + pixelWidth);
        }
        if (near.isPresent() && !(distance > 0 && energyEv > 0)) {
            throw new BadInputException("near field needs the distance to the detector and the energy, got " + distance
                    + " m and " + energyEv + " eV");
        }
    }

    /** The far field. */
    public XrayGeometry(
            int rows, int columns, double pixelHeight, double pixelWidth, double energyEv, double distance) {
        this(rows, columns, pixelHeight, pixelWidth, energyEv, distance, Optional.empty());
    }

    /**
     * The near field on a detector.
     *
     * @param detectorPixelHeight in metres
     * @param detectorPixelWidth in metres
     */
    public static XrayGeometry near(
            int rows,
            int columns,
            double detectorPixelHeight,
            double detectorPixelWidth,
            double energyEv,
            double distance,
            NearField near) {
        double m = near.magnification();
        return new XrayGeometry(
                rows, columns, detectorPixelHeight / m, detectorPixelWidth / m, energyEv, distance, Optional.of(near));
    }

    @Override
    public double wavelength() {
        return Units.PLANCK_TIMES_LIGHT_EV_M / energyEv;
    }

    @Override
    public double detectorPixelHeight() {
        return near.map(n -> n.magnification() * pixelHeight).orElseGet(Geometry.super::detectorPixelHeight);
    }

    @Override
    public double detectorPixelWidth() {
        return near.map(n -> n.magnification() * pixelWidth).orElseGet(Geometry.super::detectorPixelWidth);
    }
}
