package org.polyptych.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Specimen;

/**
 * Objects by themselves, to learn from: npy or npz of complex [y, x] or [image, y, x] (the array {@code object} or the only
 * one), all slices of a result, or a picture, PNG or TIFF, as amplitudes. Of a floating-point picture whose name has {@code
 * amplitude} in it, one beside it that has {@code phase} there instead gives the phases in rad; else they are 0.
 *
 * @param pixelHeight in metres; NaN where the file does not say it
 * @param pixelWidth in metres; NaN where the file does not say it
 */
public record ObjectImages(List<ComplexImage> images, double pixelHeight, double pixelWidth) {
    private static final String AMPLITUDE = "amplitude";
    private static final String PHASE = "phase";

    /** @throws BadInputException if the file is missing, damaged or of another kind */
    public static ObjectImages read(Path file) {
        if (PictureFile.isPicture(file)) {
            return new ObjectImages(List.of(picture(file)), Double.NaN, Double.NaN);
        }
        if (ComplexStack.isHdf5(file)) {
            Specimen specimen = ResultFiles.readSpecimen(file);
            List<ComplexImage> images =
                    Arrays.stream(specimen.images()).flatMap(Arrays::stream).toList();
            return new ObjectImages(images, specimen.pixelHeight(), specimen.pixelWidth());
        }
        return new ObjectImages(List.of(ComplexStack.read(file, Product.OBJECT, "image")), Double.NaN, Double.NaN);
    }

    private static ComplexImage picture(Path file) {
        PictureFile read = PictureFile.read(file);
        RealImage grey = read.image();
        Optional<Path> beside = read.isScaled() ? Optional.empty() : phaseBeside(file);
        if (beside.isEmpty()) {
            return new ComplexImage(grey.rows(), grey.columns(), grey.values(), new float[grey.size()]);
        }
        PictureFile phase = PictureFile.read(beside.get());
        if (phase.isScaled()
                || phase.image().rows() != grey.rows()
                || phase.image().columns() != grey.columns()) {
            throw new BadInputException(
                    beside.get() + ": must be the phases in rad, floating-point, of the amplitudes in "
                            + file + ", " + grey.rows() + " x " + grey.columns() + " pixels; it has "
                            + phase.image().rows() + " x " + phase.image().columns()
                            + (phase.isScaled() ? " of whole numbers" : ""));
        }
        return ComplexImage.polar(grey, phase.image());
    }

    private static Optional<Path> phaseBeside(Path file) {
        String name = file.getFileName().toString();
        int at = name.lastIndexOf(AMPLITUDE);
        return at < 0
                ? Optional.empty()
                : Optional.of(file.resolveSibling(
                                name.substring(0, at) + PHASE + name.substring(at + AMPLITUDE.length())))
                        .filter(Files::exists);
    }
}
