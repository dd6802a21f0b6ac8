package org.polyptych.engines.refine;

import org.polyptych.core.ComplexImage;
import org.polyptych.physics.FreeSpace;

/**
 * The derivative of what is {@link Seen} by one number of the geometry. What does not change is null.
 *
 * @param object dO
 * @param stretchDown of an object that is stretched about the middle of each frame, its derivative down, a pixel
 * @param stretchRight the same to the right
 * @param probe dP, one a mode
 * @param detector empty space at the detector, where waves are propagated farther
 */
record Tangent(
        ComplexImage object,
        ComplexImage stretchDown,
        ComplexImage stretchRight,
        ComplexImage[] probe,
        FreeSpace detector) {}
