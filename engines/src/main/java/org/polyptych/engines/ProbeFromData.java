package org.polyptych.engines;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.FftOrder;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;

/**
 * A probe made from the patterns alone. Its amplitude in the detector plane is the square root of the mean pattern; its
 * phase there is a defocus strong enough to give the probe the width that the speckle of the patterns tells of.
 *
 * <p>The power spectrum of the patterns' fluctuations is, for a specimen that scatters at random, the autocorrelation of
 * |P|^2 (Goodman, Speckle Phenomena in Optics, section 4.4), whose variance is twice the probe's. Smooth specimens make
 * that too narrow, so the geometry gives a lower bound: people choose a step that lets probes overlap well, a quarter of
 * the probe's diameter or so. The sign of the defocus cannot be told from intensities; the specimen is taken to lie
 * behind the focus, in the diverging beam, as zone-plate microscopes are set up.
 */
final class ProbeFromData {
    private static final int MOST_FRAMES = 100;
    /** rms radius of a disc whose diameter is four steps, in steps. */
    private static final double RADIUS_IN_STEPS = 4 / (2 * Math.sqrt(2));

    private static final int BISECTIONS = 30;

    private ProbeFromData() {}

    static Probe of(Scan scan) {
        int rows = scan.frames().rows();
        int columns = scan.frames().columns();
        double[] mean = meanPattern(scan);
        try (Fft2 fft = Fft2.of(rows, columns)) {
            double radius = Math.max(speckleRadius(scan, mean, fft), RADIUS_IN_STEPS * stepInPixels(scan));
            double low = 0;
            double high = 1;
            while (radiusAt(high, mean, fft) < radius && high < 1e4) {
                high *= 2;
            }
            for (int k = 0; k < BISECTIONS; k++) {
                double middle = (low + high) / 2;
                if (radiusAt(middle, mean, fft) < radius) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return Probe.of(defocused(-low, mean, fft));
        }
    }

    /** The typical distance of neighbouring positions, from their number on the scanned area; 0 for a line or a point. */
    private static double stepInPixels(Scan scan) {
        var y = Arrays.stream(scan.positions().y()).summaryStatistics();
        var x = Arrays.stream(scan.positions().x()).summaryStatistics();
        double area = (y.getMax() - y.getMin())
                / scan.geometry().pixelHeight()
                * (x.getMax() - x.getMin())
                / scan.geometry().pixelWidth();
        return Math.sqrt(area / scan.positions().count());
    }

    /** Mean counts on good pixels, FFT order. */
    private static double[] meanPattern(Scan scan) {
        double[] mean = new double[scan.frames().rows() * scan.frames().columns()];
        for (int j = 0; j < scan.frames().count(); j++) {
            float[] frame = counts(scan, j);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += frame[i] / scan.frames().count();
            }
        }
        return mean;
    }

    private static float[] counts(Scan scan, int j) {
        float[] frame = scan.frames().frame(j);
        for (int i = 0; i < frame.length; i++) {
            frame[i] = scan.mask()[i] ? frame[i] * frame[i] : 0;
        }
        return FftOrder.fromCentred(frame, scan.frames().rows(), scan.frames().columns());
    }

    /** The rms radius of |P|^2 in pixels, from the fluctuations of up to {@value #MOST_FRAMES} patterns. */
    private static double speckleRadius(Scan scan, double[] mean, Fft2 fft) {
        int rows = fft.rows();
        int columns = fft.columns();
        int n = scan.frames().count();
        int used = Math.min(n, MOST_FRAMES);
        double[] spectrum = new double[rows * columns];
        double total = Arrays.stream(mean).sum();
        float[] im = new float[rows * columns];
        for (int k = 0; k < used; k++) {
            float[] frame = counts(scan, (int) ((long) k * n / used));
            double sum = 0;
            for (float c : frame) {
                sum += c;
            }
            for (int i = 0; i < frame.length; i++) {
                frame[i] -= (float) (mean[i] * sum / total);
            }
            Arrays.fill(im, 0);
            fft.inverse(frame, im);
            for (int i = 0; i < spectrum.length; i++) {
                spectrum[i] += (double) frame[i] * frame[i] + (double) im[i] * im[i];
            }
        }
        double[] sorted = spectrum.clone();
        Arrays.sort(sorted);
        double noise = sorted[sorted.length / 4];
        double weight = 0;
        double square = 0;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                double dy = Math.min(y, rows - y);
                double dx = Math.min(x, columns - x);
                double excess = Math.max(0, spectrum[y * columns + x] - 2 * noise);
                weight += excess;
                square += excess * (dy * dy + dx * dx);
            }
        }
        return weight == 0 ? 0 : Math.sqrt(square / weight / 2);
    }

    private static double radiusAt(double defocus, double[] mean, Fft2 fft) {
        return StartingProbe.moments(defocused(defocus, mean, fft))[2];
    }

    /** The inverse transform of sqrt(mean) exp(i defocus (k / k_max)^2), centred. */
    private static ComplexImage defocused(double defocus, double[] mean, Fft2 fft) {
        int rows = fft.rows();
        int columns = fft.columns();
        ComplexImage wave = ComplexImage.zeros(rows, columns);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                double ky = 2.0 * Math.min(y, rows - y) / rows;
                double kx = 2.0 * Math.min(x, columns - x) / columns;
                double phase = defocus * (ky * ky + kx * kx);
                double amplitude = Math.sqrt(mean[y * columns + x]);
                wave.re()[y * columns + x] = (float) (amplitude * Math.cos(phase));
                wave.im()[y * columns + x] = (float) (amplitude * Math.sin(phase));
            }
        }
        fft.inverse(wave.re(), wave.im());
        return FftOrder.toCentred(wave);
    }
}
