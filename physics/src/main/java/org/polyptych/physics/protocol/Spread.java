package org.polyptych.physics.protocol;

import java.util.Locale;
import org.polyptych.core.RealImage;

/** The range of an image's values, which a structural similarity must be told. */
final class Spread {
    private Spread() {}

    /** Of the largest value: less than this is rounding. */
    private static final double ROUNDING = 1e-5;

    /** Largest minus smallest value; 0 if only rounding tells them apart, as in the amplitude of an object of pure phase. */
    static double of(RealImage image) {
        float least = image.values()[0];
        for (float value : image.values()) {
            least = Math.min(least, value);
        }
        double range = (double) image.max() - least;
        return range > ROUNDING * Math.abs(image.max()) ? range : 0;
    }

    static String said(double range) {
        return String.format(Locale.ROOT, "similarity of the amplitude, data range %.4g (the truth's)", range);
    }
}
