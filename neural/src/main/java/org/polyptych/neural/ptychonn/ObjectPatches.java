package org.polyptych.neural.ptychonn;

import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Resampled;
import org.polyptych.physics.Specimen;

/**
 * The squares of an object under the middles of frames: what a supervised network is to say. At whole pixels they are cut
 * out; elsewhere, and where the object's pixels are not those of the scan, they are interpolated ({@link Resampled}).
 */
final class ObjectPatches {
    /** Fractions below this are whole pixels, in pixels. */
    private static final double WHOLE = 1e-4;

    /** Pixels around a square that interpolation reads. */
    private static final int RIM = 4;

    private final Specimen object;
    private final Positions positions;
    private final Geometry geometry;
    private final int side;
    private final boolean samePixels;

    /**
     * @param object of which the first slice of the first mode counts
     * @param side of a square, in pixels of the geometry
     * @throws BadInputException if a square does not lie on the object
     */
    ObjectPatches(String name, Specimen object, Positions positions, Geometry geometry, int side) {
        this.object = object;
        this.positions = positions;
        this.geometry = geometry;
        this.side = side;
        double down = geometry.pixelHeight() / object.pixelHeight();
        double right = geometry.pixelWidth() / object.pixelWidth();
        this.samePixels = Math.abs(down - 1) < 1e-6 && Math.abs(right - 1) < 1e-6;
        for (int j = 0; j < positions.count(); j++) {
            double top = object.rowOf(positions.y()[j]) - side / 2 * down;
            double left = object.columnOf(positions.x()[j]) - side / 2 * right;
            boolean on = top > -0.5
                    && left > -0.5
                    && top + (side - 1) * down < object.rows() - 0.5
                    && left + (side - 1) * right < object.columns() - 0.5;
            if (!on) {
                throw new BadInputException(name + ": the middle " + side + " x " + side + " pixels of frame " + j
                        + " do not lie on the object of " + object.rows() + " x " + object.columns()
                        + " pixels; is it the object of this scan?");
            }
        }
    }

    /** What lies under the middle of a frame; pixel (side / 2, side / 2) is at the frame's position. */
    ComplexImage of(int frame) {
        double row = object.rowOf(positions.y()[frame]);
        double column = object.columnOf(positions.x()[frame]);
        boolean whole =
                Math.abs(row - Math.rint(row)) < WHOLE && Math.abs(column - Math.rint(column)) < WHOLE && samePixels;
        return whole
                ? object.image().crop((int) Math.rint(row) - side / 2, (int) Math.rint(column) - side / 2, side, side)
                : interpolated(frame, row, column);
    }

    /** Of the part of the object that interpolation needs. */
    private ComplexImage interpolated(int frame, double row, double column) {
        int rows = reach(geometry.pixelHeight() / object.pixelHeight());
        int columns = reach(geometry.pixelWidth() / object.pixelWidth());
        int top = Math.max(0, (int) row - rows);
        int left = Math.max(0, (int) column - columns);
        int bottom = Math.min(object.rows(), (int) row + rows);
        int right = Math.min(object.columns(), (int) column + columns);
        ComplexImage around = object.image().crop(top, left, bottom - top, right - left);
        Specimen part = Specimen.of(
                around,
                object.pixelHeight(),
                object.pixelWidth(),
                object.centreY() + (top + around.rows() / 2 - object.rows() / 2) * object.pixelHeight(),
                object.centreX() + (left + around.columns() / 2 - object.columns() / 2) * object.pixelWidth());
        Specimen like = Specimen.of(
                ComplexImage.zeros(side, side),
                geometry.pixelHeight(),
                geometry.pixelWidth(),
                positions.y()[frame],
                positions.x()[frame]);
        return Resampled.specimen(part, like).image();
    }

    private int reach(double objectPixels) {
        return (int) Math.ceil((side / 2 + 1) * objectPixels) + RIM;
    }
}
