package org.polyptych.physics.protocol;

/** How the pixels of a reconstruction and of a truth find each other. Whole pixels only: nothing is interpolated. */
public enum Placement {
    /**
     * By coordinates where both have them; else {@link #CORNER} where the reconstruction knows its positions; else pixel
     * on pixel, for images of one size.
     */
    AUTOMATIC,
    /**
     * The truth's first pixel on the first pixel that any frame's patch covers: the smallest position, less half the
     * probe. That is where simulations that cut patches from an array put it.
     */
    CORNER,
    /** The middle pixels (rows / 2, columns / 2) on each other. */
    CENTRE
}
