package org.polyptych.physics.metrics;

import org.polyptych.core.RealImage;

/**
 * The plane constant + down y + across x nearest to a real image, by least squares with all pixels alike; y and x are
 * counted from the middle of the image, (rows - 1) / 2 and (columns - 1) / 2.
 *
 * @param constant mean of the image
 * @param down rise from one row to the next
 * @param across rise from one column to the next
 */
public record Plane(double constant, double down, double across) {

    /** Fits; an image of one row or column has no slope along it. */
    public static Plane of(RealImage image) {
        Checks.finite(image);
        double sum = 0;
        double byRow = 0;
        double byColumn = 0;
        double rowSquares = 0;
        double columnSquares = 0;
        for (int y = 0, i = 0; y < image.rows(); y++) {
            double dy = y - (image.rows() - 1) / 2.0;
            for (int x = 0; x < image.columns(); x++, i++) {
                double dx = x - (image.columns() - 1) / 2.0;
                double value = image.values()[i];
                sum += value;
                byRow += dy * value;
                byColumn += dx * value;
                rowSquares += dy * dy;
                columnSquares += dx * dx;
            }
        }
        return new Plane(
                sum / image.size(),
                rowSquares > 0 ? byRow / rowSquares : 0,
                columnSquares > 0 ? byColumn / columnSquares : 0);
    }

    /** Without its slopes: removing this takes away the mean alone. */
    public Plane level() {
        return new Plane(constant, 0, 0);
    }

    /** The image minus the plane, as a new image. */
    public RealImage removedFrom(RealImage image) {
        RealImage out = RealImage.zeros(image.rows(), image.columns());
        for (int y = 0, i = 0; y < image.rows(); y++) {
            double row = constant + down * (y - (image.rows() - 1) / 2.0);
            for (int x = 0; x < image.columns(); x++, i++) {
                out.values()[i] = (float) (image.values()[i] - row - across * (x - (image.columns() - 1) / 2.0));
            }
        }
        return out;
    }
}
