package org.polyptych.physics.protocol;

import java.util.Locale;
import org.polyptych.core.RealImage;

/** The range of an image's values, which a structural similarity must be told. */
final class Spread {
    private Spread() {}

    /** Largest minus smallest value. */
    static double of(RealImage image) {
        float least = image.values()[0];
        for (float value : image.values()) {
            least = Math.min(least, value);
        }
        return (double) image.max() - least;
    }

    static String said(double range) {
        return String.format(Locale.ROOT, "similarity of the amplitude, data range %.4g (the truth's)", range);
    }
}
