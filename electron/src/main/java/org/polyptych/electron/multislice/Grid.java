package org.polyptych.electron.multislice;

import org.polyptych.physics.Specimen;

/**
 * Pixels on which potentials are computed, continued periodically. Metres.
 *
 * @param top y of the middle of the first row
 * @param left x of the middle of the first column
 */
public record Grid(int rows, int columns, double pixelHeight, double pixelWidth, double top, double left) {

    /** The pixels of a specimen, whose images are not looked at. */
    static Grid of(Specimen specimen) {
        return new Grid(
                specimen.rows(),
                specimen.columns(),
                specimen.pixelHeight(),
                specimen.pixelWidth(),
                specimen.centreY() - specimen.rows() / 2 * specimen.pixelHeight(),
                specimen.centreX() - specimen.columns() / 2 * specimen.pixelWidth());
    }

    /** With so many further pixels on every side. */
    Grid wider(int pixels) {
        return new Grid(
                rows + 2 * pixels,
                columns + 2 * pixels,
                pixelHeight,
                pixelWidth,
                top - pixels * pixelHeight,
                left - pixels * pixelWidth);
    }

    double height() {
        return rows * pixelHeight;
    }

    double width() {
        return columns * pixelWidth;
    }
}
