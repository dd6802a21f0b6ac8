package org.polyptych.bench.star;

import java.util.Arrays;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RealImage;
import org.polyptych.physics.metrics.Alignment;
import org.polyptych.physics.metrics.FourierRingCorrelation;
import org.polyptych.physics.metrics.Region;
import org.polyptych.physics.metrics.Registration;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.protocol.Placement;
import org.polyptych.physics.protocol.Subject;

/**
 * A result beside a reference, brought onto the reference's middle. The compared square is the same for all results,
 * whatever light they had, so that figures can be set beside each other.
 *
 * @param alignment what was taken out and what is left
 * @param resembles false if registration found no more than chance, so that only the scale was taken out
 */
record StarPair(Alignment alignment, boolean resembles) {
    /** A shift beyond this share of the square is chance, as in the protocols. */
    private static final double FARTHEST = 0.25;

    /**
     * @param placement how their pixels find each other before they are registered
     * @param size side of the square, in pixels
     */
    static StarPair of(Subject found, Subject reference, Placement placement, int size) {
        Comparison pair = Comparison.of(found, reference, placement);
        Region middle = Region.central(pair.truth(), size, size);
        RealImage even = RealImage.zeros(pair.truth().rows(), pair.truth().columns());
        Arrays.fill(even.values(), 1);
        try {
            Alignment alignment = Registration.align(pair.truth(), pair.found(), middle, even);
            if (Math.max(Math.abs(alignment.shiftY()), Math.abs(alignment.shiftX())) <= FARTHEST * size
                    && alignment.region().equals(middle)) {
                return new StarPair(alignment, true);
            }
        } catch (BadInputException e) {
            // they share too little: not registered
        }
        return new StarPair(Registration.scale(pair.truth(), pair.found(), middle, even), false);
    }

    FourierRingCorrelation curve() {
        return FourierRingCorrelation.of(alignment.reference(), alignment.image());
    }
}
