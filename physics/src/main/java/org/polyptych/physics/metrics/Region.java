package org.polyptych.physics.metrics;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;

/**
 * A rectangle of pixels.
 *
 * @param top first row
 * @param left first column
 * @param rows at least 1
 * @param columns at least 1
 */
public record Region(int top, int left, int rows, int columns) {

    /** The whole image. */
    public static Region whole(ComplexImage image) {
        return new Region(0, 0, image.rows(), image.columns());
    }

    /** The middle of an image, no larger than the image: pixel (rows / 2, columns / 2) of one lies on that of the other. */
    public static Region central(ComplexImage image, int rows, int columns) {
        int height = Math.min(rows, image.rows());
        int width = Math.min(columns, image.columns());
        return new Region(image.rows() / 2 - height / 2, image.columns() / 2 - width / 2, height, width);
    }

    /** What two rectangles share; its sides are 0 or less where they share nothing. */
    public Region shared(Region other) {
        int firstRow = Math.max(top, other.top);
        int firstColumn = Math.max(left, other.left);
        return new Region(
                firstRow,
                firstColumn,
                Math.min(top + rows, other.top + other.rows) - firstRow,
                Math.min(left + columns, other.left + other.columns) - firstColumn);
    }

    /** The same rectangle elsewhere. */
    public Region moved(int down, int right) {
        return new Region(top + down, left + right, rows, columns);
    }

    /** Whether the other rectangle lies in this one. */
    public boolean contains(Region other) {
        return shared(other).equals(other);
    }

    /** The pixels of the rectangle, as a copy. */
    public ComplexImage of(ComplexImage image) {
        return image.crop(top, left, rows, columns);
    }

    /** The pixels of the rectangle, as a copy. */
    public RealImage of(RealImage image) {
        return image.crop(top, left, rows, columns);
    }
}
