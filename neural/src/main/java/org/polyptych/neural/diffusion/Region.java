package org.polyptych.neural.diffusion;

import org.polyptych.core.ComplexImage;

/** A rectangle of an image. */
record Region(ComplexImage image, int top, int left, int rows, int columns) {
    static Region all(ComplexImage image) {
        return new Region(image, 0, 0, image.rows(), image.columns());
    }

    /** Pixels. */
    long size() {
        return (long) rows * columns;
    }

    ComplexImage cut() {
        return image.crop(top, left, rows, columns);
    }

    /** The part of it at a place of its own. */
    ComplexImage cut(int row, int column, int height, int width) {
        return image.crop(top + row, left + column, height, width);
    }
}
