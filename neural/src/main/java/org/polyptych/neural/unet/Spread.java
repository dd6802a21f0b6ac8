package org.polyptych.neural.unet;

import java.util.List;
import org.polyptych.core.ComplexImage;
import org.polyptych.neural.diffusion.Channels;

/** Channels in which objects have the mean 0 and a standard deviation of 1/2. */
final class Spread {
    private Spread() {}

    static Channels of(List<ComplexImage> objects) {
        double re = 0;
        double im = 0;
        double square = 0;
        long count = 0;
        for (ComplexImage object : objects) {
            for (int i = 0; i < object.size(); i++) {
                re += object.re()[i];
                im += object.im()[i];
            }
            square += object.power();
            count += object.size();
        }
        re /= count;
        im /= count;
        double variance = (square / count - re * re - im * im) / 2;
        return new Channels.RealImaginary(re, im, 2 * Math.sqrt(Math.max(variance, 1e-12 * square / count)));
    }
}
