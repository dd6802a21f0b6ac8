package org.polyptych.io.electron;

import java.util.Locale;
import java.util.Optional;
import org.polyptych.io.Metadata;

/**
 * What a calibrated detector says: pixels in angles, spatial frequencies or lengths.
 *
 * @param y a pixel's height in the unit
 * @param x a pixel's width in the unit
 * @param unit as the file has it
 */
public record DiffractionAxis(double y, double x, String unit) {
    /**
     * Passes it on, with a note where it is of no use. Spatial frequencies k of a pixel give the specimen's pixel,
     * 1 / (pixels k), whatever the wavelength.
     *
     * @param rows of a frame
     * @param columns of a frame
     */
    public void tell(Metadata metadata, int rows, int columns) {
        Optional<AxisUnit> known = AxisUnit.of(unit);
        boolean calibrated = y > 0 && x > 0 && y < Double.POSITIVE_INFINITY && x < Double.POSITIVE_INFINITY;
        if (known.isEmpty() || !calibrated) {
            metadata.note(
                    String.format(Locale.ROOT, "detector: not calibrated (a pixel is %.4g x %.4g '%s')", y, x, unit));
            return;
        }
        double height = y * known.get().si();
        double width = x * known.get().si();
        switch (known.get().kind()) {
            case ANGLE -> metadata.detectorAngle(height, width);
            case LENGTH -> metadata.detectorPixel(height, width);
            case RECIPROCAL -> metadata.objectPixel(1 / (rows * height), 1 / (columns * width));
        }
        metadata.note(
                String.format(Locale.ROOT, "detector: a pixel is %.6g x %.6g %s (y, x), as the file says", y, x, unit));
    }
}
