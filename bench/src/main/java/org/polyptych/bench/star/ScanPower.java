package org.polyptych.bench.star;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.RealImage;
import org.polyptych.physics.metrics.Apodisation;

/**
 * How much stronger a picture is at the frequencies of the scan than at those around them. A method that prints the scan
 * into its object has peaks there (a lattice of positions) or a ring (positions without a lattice); 1 means nothing.
 *
 * <p>The frequencies of the scan are where its structure factor S(k) = |sum_j exp(-i k r_j)|^2 / n is large. Over the
 * rings from {@value #FROM} to {@value #TO} times the frequency of the mean spacing, that is of sqrt(area of the square /
 * n), the figure is sum S Q / sum S with Q the power of the picture relative to a power law of the frequency that is
 * fitted to the same rings. Only the positions in the compared square count, so that peaks of S are as wide as those of
 * the picture.
 */
final class ScanPower {
    private static final double FROM = 0.6;
    private static final double TO = 1.6;

    private ScanPower() {}

    /**
     * @param phase of the square, without ramp
     * @param rows of the positions in it, in pixels from its first row
     * @param columns the same
     * @return NaN where fewer than four positions lie in the square
     */
    static double of(RealImage phase, double[] rows, double[] columns) {
        if (rows.length < 4) {
            return Double.NaN;
        }
        double spacing = Math.sqrt((double) phase.size() / rows.length);
        Band band = new Band(phase.rows(), phase.columns(), FROM / spacing, TO / spacing);
        double[] power = power(phase);
        double[] structure = structure(band, rows, columns);
        double[] law = band.law(power);
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < power.length; i++) {
            if (band.holds(i)) {
                double expected = Math.exp(law[0] + law[1] * Math.log(band.frequency(i)));
                sum += structure[i] * power[i] / expected;
                weight += structure[i];
            }
        }
        return sum / weight;
    }

    private static double[] power(RealImage phase) {
        float[] window = Apodisation.HANN.over(phase.rows(), phase.columns());
        double mean = phase.sum() / phase.size();
        ComplexImage spectrum = ComplexImage.zeros(phase.rows(), phase.columns());
        for (int i = 0; i < window.length; i++) {
            spectrum.re()[i] = (float) (window[i] * (phase.values()[i] - mean));
        }
        try (Fft2 fft = Fft2.of(phase.rows(), phase.columns())) {
            fft.forward(spectrum.re(), spectrum.im());
        }
        double[] power = new double[phase.size()];
        for (int i = 0; i < power.length; i++) {
            power[i] = spectrum.re()[i] * (double) spectrum.re()[i] + spectrum.im()[i] * (double) spectrum.im()[i];
        }
        return power;
    }

    /** 0 outside the band. */
    private static double[] structure(Band band, double[] rows, double[] columns) {
        double[] structure = new double[band.rows * band.columns];
        for (int y = 0, i = 0; y < band.rows; y++) {
            for (int x = 0; x < band.columns; x++, i++) {
                double re = 0;
                double im = 0;
                for (int j = 0; j < rows.length && band.holds(i); j++) {
                    double angle = 2 * Math.PI * (y * rows[j] / band.rows + x * columns[j] / band.columns);
                    re += Math.cos(angle);
                    im += Math.sin(angle);
                }
                structure[i] = (re * re + im * im) / rows.length;
            }
        }
        return structure;
    }

    /** The pixels of a transform, in FFT order, whose frequency lies between two, in cycles a pixel. */
    private record Band(int rows, int columns, double from, double to) {
        double frequency(int i) {
            int y = i / columns;
            int x = i % columns;
            return Math.hypot(
                    (double) (y < (rows + 1) / 2 ? y : y - rows) / rows,
                    (double) (x < (columns + 1) / 2 ? x : x - columns) / columns);
        }

        boolean holds(int i) {
            double f = frequency(i);
            return f >= from && f <= to;
        }

        /** a, b of ln(mean power of a ring) = a + b ln(frequency), all rings counted alike. */
        double[] law(double[] power) {
            int size = Math.min(rows, columns);
            double[] sums = new double[size];
            int[] pixels = new int[size];
            for (int i = 0; i < power.length; i++) {
                if (holds(i)) {
                    int ring = (int) Math.rint(size * frequency(i));
                    sums[ring] += power[i];
                    pixels[ring]++;
                }
            }
            double n = 0;
            double x = 0;
            double y = 0;
            double xx = 0;
            double xy = 0;
            for (int ring = 1; ring < size; ring++) {
                if (pixels[ring] > 0) {
                    double u = Math.log((double) ring / size);
                    double v = Math.log(sums[ring] / pixels[ring]);
                    n++;
                    x += u;
                    y += v;
                    xx += u * u;
                    xy += u * v;
                }
            }
            double b = (n * xy - x * y) / (n * xx - x * x);
            return new double[] {(y - b * x) / n, b};
        }
    }
}
