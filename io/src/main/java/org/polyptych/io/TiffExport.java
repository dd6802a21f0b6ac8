package org.polyptych.io;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.measure.Calibration;
import ij.process.LUT;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Units;
import org.polyptych.core.WholeFile;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;

/**
 * The object as a float32 TIFF for ImageJ and Fiji: a hyperstack with phase (radians) and amplitude as channels, slices
 * as Z, modes as T, calibrated in nm or, from 10 um on, in um.
 */
public final class TiffExport {
    /** Fields wider than this are given in micrometres. */
    private static final double LARGE_FIELD = 10e-6;

    private TiffExport() {}

    /** Writes a result; what was there is replaced once the new file is whole. */
    public static void write(Path target, Result result) {
        write(target, result, List.of());
    }

    /** @param notes lines for ImageJ's "Show Info" */
    public static void write(Path target, Result result, List<String> notes) {
        Specimen specimen = result.specimen();
        ImageStack stack = new ImageStack(specimen.columns(), specimen.rows());
        for (int mode = 0; mode < specimen.modes(); mode++) {
            for (int slice = 0; slice < specimen.slices(); slice++) {
                ComplexImage image = specimen.images()[mode][slice];
                stack.addSlice("phase (rad)", image.phase().values());
                stack.addSlice("amplitude", image.amplitude().values());
            }
        }
        ImagePlus plain = new ImagePlus(result.provenance().name(), stack);
        plain.setDimensions(2, specimen.slices(), specimen.modes());
        CompositeImage image = new CompositeImage(plain, CompositeImage.GRAYSCALE);
        image.setOpenAsHyperStack(true);
        if (!notes.isEmpty()) {
            image.setProperty("Info", String.join("\n", notes));
        }
        image.setCalibration(calibration(specimen));
        image.setLuts(new LUT[] {greys(stack, 1), greys(stack, 2)});
        byte[] bytes = new FileSaver(image).serialize();
        WholeFile.write(target, part -> Files.write(part, bytes));
    }

    /** From the smallest to the largest value of a channel, so that each is shown with a range of its own. */
    private static LUT greys(ImageStack stack, int channel) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int k = channel; k <= stack.getSize(); k += 2) {
            for (float value : (float[]) stack.getPixels(k)) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        LUT greys = LUT.createLutFromColor(Color.WHITE);
        greys.min = least;
        greys.max = most;
        return greys;
    }

    private static Calibration calibration(Specimen specimen) {
        double field = Math.max(specimen.rows() * specimen.pixelHeight(), specimen.columns() * specimen.pixelWidth());
        boolean large = field >= LARGE_FIELD;
        double unit = large ? Units.METRES_PER_MICROMETRE : Units.METRES_PER_NANOMETRE;
        Calibration calibration = new Calibration();
        calibration.setUnit(large ? "um" : "nm");
        calibration.pixelHeight = specimen.pixelHeight() / unit;
        calibration.pixelWidth = specimen.pixelWidth() / unit;
        calibration.pixelDepth =
                Arrays.stream(specimen.sliceSpacing()).average().orElse(unit) / unit;
        return calibration;
    }
}
