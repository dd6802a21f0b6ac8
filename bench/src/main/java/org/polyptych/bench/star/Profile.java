package org.polyptych.bench.star;

import java.util.Arrays;
import org.polyptych.bench.StarSpokes;
import org.polyptych.core.RealImage;

/** The phase along a circle across the spokes. */
final class Profile {
    private Profile() {}

    /** In radians, about its mean. */
    static double[] of(StarSpokes star, RealImage phase, double radius) {
        double[] profile = star.centre().profile(phase, radius);
        double mean = Arrays.stream(profile).average().orElse(0);
        return Arrays.stream(profile).map(value -> value - mean).toArray();
    }

    /** Amplitude of the spokes' harmonic, in radians. */
    static double amplitude(StarSpokes star, RealImage phase, double radius) {
        double[] profile = of(star, phase, radius);
        double re = 0;
        double im = 0;
        for (int i = 0; i < profile.length; i++) {
            double angle = 2 * Math.PI * star.centre().spokes() * i / profile.length;
            re += profile[i] * Math.cos(angle);
            im += profile[i] * Math.sin(angle);
        }
        return 2 * Math.hypot(re, im) / profile.length;
    }

    /** Correlation of two profiles, -1 to 1. */
    static double likeness(StarSpokes star, RealImage phase, RealImage other, double radius) {
        double[] a = of(star, phase, radius);
        double[] b = of(star, other, radius);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
    }
}
