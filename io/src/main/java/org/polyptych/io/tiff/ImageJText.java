package org.polyptych.io.tiff;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.polyptych.io.electron.DiffractionAxis;

/**
 * What ImageJ writes into a TIFF file: a text of lines {@code key=value} as description, with the unit of the pixels,
 * whose size is that of the tags of resolution.
 *
 * @param values of the text
 * @param pixelY a pixel's height in the unit; not a number above 0 where it is not known
 * @param pixelX a pixel's width
 */
record ImageJText(Map<String, String> values, double pixelY, double pixelX) {
    static final ImageJText NONE = new ImageJText(Map.of(), Double.NaN, Double.NaN);

    /** @param xResolution pixels a unit */
    static ImageJText of(String description, double xResolution, double yResolution) {
        if (!description.startsWith("ImageJ=")) {
            return NONE;
        }
        Map<String, String> values = new HashMap<>();
        description.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1).strip());
            }
        });
        return new ImageJText(values, 1 / yResolution, 1 / xResolution);
    }

    /** How many images lie behind the first without directories of their own, the first included. */
    int images() {
        try {
            return Integer.parseInt(values.getOrDefault("images", "1"));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    /** The calibration, where there is one. */
    Optional<DiffractionAxis> axis() {
        String unit = values.getOrDefault("unit", "").replace("\\u00B5", "u").replace("\\u00C5", "A");
        boolean none = unit.isEmpty() || unit.startsWith("pixel") || unit.startsWith("inch") || !(pixelX > 0);
        return none ? Optional.empty() : Optional.of(new DiffractionAxis(pixelY, pixelX, unit));
    }
}
