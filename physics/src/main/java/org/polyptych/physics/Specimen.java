package org.polyptych.physics;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;

/**
 * The field's <i>object</i> O(r), the complex transmission of the sample (Java has taken the word): [mode][slice][row]
 * [column]. The position (centreY, centreX) in metres is that of pixel (rows / 2, columns / 2).
 *
 * @param images [mode][slice], all of one size; kept, not copied
 * @param pixelHeight in metres
 * @param pixelWidth in metres
 * @param centreY position of pixel row rows / 2, in metres
 * @param centreX position of pixel column columns / 2, in metres
 * @param sliceSpacing metres between neighbouring slices, one less than there are slices
 * @param tilt against the beam; without effect on one slice
 */
public record Specimen(
        ComplexImage[][] images,
        double pixelHeight,
        double pixelWidth,
        double centreY,
        double centreX,
        double[] sliceSpacing,
        Tilt tilt) {

    public Specimen {
        if (images.length == 0 || images[0].length == 0) {
            throw new IllegalArgumentException("a specimen needs at least one slice");
        }
        if (sliceSpacing.length != images[0].length - 1) {
            throw new IllegalArgumentException(images[0].length + " slices need " + (images[0].length - 1)
                    + " spacings, got " + sliceSpacing.length);
        }
        for (ComplexImage[] slices : images) {
            if (slices.length != images[0].length) {
                throw new IllegalArgumentException("every mode of a specimen needs as many slices as the first");
            }
            for (ComplexImage slice : slices) {
                if (slice.rows() != images[0][0].rows() || slice.columns() != images[0][0].columns()) {
                    throw new IllegalArgumentException("the slices of a specimen must be of one size");
                }
            }
        }
    }

    /** A specimen that is not tilted. */
    public Specimen(
            ComplexImage[][] images,
            double pixelHeight,
            double pixelWidth,
            double centreY,
            double centreX,
            double[] sliceSpacing) {
        this(images, pixelHeight, pixelWidth, centreY, centreX, sliceSpacing, Tilt.NONE);
    }

    /** A specimen of one mode and one slice. */
    public static Specimen of(
            ComplexImage image, double pixelHeight, double pixelWidth, double centreY, double centreX) {
        return new Specimen(new ComplexImage[][] {{image}}, pixelHeight, pixelWidth, centreY, centreX, new double[0]);
    }

    public int modes() {
        return images.length;
    }

    public int slices() {
        return images[0].length;
    }

    public int rows() {
        return images[0][0].rows();
    }

    public int columns() {
        return images[0][0].columns();
    }

    /** The first slice of the first mode: the image itself, not a copy. */
    public ComplexImage image() {
        return images[0][0];
    }

    /** The slices of the first mode one behind the other, as if nothing spread between them: a new image. */
    public ComplexImage transmission() {
        ComplexImage product = images[0][0].copy();
        for (int s = 1; s < slices(); s++) {
            ComplexImage slice = images[0][s];
            for (int i = 0; i < product.size(); i++) {
                float re = product.re()[i] * slice.re()[i] - product.im()[i] * slice.im()[i];
                product.im()[i] = product.re()[i] * slice.im()[i] + product.im()[i] * slice.re()[i];
                product.re()[i] = re;
            }
        }
        return product;
    }

    /** The row, with fraction, on which the position y (metres) lies. */
    public double rowOf(double y) {
        return (y - centreY) / pixelHeight + rows() / 2;
    }

    /** The column, with fraction, on which the position x (metres) lies. */
    public double columnOf(double x) {
        return (x - centreX) / pixelWidth + columns() / 2;
    }

    public Specimen copy() {
        ComplexImage[][] copies = Arrays.stream(images)
                .map(slices -> Arrays.stream(slices).map(ComplexImage::copy).toArray(ComplexImage[]::new))
                .toArray(ComplexImage[][]::new);
        return new Specimen(copies, pixelHeight, pixelWidth, centreY, centreX, sliceSpacing.clone(), tilt);
    }
}
