package org.polyptych.bench;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;

/** The phase of a thin specimen about the phase of its mean, so that it does not wrap where it could be avoided. */
public final class StarPhase {
    private StarPhase() {}

    public static RealImage of(ComplexImage image) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < image.size(); i++) {
            re += image.re()[i];
            im += image.im()[i];
        }
        RealImage phase = RealImage.zeros(image.rows(), image.columns());
        for (int i = 0; i < image.size(); i++) {
            phase.values()[i] = (float)
                    Math.atan2(image.im()[i] * re - image.re()[i] * im, image.re()[i] * re + image.im()[i] * im);
        }
        return phase;
    }
}
