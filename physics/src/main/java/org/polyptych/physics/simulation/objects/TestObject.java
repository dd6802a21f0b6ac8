package org.polyptych.physics.simulation.objects;

import org.polyptych.core.ComplexImage;

/** Something to lie in the beam, on as many pixels as wanted. Lengths in its settings are pixels of the scan. */
public sealed interface TestObject permits SiemensStar, Letters, Cells, Circuit, Lines, GaussianField {
    /**
     * The transmission.
     *
     * @param rows of the image
     * @param columns of the image
     * @param scale pixels of the image to a pixel of the scan: 1, or 2 on the finer grid. The same object is drawn finer
     * @param seed of what is random in it
     */
    ComplexImage image(int rows, int columns, int scale, long seed);
}
