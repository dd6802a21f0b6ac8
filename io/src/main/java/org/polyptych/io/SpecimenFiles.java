package org.polyptych.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Specimen;

/**
 * The object of {@code --object FILE}: npy, npz (the array {@code object} or the only one), a product file, or another
 * program's result ({@link ResultFormat}).
 */
public final class SpecimenFiles {
    private SpecimenFiles() {}

    /**
     * {@link #open(Path, Function)} for a caller who knows where the middle pixel lies. NumPy's files do not say how large a pixel is and where it lies;
     * those are what the caller says. A product file says so itself.
     *
     * @param pixelHeight in metres, for NumPy's files
     * @param pixelWidth in metres, for NumPy's files
     * @param centreY position of row rows / 2 in metres, for NumPy's files
     * @param centreX position of column columns / 2 in metres, for NumPy's files
     * @throws BadInputException if the file is missing, damaged, not complex or of another rank, or if it is one of
     *     NumPy's and has several slices, whose distance nobody knows
     */
    public static Specimen open(Path file, double pixelHeight, double pixelWidth, double centreY, double centreX) {
        return open(file, image -> Specimen.of(image, pixelHeight, pixelWidth, centreY, centreX));
    }

    /**
     * Reads complex slices [slice, y, x] or [y, x].
     *
     * @param place gives an image of NumPy's files, which do not say it, the size of its pixels and its place; a product
     *     file says so itself
     * @throws BadInputException if the file is missing, damaged, not complex or of another rank, or if it is one of
     *     NumPy's and has several slices, whose distance nobody knows
     */
    public static Specimen open(Path file, Function<ComplexImage, Specimen> place) {
        if (ComplexStack.isHdf5(file)) {
            Specimen specimen = ResultFiles.readSpecimen(file);
            if (!Arrays.stream(specimen.images()[0]).allMatch(ComplexImage::isFinite)) {
                throw new BadInputException(file + ": the object holds values that are NaN or infinite");
            }
            return specimen;
        }
        ComplexImage[] slices = ComplexStack.read(file, Product.OBJECT, "slice");
        if (slices.length > 1) {
            throw new BadInputException(file + ": holds " + slices.length
                    + " slices, but NumPy's files do not say how far apart; use a product file (.h5)");
        }
        return place.apply(slices[0]);
    }
}
