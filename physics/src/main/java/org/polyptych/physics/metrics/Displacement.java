package org.polyptych.physics.metrics;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;

/**
 * How an image differs from a reference: what the reference shows at r, the image shows at r + shift, multiplied by a
 * phase ramp. Both are counted from the middle pixels (rows / 2, columns / 2) of the two images.
 *
 * @param shiftY pixels down
 * @param shiftX pixels to the right
 * @param rampY radians from one row to the next
 * @param rampX radians from one column to the next
 */
public record Displacement(double shiftY, double shiftX, double rampY, double rampX) {
    static final Displacement NONE = new Displacement(0, 0, 0, 0);

    /** Pixels of continuation beyond each edge, so that a sub-pixel shift does not see the opposite edge. */
    private static final int MARGIN = 16;

    /** With more shift. */
    public Displacement shiftedBy(double y, double x) {
        return new Displacement(shiftY + y, shiftX + x, rampY, rampX);
    }

    Displacement rampedBy(double y, double x) {
        return new Displacement(shiftY, shiftX, rampY + y, rampX + x);
    }

    /**
     * What the probe suffers where the object suffers this: the same shift and the opposite ramp, so that P(r) O(r + r_j)
     * keeps its modulus in every pattern.
     */
    public Displacement counterpart() {
        return new Displacement(shiftY, shiftX, -rampY, -rampX);
    }

    /** The part of the reference that the image shows too. */
    Region seen(ComplexImage reference, ComplexImage image) {
        return Region.whole(image)
                .moved(-offsetRows(reference, image), -offsetColumns(reference, image))
                .shared(Region.whole(reference));
    }

    /**
     * The image on the reference's grid, without ramp. The whole pixels of the shift are a choice of rows and columns,
     * the rest a ramp in Fourier space, which changes the modulus of no frequency.
     *
     * @param region of the reference, inside {@link #seen}
     */
    ComplexImage undone(ComplexImage reference, ComplexImage image, Region region) {
        ComplexImage flat = withoutRamp(image);
        ComplexImage whole = shifted(flat, shiftY - Math.rint(shiftY), shiftX - Math.rint(shiftX));
        return region.moved(offsetRows(reference, image), offsetColumns(reference, image))
                .of(whole);
    }

    /** The whole image without shift and ramp, of its own size; what moves in is continued from the edges. */
    public ComplexImage undone(ComplexImage image) {
        int wholeY = (int) Math.rint(shiftY);
        int wholeX = (int) Math.rint(shiftX);
        ComplexImage part = shifted(withoutRamp(image), shiftY - wholeY, shiftX - wholeX);
        ComplexImage out = ComplexImage.zeros(image.rows(), image.columns());
        for (int y = 0, i = 0; y < out.rows(); y++) {
            int from = Math.clamp(y + wholeY, 0, out.rows() - 1) * out.columns();
            for (int x = 0; x < out.columns(); x++, i++) {
                int at = from + Math.clamp(x + wholeX, 0, out.columns() - 1);
                out.re()[i] = part.re()[at];
                out.im()[i] = part.im()[at];
            }
        }
        return out;
    }

    private int offsetRows(ComplexImage reference, ComplexImage image) {
        return image.rows() / 2 - reference.rows() / 2 + (int) Math.rint(shiftY);
    }

    private int offsetColumns(ComplexImage reference, ComplexImage image) {
        return image.columns() / 2 - reference.columns() / 2 + (int) Math.rint(shiftX);
    }

    private ComplexImage withoutRamp(ComplexImage image) {
        ComplexImage flat = image.copy();
        rotate(flat, -rampY, -rampX, i -> i - image.rows() / 2, i -> i - image.columns() / 2);
        return flat;
    }

    /** out(r) = image(r + (down, right)), for less than a pixel. */
    private static ComplexImage shifted(ComplexImage image, double down, double right) {
        ComplexImage wide = continued(image);
        int rows = wide.rows();
        int columns = wide.columns();
        try (Fft2 fft = Fft2.of(rows, columns)) {
            fft.forward(wide.re(), wide.im());
            double perRow = 2 * Math.PI * down / rows;
            double perColumn = 2 * Math.PI * right / columns;
            rotate(wide, perRow, perColumn, i -> signed(i, rows), i -> signed(i, columns));
            fft.inverse(wide.re(), wide.im());
        }
        return wide.crop(MARGIN, MARGIN, image.rows(), image.columns());
    }

    /** The image with a margin in which each edge pixel fades to the mean: no jump between opposite edges. */
    private static ComplexImage continued(ComplexImage image) {
        ComplexImage wide = ComplexImage.zeros(image.rows() + 2 * MARGIN, image.columns() + 2 * MARGIN);
        double meanRe = mean(image.re());
        double meanIm = mean(image.im());
        for (int y = 0; y < wide.rows(); y++) {
            int fromY = Math.clamp(y - MARGIN, 0, image.rows() - 1);
            for (int x = 0; x < wide.columns(); x++) {
                int fromX = Math.clamp(x - MARGIN, 0, image.columns() - 1);
                int outside = Math.max(Math.abs(y - MARGIN - fromY), Math.abs(x - MARGIN - fromX));
                double kept = 0.5 + 0.5 * Math.cos(Math.PI * outside / MARGIN);
                int from = fromY * image.columns() + fromX;
                wide.re()[y * wide.columns() + x] = (float) (meanRe + kept * (image.re()[from] - meanRe));
                wide.im()[y * wide.columns() + x] = (float) (meanIm + kept * (image.im()[from] - meanIm));
            }
        }
        return wide;
    }

    private static void rotate(
            ComplexImage image,
            double perRow,
            double perColumn,
            java.util.function.IntUnaryOperator row,
            java.util.function.IntUnaryOperator column) {
        for (int y = 0, i = 0; y < image.rows(); y++) {
            for (int x = 0; x < image.columns(); x++, i++) {
                double angle = perRow * row.applyAsInt(y) + perColumn * column.applyAsInt(x);
                double cos = Math.cos(angle);
                double sin = Math.sin(angle);
                double re = image.re()[i];
                double im = image.im()[i];
                image.re()[i] = (float) (re * cos - im * sin);
                image.im()[i] = (float) (re * sin + im * cos);
            }
        }
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static int signed(int index, int length) {
        return index < (length + 1) / 2 ? index : index - length;
    }
}
