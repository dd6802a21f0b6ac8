package org.polyptych.physics.simulation;

import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Specimen;

/**
 * Lays an image under a scan, so that the scan lies in the image's middle and the topmost and leftmost frames start on
 * whole pixels. An image just large enough is used from its first pixel to its last.
 */
public final class SpecimenPlacement {
    private SpecimenPlacement() {}

    /**
     * The specimen that the image is, in metres.
     *
     * @param image with the pixels of the geometry
     * @param positions of all frames (and sub-positions, if the scan flies)
     * @throws BadInputException if the image is smaller than the scan needs
     */
    public static Specimen under(ComplexImage image, Geometry geometry, Positions positions) {
        double pixelHeight = geometry.pixelHeight();
        double pixelWidth = geometry.pixelWidth();
        Extent rows = Extent.of(positions.y());
        Extent columns = Extent.of(positions.x());
        int neededRows = needed(rows, pixelHeight, geometry.rows());
        int neededColumns = needed(columns, pixelWidth, geometry.columns());
        if (neededRows > image.rows() || neededColumns > image.columns()) {
            throw new BadInputException("the object has " + image.rows() + " x " + image.columns()
                    + " pixels, this scan needs " + neededRows + " x " + neededColumns + " (frames of "
                    + geometry.rows() + " x " + geometry.columns() + " and the way between them)");
        }
        return Specimen.of(
                image,
                pixelHeight,
                pixelWidth,
                centre(rows.least() / pixelHeight, image.rows(), neededRows, geometry.rows()) * pixelHeight,
                centre(columns.least() / pixelWidth, image.columns(), neededColumns, geometry.columns()) * pixelWidth);
    }

    /** Rows and columns that an image under this scan must have at least. */
    public static int[] needed(Geometry geometry, Positions positions) {
        return new int[] {
            needed(Extent.of(positions.y()), geometry.pixelHeight(), geometry.rows()),
            needed(Extent.of(positions.x()), geometry.pixelWidth(), geometry.columns())
        };
    }

    /** Row and column of the specimen on which the topmost and the leftmost frame start. */
    public static int[] firstPixel(Specimen specimen, Geometry geometry, Positions positions) {
        double row = specimen.rowOf(Extent.of(positions.y()).least());
        double column = specimen.columnOf(Extent.of(positions.x()).least());
        return new int[] {(int) Math.rint(row) - geometry.rows() / 2, (int) Math.rint(column) - geometry.columns() / 2};
    }

    private static int needed(Extent extent, double pixel, int frame) {
        double pixels = extent.wholePixels(pixel) + frame;
        if (pixels > Integer.MAX_VALUE) {
            throw new BadInputException("the scan is " + extent.length() / pixel
                    + " pixels wide; are the positions in the unit that was said?");
        }
        return (int) pixels;
    }

    /** Position, in pixels, of pixel (size / 2) if the first frame starts on pixel (size - needed) / 2. */
    private static double centre(double first, int size, int needed, int frame) {
        int firstPixel = (size - needed) / 2 + frame / 2;
        return first + size / 2 - firstPixel;
    }
}
