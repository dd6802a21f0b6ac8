package org.polyptych.physics.protocol;

/** How the pixels of a reconstruction and of a truth find each other. Whole pixels only: nothing is interpolated. */
public enum Placement {
    /**
     * By coordinates where both have them. Else, where the reconstruction knows its positions, as {@code simulate} lays an
     * object under a scan: its first pixel on the first pixel that any frame's patch covers, or, where the object is larger
     * than the scan needs, its middle under the scan's middle. Else pixel on pixel, for images of one size.
     */
    AUTOMATIC,
    /** The truth's first pixel on the first pixel that any frame's patch covers, whatever its size. */
    CORNER,
    /** The middle pixels (rows / 2, columns / 2) on each other. */
    CENTRE
}
