package org.polyptych.io;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.measure.Calibration;
import ij.process.FloatProcessor;
import java.nio.file.Files;
import java.nio.file.Path;
import org.polyptych.core.RealImage;
import org.polyptych.core.Units;
import org.polyptych.core.WholeFile;

/** A real image as a float32 TIFF for ImageJ and Fiji, calibrated in nm; what is not a number stays NaN. */
public final class TiffImage {
    private TiffImage() {}

    /**
     * Writes it; what was there is replaced once the new file is whole.
     *
     * @param pixel side in metres
     * @param unit of the values
     */
    public static void write(Path target, RealImage image, String name, double pixel, String unit) {
        ImagePlus plain = new ImagePlus(
                name,
                new FloatProcessor(image.columns(), image.rows(), image.values().clone()));
        Calibration calibration = new Calibration();
        calibration.setUnit("nm");
        calibration.pixelHeight = pixel / Units.METRES_PER_NANOMETRE;
        calibration.pixelWidth = pixel / Units.METRES_PER_NANOMETRE;
        calibration.setValueUnit(unit);
        plain.setCalibration(calibration);
        byte[] bytes = new FileSaver(plain).serialize();
        WholeFile.write(target, part -> Files.write(part, bytes));
    }
}
