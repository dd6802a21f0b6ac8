package org.polyptych.physics;

import org.polyptych.core.ComplexImage;

/**
 * The pixels of an object, each divided into {@code factor} x {@code factor}: the same area, with the borders of the
 * coarse pixels among those of the fine ones. With a factor of 1 they are the object's own.
 *
 * @param coarse has the pixels; its content is not used
 * @param factor at least 1
 */
public record FinerPixels(Specimen coarse, int factor) {
    public FinerPixels {
        if (factor < 1) {
            throw new IllegalArgumentException("factor must be 1 or more, got " + factor);
        }
    }

    public int rows() {
        return Math.multiplyExact(coarse.rows(), factor);
    }

    public int columns() {
        return Math.multiplyExact(coarse.columns(), factor);
    }

    /** The row of the coarse pixels, with fraction, on which the middle of a fine row lies; columns are alike. */
    public double inCoarse(int fine) {
        return (fine + 0.5) / factor - 0.5;
    }

    /**
     * Images on the fine pixels, in their place.
     *
     * @param images [mode][slice], {@link #rows} x {@link #columns}; kept, not copied
     */
    public Specimen specimen(ComplexImage[][] images) {
        return new Specimen(
                images,
                coarse.pixelHeight() / factor,
                coarse.pixelWidth() / factor,
                coarse.centreY() + (inCoarse(rows() / 2) - coarse.rows() / 2) * coarse.pixelHeight(),
                coarse.centreX() + (inCoarse(columns() / 2) - coarse.columns() / 2) * coarse.pixelWidth(),
                coarse.sliceSpacing().clone(),
                coarse.tilt());
    }
}
