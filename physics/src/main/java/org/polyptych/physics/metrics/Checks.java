package org.polyptych.physics.metrics;

import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;

/** What two images must fulfil before they are compared. */
final class Checks {
    private Checks() {}

    static void sameSize(ComplexImage a, ComplexImage b) {
        sameSize(a.rows(), a.columns(), b.rows(), b.columns());
    }

    static void sameSize(RealImage a, RealImage b) {
        sameSize(a.rows(), a.columns(), b.rows(), b.columns());
    }

    static void positive(double value, String what) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new BadInputException(what + " must be finite and above 0, got " + value);
        }
    }

    static void finite(ComplexImage... images) {
        for (ComplexImage image : images) {
            finite(image.re());
            finite(image.im());
        }
    }

    static void finite(RealImage... images) {
        for (RealImage image : images) {
            finite(image.values());
        }
    }

    private static void sameSize(int rows, int columns, int otherRows, int otherColumns) {
        if (rows != otherRows || columns != otherColumns) {
            throw new BadInputException("images of one size are needed to compare them, got " + rows + " x " + columns
                    + " and " + otherRows + " x " + otherColumns);
        }
    }

    private static void finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new BadInputException("an image with NaN or infinite values has no figure of merit");
            }
        }
    }
}
