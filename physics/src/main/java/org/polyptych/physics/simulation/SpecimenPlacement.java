package org.polyptych.physics.simulation;

import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Specimen;

/**
 * Lays an image under a scan, so that the scan lies in the image's middle and the topmost and leftmost frames start on
 * whole pixels. An image just large enough is used from its first pixel to its last.
 */
public final class SpecimenPlacement {
    /** Extents this little above a whole number of pixels are whole, in pixels. */
    private static final double WHOLE = 1e-4;

    private SpecimenPlacement() {}

    /**
     * The specimen that the image is, in metres.
     *
     * @param image with the pixels of the geometry
     * @param positions of all frames (and sub-positions, if the scan flies)
     * @throws BadInputException if the image is smaller than the scan needs
     */
    public static Specimen under(ComplexImage image, Geometry geometry, Positions positions) {
        double[] rows = range(positions.y(), geometry.pixelHeight());
        double[] columns = range(positions.x(), geometry.pixelWidth());
        int neededRows = needed(rows, geometry.rows());
        int neededColumns = needed(columns, geometry.columns());
        if (neededRows > image.rows() || neededColumns > image.columns()) {
            throw new BadInputException("the object has " + image.rows() + " x " + image.columns()
                    + " pixels, this scan needs " + neededRows + " x " + neededColumns + " (frames of "
                    + geometry.rows() + " x " + geometry.columns() + " and the way between them)");
        }
        return Specimen.of(
                image,
                geometry.pixelHeight(),
                geometry.pixelWidth(),
                centre(rows[0], image.rows(), neededRows, geometry.rows()) * geometry.pixelHeight(),
                centre(columns[0], image.columns(), neededColumns, geometry.columns()) * geometry.pixelWidth());
    }

    /** Rows and columns that an image under this scan must have at least. */
    public static int[] needed(Geometry geometry, Positions positions) {
        return new int[] {
            needed(range(positions.y(), geometry.pixelHeight()), geometry.rows()),
            needed(range(positions.x(), geometry.pixelWidth()), geometry.columns())
        };
    }

    private static int needed(double[] range, int frame) {
        double pixels = Math.ceil(range[1] - range[0] - WHOLE) + frame;
        if (pixels > Integer.MAX_VALUE) {
            throw new BadInputException("the scan is " + (range[1] - range[0]) + " pixels wide; are the positions in"
                    + " the unit that was said?");
        }
        return (int) pixels;
    }

    /** Position, in pixels, of pixel (size / 2) if the first frame starts on pixel (size - needed) / 2. */
    private static double centre(double first, int size, int needed, int frame) {
        int firstPixel = (size - needed) / 2 + frame / 2;
        return first + size / 2 - firstPixel;
    }

    /** The least and the most, in pixels. */
    private static double[] range(double[] metres, double pixel) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : metres) {
            least = Math.min(least, value / pixel);
            most = Math.max(most, value / pixel);
        }
        return new double[] {least, most};
    }
}
