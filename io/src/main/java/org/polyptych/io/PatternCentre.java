package org.polyptych.io;

import java.util.Optional;
import org.polyptych.physics.Frames;

/** Looks whether the zero frequency of the patterns is where it should be. */
public final class PatternCentre {
    /** How the warning begins. */
    static final String AT_CORNERS = "warning: the mean pattern is brightest at the corners";

    private static final int FRAMES_LOOKED_AT = 64;

    private PatternCentre() {}

    /** A warning, if the mean pattern is brightest at the corners. */
    public static Optional<String> warning(Frames frames) {
        return isAtCorners(frames)
                ? Optional.of(AT_CORNERS + ", as if the zero frequency were at"
                        + " pixel 0 (FFT order); it was read as lying at pixel N/2; file.roll=true moves it there")
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
