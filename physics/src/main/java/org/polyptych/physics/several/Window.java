package org.polyptych.physics.several;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Specimen;

/**
 * A piece of a common object, and where it lies in the coordinates of its own scan.
 *
 * @param down the common y of what is at y = 0 there, in metres
 * @param right the common x of what is at x = 0 there, in metres
 * @param top common y of the piece's first row, in metres
 * @param left common x of its first column, in metres
 * @param rows of the piece
 * @param columns of the piece
 */
record Window(double down, double right, double top, double left, int rows, int columns) {

    Positions of(Positions common) {
        double[] y = new double[common.count()];
        double[] x = new double[common.count()];
        for (int j = 0; j < y.length; j++) {
            y[j] = common.y()[j] - down;
            x[j] = common.x()[j] - right;
        }
        return new Positions(y, x);
    }

    Specimen of(Specimen common) {
        int row = row(common);
        int column = column(common);
        int height = Math.min(rows, common.rows() - row);
        int width = Math.min(columns, common.columns() - column);
        ComplexImage[][] images = new ComplexImage[common.modes()][common.slices()];
        for (int q = 0; q < images.length; q++) {
            for (int s = 0; s < images[q].length; s++) {
                images[q][s] = common.images()[q][s].crop(row, column, height, width);
            }
        }
        return new Specimen(
                images,
                common.pixelHeight(),
                common.pixelWidth(),
                common.centreY() + (row + height / 2 - common.rows() / 2) * common.pixelHeight() - down,
                common.centreX() + (column + width / 2 - common.columns() / 2) * common.pixelWidth() - right,
                common.sliceSpacing().clone(),
                common.tilt());
    }

    /** @param common the specimen on whose pixels the image is */
    RealImage of(RealImage image, Specimen common) {
        int row = row(common);
        int column = column(common);
        return image.crop(
                row, column, Math.min(rows, common.rows() - row), Math.min(columns, common.columns() - column));
    }

    private int row(Specimen common) {
        return (int) Math.clamp(Math.round(common.rowOf(top)), 0, common.rows() - 1);
    }

    private int column(Specimen common) {
        return (int) Math.clamp(Math.round(common.columnOf(left)), 0, common.columns() - 1);
    }
}
