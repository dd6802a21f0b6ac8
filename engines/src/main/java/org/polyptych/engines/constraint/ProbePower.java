package org.polyptych.engines.constraint;

import java.util.List;
import org.polyptych.core.ComplexImage;

/**
 * The probe's power, the sum of |P|^2 over pixels and modes, is a given one; the object takes the inverse factor, so that
 * every exit wave stays what it was. The data leave this factor free. A probe of zeros, or one that is not finite, stays
 * as it is.
 *
 * @param power in counts, above 0
 */
public record ProbePower(double power) {
    /** For an object of one slice and one state. */
    public void apply(ComplexImage object, ComplexImage... modes) {
        apply(List.of(object), List.of(), modes);
    }

    /**
     * @param objects that take the inverse factor: the object, of several states the first slice of each
     * @param variations that take the factor too, without a say in it
     */
    public void apply(List<ComplexImage> objects, List<ComplexImage> variations, ComplexImage... modes) {
        double now = 0;
        for (ComplexImage mode : modes) {
            now += mode.power();
        }
        double factor = Math.sqrt(power / now);
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            return;
        }
        for (ComplexImage mode : modes) {
            mode.scale(factor);
        }
        variations.forEach(image -> image.scale(factor));
        objects.forEach(object -> object.scale(1 / factor));
    }
}
