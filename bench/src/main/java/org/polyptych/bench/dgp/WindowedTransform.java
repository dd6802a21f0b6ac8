package org.polyptych.bench.dgp;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.RealImage;
import org.polyptych.physics.metrics.Apodisation;

/** The Fourier transform of a real image under a window that lets it fall to zero at its edges, its mean taken out first. */
final class WindowedTransform {
    private WindowedTransform() {}

    /** In FFT order. */
    static ComplexImage of(RealImage image, Apodisation apodisation) {
        float[] window = apodisation.over(image.rows(), image.columns());
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < window.length; i++) {
            sum += (double) window[i] * image.values()[i];
            weight += window[i];
        }
        ComplexImage out = ComplexImage.zeros(image.rows(), image.columns());
        for (int i = 0; i < window.length; i++) {
            out.re()[i] = (float) (window[i] * (image.values()[i] - sum / weight));
        }
        try (Fft2 fft = Fft2.of(image.rows(), image.columns())) {
            fft.forward(out.re(), out.im());
        }
        return out;
    }

    /** The whole cycles over the image's side that an index in FFT order stands for. */
    static int cycles(int index, int length) {
        return index < (length + 1) / 2 ? index : index - length;
    }
}
