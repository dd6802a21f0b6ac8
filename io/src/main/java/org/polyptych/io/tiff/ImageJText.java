package org.polyptych.io.tiff;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.io.electron.DiffractionAxis;
import org.polyptych.io.frames.StoredFrames;

/**
 * What ImageJ writes into a TIFF file: a text of lines {@code key=value} as description, with the unit of the pixels,
 * whose size is that of the tags of resolution.
 *
 * @param values of the text
 * @param pixelY a pixel's height in the unit; not a number above 0 where it is not known
 * @param pixelX a pixel's width
 */
record ImageJText(Map<String, String> values, double pixelY, double pixelX) {
    private static final String NO_FUNCTION = "20";
    private static final int STRAIGHT_LINE = 0;
    private static final Line SAME = new Line(0, 1);

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

    /** A straight line, c0 + c1 x stored. */
    record Line(double c0, double c1) {}

    /**
     * What ImageJ makes of the stored numbers; empty if it takes them as they are.
     *
     * @param label of the file, for messages
     * @throws BadInputException if it is no straight line
     */
    Optional<Line> line(String label) {
        String function = values.getOrDefault("cf", NO_FUNCTION);
        if (function.equals(NO_FUNCTION)) {
            return Optional.empty();
        }
        try {
            if (Integer.parseInt(function) == STRAIGHT_LINE) {
                Line line = new Line(
                        Double.parseDouble(values.getOrDefault("c0", "")),
                        Double.parseDouble(values.getOrDefault("c1", "")));
                if (Double.isFinite(line.c0) && Double.isFinite(line.c1)) {
                    return line.equals(SAME) ? Optional.empty() : Optional.of(line);
                }
            }
        } catch (NumberFormatException e) {
            // the same line as for any other function
        }
        throw new BadInputException(label + ": ImageJ's calibration of values is function cf=" + function + ", c0="
                + values.get("c0") + ", c1=" + values.get("c1") + "; known is the straight line, cf=0; remove the"
                + " calibration (Analyze > Calibrate, function None) and save the counts");
    }

    /** The numbers that ImageJ shows. */
    StoredFrames values(StoredFrames stored) {
        return line(stored.label(0))
                .<StoredFrames>map(line -> new CalibratedFrames(stored, line))
                .orElse(stored);
    }

    /** The calibration of lengths, where there is one. */
    Optional<DiffractionAxis> axis() {
        String unit = values.getOrDefault("unit", "").replace("\\u00B5", "u").replace("\\u00C5", "A");
        boolean none = unit.isEmpty() || unit.startsWith("pixel") || unit.startsWith("inch") || !(pixelX > 0);
        return none ? Optional.empty() : Optional.of(new DiffractionAxis(pixelY, pixelX, unit));
    }
}
