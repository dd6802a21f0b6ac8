package org.polyptych.physics;

import org.polyptych.core.BadInputException;

/**
 * That the detector sees the specimen's near field (Fresnel), by a beam from a point: a cone beam that magnifies, or with
 * magnification 1 a parallel one. By the Fresnel scaling theorem (Paganin, Coherent X-Ray Optics, 2006, section 1.4.6) a
 * cone beam gives the pattern of a parallel one at the distance z / M on pixels of the detector's pixel / M, where z is
 * the distance from specimen to detector. With the focus z01 before the specimen that is z01 (1 - 1 / M), and M = 1 + z /
 * z01.
 *
 * @param magnification M, above 0; 1 for a parallel beam
 */
public record NearField(double magnification) {
    public static final NearField PARALLEL = new NearField(1);

    public NearField {
        if (!(magnification > 0 && magnification < Double.POSITIVE_INFINITY)) {
            throw new BadInputException("the magnification must be above 0 and finite, got " + magnification);
        }
    }

    /**
     * The near field of a beam with a focus before the specimen.
     *
     * @param focusToSpecimen in metres, above 0
     * @param distance specimen to detector, in metres
     */
    public static NearField behindFocus(double focusToSpecimen, double distance) {
        return new NearField(1 + distance / focusToSpecimen);
    }
}
