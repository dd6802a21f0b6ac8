package org.polyptych.io;

import java.util.Locale;
import java.util.Optional;
import org.polyptych.physics.Frames;

/** Looks whether the zero frequency of the patterns is where it should be. */
public final class PatternCentre {
    /** How the warning begins. */
    static final String AT_CORNERS = "warning: the mean pattern is brightest at the corners";

    private static final int FRAMES_LOOKED_AT = 64;
    private static final int FRAMES_WEIGHED = 16;
    private static final double OFF_CENTRE = 0.25;

    private PatternCentre() {}

    /** A warning, if the mean pattern is brightest at the corners. */
    public static Optional<String> warning(Frames frames) {
        return isAtCorners(frames)
                ? Optional.of(AT_CORNERS + ", as if the zero frequency were at"
                        + " pixel 0 (FFT order); it was read as lying at pixel N/2; file.roll=true moves it there")
                : Optional.empty();
    }

    /**
     * A note, if the centre of mass of the mean pattern lies more than a quarter of a pixel from pixel N/2, as it does
     * where electron detectors were not centred on the beam.
     */
    static Optional<String> offCentre(Frames frames) {
        int columns = frames.columns();
        int step = Math.max(1, frames.count() / FRAMES_WEIGHED);
        double sum = 0;
        double sumY = 0;
        double sumX = 0;
        for (int j = 0; j < frames.count(); j += step) {
            float[] amplitudes = frames.frame(j);
            for (int i = 0; i < amplitudes.length; i++) {
                double counts = (double) amplitudes[i] * amplitudes[i];
                sum += counts;
                sumY += counts * (i / columns);
                sumX += counts * (i % columns);
            }
        }
        double y = sumY / sum;
        double x = sumX / sum;
        boolean off = Math.abs(y - frames.rows() / 2) > OFF_CENTRE || Math.abs(x - columns / 2) > OFF_CENTRE;
        return off
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "zero beam: the mean pattern's centre of mass is (%.2f, %.2f), taken as lying at (%d, %d); a"
                                + " refined probe takes up the difference as a ramp of its phase, a known one does not",
                        y,
                        x,
                        frames.rows() / 2,
                        columns / 2))
                : Optional.empty();
    }

    /** Whether there is more light in the corners of the mean pattern than in its middle. */
    public static boolean isAtCorners(Frames frames) {
        int rows = frames.rows();
        int columns = frames.columns();
        int step = Math.max(1, frames.count() / FRAMES_LOOKED_AT);
        double middle = 0;
        double corners = 0;
        for (int j = 0; j < frames.count(); j += step) {
            float[] amplitudes = frames.frame(j);
            for (int y = 0; y < rows; y++) {
                boolean middleRow = isMiddle(y, rows);
                for (int x = 0; x < columns; x++) {
                    double a = amplitudes[y * columns + x];
                    if (middleRow && isMiddle(x, columns)) {
                        middle += a * a;
                    } else if (!middleRow && !isMiddle(x, columns)) {
                        corners += a * a;
                    }
                }
            }
        }
        return corners > middle;
    }

    private static boolean isMiddle(int index, int size) {
        return index >= size / 4 && index < size - size / 4;
    }
}
