package org.polyptych.physics;

import java.util.Set;
import org.polyptych.core.ComplexImage;

/**
 * The derivative of a loss by {@link Parameters}. Complex parts are Wirtinger gradients dL / d conj(z): for a small
 * change dz the loss changes by 2 Re sum conj(gradient) dz. Parts not asked for are null.
 *
 * @param specimen on the specimen's grid
 * @param probe one image a mode
 * @param positions by metre, one a frame, 0 for frames outside the range
 */
public record Gradient(ComplexImage specimen, ComplexImage[] probe, Positions positions) {
    /** Parts of a gradient. */
    public enum Part {
        SPECIMEN,
        PROBE,
        POSITIONS
    }

    /** Every part. */
    public static final Set<Part> ALL = Set.of(Part.values());
}
