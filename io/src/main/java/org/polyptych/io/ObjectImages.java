package org.polyptych.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Specimen;

/**
 * Objects by themselves, to learn from: npy or npz of complex [y, x] or [image, y, x] (the array {@code object} or the only
 * one), all slices of a result, or a picture, PNG or TIFF, as amplitudes with phase 0.
 */
public final class ObjectImages {
    private ObjectImages() {}

    /** @throws org.polyptych.core.BadInputException if the file is missing, damaged or of another kind */
    public static List<ComplexImage> read(Path file) {
        if (PictureFile.isPicture(file)) {
            RealImage grey = PictureFile.read(file).image();
            return List.of(new ComplexImage(grey.rows(), grey.columns(), grey.values(), new float[grey.size()]));
        }
        if (ComplexStack.isHdf5(file)) {
            Specimen specimen = ResultFiles.readSpecimen(file);
            return Arrays.stream(specimen.images()).flatMap(Arrays::stream).toList();
        }
        return List.of(ComplexStack.read(file, Product.OBJECT, "image"));
    }
}
