package org.polyptych.engines.constraint;

import org.polyptych.core.ComplexImage;

/**
 * A move by whole pixels. What leaves at one side comes in at the other.
 *
 * @param down pixels
 * @param right pixels
 */
public record CyclicMove(int down, int right) implements ImageChange {
    /** Moves the images in place. */
    @Override
    public void apply(Iterable<ComplexImage> images) {
        for (ComplexImage image : images) {
            apply(image.re(), image.rows(), image.columns());
            apply(image.im(), image.rows(), image.columns());
        }
    }

    /** Moves the values of a real image in place. */
    public void apply(float[] values, int rows, int columns) {
        float[] old = values.clone();
        int shift = Math.floorMod(right, columns);
        for (int y = 0; y < rows; y++) {
            int to = Math.floorMod(y + down, rows) * columns;
            System.arraycopy(old, y * columns, values, to + shift, columns - shift);
            System.arraycopy(old, y * columns + columns - shift, values, to, shift);
        }
    }
}
