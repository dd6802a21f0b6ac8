package org.polyptych.electron.structure;

import org.polyptych.core.BadInputException;
import org.polyptych.electron.scattering.Element;

/**
 * An atom and where it is on average. Metres: y down and x right from the middle of the scan, z along the beam from the
 * entrance plane.
 *
 * @param number atomic number
 * @param occupancy part of the site that is filled, above 0 and at most 1
 * @param meanSquare mean square displacement u^2 along each axis in square metres, 0 for an atom at rest; B = 8 pi^2 u^2
 */
public record Atom(int number, double y, double x, double z, double occupancy, double meanSquare) {

    public Atom {
        if (number < 1 || number > Element.LAST) {
            throw new BadInputException("an atomic number must be 1 to " + Element.LAST + ", got " + number);
        }
        if (!Double.isFinite(y) || !Double.isFinite(x) || !Double.isFinite(z)) {
            throw new BadInputException("an atom must be somewhere, got " + y + ", " + x + ", " + z + " m");
        }
        if (!(occupancy > 0 && occupancy <= 1)) {
            throw new BadInputException("an occupancy must be above 0 and at most 1, got " + occupancy);
        }
        if (!(meanSquare >= 0 && meanSquare < Double.POSITIVE_INFINITY)) {
            throw new BadInputException("a mean square displacement must be 0 or more, got " + meanSquare + " m^2");
        }
    }

    /** The same atom elsewhere. */
    public Atom at(double newY, double newX, double newZ) {
        return new Atom(number, newY, newX, newZ, occupancy, meanSquare);
    }
}
