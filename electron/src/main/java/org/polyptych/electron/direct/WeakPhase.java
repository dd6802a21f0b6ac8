package org.polyptych.electron.direct;

import org.polyptych.core.Fft2;
import org.polyptych.core.RealImage;

/** Turns the spectrum of an image into that of a phase by a transfer function that depends on the frequency. */
final class WeakPhase {
    /** A factor for each spatial frequency, {re, im}, in cycles per metre. */
    @FunctionalInterface
    interface Filter {
        double[] at(double y, double x);
    }

    private WeakPhase() {}

    /**
     * The image with every frequency multiplied by its factor, real.
     *
     * @param pixelHeight metres
     * @param pixelWidth metres
     */
    static RealImage filtered(RealImage image, double pixelHeight, double pixelWidth, Filter filter) {
        int rows = image.rows();
        int columns = image.columns();
        float[] re = image.values().clone();
        float[] im = new float[re.length];
        try (Fft2 fft = Fft2.of(rows, columns)) {
            fft.forward(re, im);
            for (int i = 0; i < re.length; i++) {
                double y = frequency(i / columns, rows) / (rows * pixelHeight);
                double x = frequency(i % columns, columns) / (columns * pixelWidth);
                double[] factor = filter.at(y, x);
                double real = re[i] * factor[0] - im[i] * factor[1];
                im[i] = (float) (re[i] * factor[1] + im[i] * factor[0]);
                re[i] = (float) real;
            }
            fft.inverse(re, im);
        }
        return new RealImage(rows, columns, re);
    }

    private static int frequency(int k, int n) {
        return 2 * k < n ? k : k - n;
    }

    /** The share of one disc that another of the same radius covers, a distance away. */
    static double overlap(double distance, double radius) {
        double t = distance / (2 * radius);
        return t >= 1 ? 0 : 2 / Math.PI * (Math.acos(t) - t * Math.sqrt(1 - t * t));
    }
}
