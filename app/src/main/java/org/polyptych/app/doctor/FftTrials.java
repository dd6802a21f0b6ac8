package org.polyptych.app.doctor;

import java.util.Locale;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.FftLibrary;
import org.polyptych.core.RandomStream;

/** Fourier transforms, checked against the sum that defines them. */
final class FftTrials {
    private static final int N = 128;
    private static final double TOLERANCE = 1e-5;
    private static final int ROUNDS = 2000;

    private FftTrials() {}

    /** A transform of noise at a few frequencies, there and back, and its time. */
    static String library(FftLibrary library) {
        if (!library.available()) {
            throw new IllegalStateException("not available on this machine");
        }
        ComplexImage noise = noise();
        try (Fft2 fft = library.create(N, N)) {
            ComplexImage wave = noise.copy();
            fft.forward(wave.re(), wave.im());
            double error = Math.max(
                    errorAt(noise, wave, 0, 0), Math.max(errorAt(noise, wave, 3, 125), errorAt(noise, wave, 64, 17)));
            fft.inverse(wave.re(), wave.im());
            error = Math.max(error, distance(noise, wave));
            if (!(error < TOLERANCE)) {
                throw new IllegalStateException("a transform is wrong by " + error);
            }
            return String.format(
                    Locale.ROOT, "right to %.0e, %.0f microseconds at %d x %d", error, microseconds(fft, wave), N, N);
        }
    }

    private static ComplexImage noise() {
        RandomStream random = new RandomStream(1, 0);
        ComplexImage noise = ComplexImage.zeros(N, N);
        for (int i = 0; i < noise.size(); i++) {
            noise.re()[i] = (float) random.gaussian();
            noise.im()[i] = (float) random.gaussian();
        }
        return noise;
    }

    /** |F(ky, kx) - sum of f exp(-2 pi i (ky y + kx x) / N) / N|; values are about 1. */
    private static double errorAt(ComplexImage image, ComplexImage transform, int ky, int kx) {
        double re = 0;
        double im = 0;
        for (int y = 0; y < N; y++) {
            for (int x = 0; x < N; x++) {
                double angle = -2 * Math.PI * ((ky * y + kx * x) % N) / N;
                int i = y * N + x;
                re += image.re()[i] * Math.cos(angle) - image.im()[i] * Math.sin(angle);
                im += image.re()[i] * Math.sin(angle) + image.im()[i] * Math.cos(angle);
            }
        }
        int at = ky * N + kx;
        return Math.hypot(transform.re()[at] - re / N, transform.im()[at] - im / N);
    }

    private static double distance(ComplexImage a, ComplexImage b) {
        double most = 0;
        for (int i = 0; i < a.size(); i++) {
            most = Math.max(most, Math.hypot(a.re()[i] - b.re()[i], a.im()[i] - b.im()[i]));
        }
        return most;
    }

    private static double microseconds(Fft2 fft, ComplexImage wave) {
        double best = Double.MAX_VALUE;
        for (int repeat = 0; repeat < 3; repeat++) {
            long begin = System.nanoTime();
            for (int i = 0; i < ROUNDS / 2; i++) {
                fft.forward(wave.re(), wave.im());
                fft.inverse(wave.re(), wave.im());
            }
            best = Math.min(best, (System.nanoTime() - begin) * 1e-3 / ROUNDS);
        }
        return best;
    }
}
