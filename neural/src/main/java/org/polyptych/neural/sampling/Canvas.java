package org.polyptych.neural.sampling;

import org.polyptych.core.ComplexImage;

/**
 * Where an object lies among the pixels that a prior is asked for: in the middle, with a margin where the object is smaller than
 * the patches that the prior knows. What lies in the margin the data do not see.
 *
 * @param rows of the prior's pixels
 * @param columns of the same
 * @param top row of them on which the object's first row lies
 * @param left column of them on which its first column lies
 * @param objectRows of the object
 * @param objectColumns of the object
 */
public record Canvas(int rows, int columns, int top, int left, int objectRows, int objectColumns) {
    /** The smallest that holds an object and a patch. */
    public static Canvas of(int objectRows, int objectColumns, int side) {
        int rows = Math.max(objectRows, side);
        int columns = Math.max(objectColumns, side);
        return new Canvas(
                rows, columns, (rows - objectRows) / 2, (columns - objectColumns) / 2, objectRows, objectColumns);
    }

    /** Puts the object in its place among pixels of the prior. */
    public void put(ComplexImage object, ComplexImage all) {
        for (int y = 0; y < objectRows; y++) {
            int to = (top + y) * columns + left;
            System.arraycopy(object.re(), y * objectColumns, all.re(), to, objectColumns);
            System.arraycopy(object.im(), y * objectColumns, all.im(), to, objectColumns);
        }
    }

    /** Takes the object out. */
    public void take(ComplexImage all, ComplexImage object) {
        for (int y = 0; y < objectRows; y++) {
            int from = (top + y) * columns + left;
            System.arraycopy(all.re(), from, object.re(), y * objectColumns, objectColumns);
            System.arraycopy(all.im(), from, object.im(), y * objectColumns, objectColumns);
        }
    }
}
