package org.polyptych.neural.forward;

import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.ComplexImage;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.Tilt;

/**
 * Where the pixels of an object lie: what a {@link Specimen} says beside its values.
 *
 * @param pixelHeight in metres
 * @param pixelWidth in metres
 * @param centreY position of pixel row rows / 2, in metres
 * @param centreX position of pixel column columns / 2, in metres
 * @param sliceSpacing metres between neighbouring slices, one less than there are slices
 * @param tilt of the specimen
 * @param wavelength in metres, for propagation between slices; NaN if there is but one
 */
public record Grid(
        double pixelHeight,
        double pixelWidth,
        double centreY,
        double centreX,
        double[] sliceSpacing,
        Tilt tilt,
        double wavelength) {
    /** Positions are in pixels, from the object's pixel (rows / 2, columns / 2) on; one slice. */
    public static final Grid PIXELS = new Grid(1, 1, 0, 0, new double[0], Tilt.NONE, Double.NaN);

    /** That of a specimen. */
    public static Grid of(Specimen specimen, Geometry geometry) {
        return new Grid(
                specimen.pixelHeight(),
                specimen.pixelWidth(),
                specimen.centreY(),
                specimen.centreX(),
                specimen.sliceSpacing(),
                specimen.tilt(),
                geometry.wavelength());
    }

    /** The same with pixel (rows / 2, columns / 2) at position 0. */
    Grid centred() {
        return new Grid(pixelHeight, pixelWidth, 0, 0, sliceSpacing, tilt, wavelength);
    }

    /** Slices of each state of the object. */
    int slices() {
        return sliceSpacing.length + 1;
    }

    /**
     * An object's images on this grid.
     *
     * @param object complex, [row][column] or [state][slice][row][column]
     */
    Specimen specimen(Tensor object) {
        int states = (int) Shapes.states(object);
        int slices = (int) Shapes.slices(object);
        ComplexImage[] all = Tensors.images(object.reshape(-1, object.size(-2), object.size(-1)));
        ComplexImage[][] images = new ComplexImage[states][slices];
        for (int k = 0; k < all.length; k++) {
            images[k / slices][k % slices] = all[k];
        }
        return new Specimen(images, pixelHeight, pixelWidth, centreY, centreX, sliceSpacing, tilt);
    }
}
