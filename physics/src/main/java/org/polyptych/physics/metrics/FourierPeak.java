package org.polyptych.physics.metrics;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;

/**
 * The highest point of a Fourier transform, between its pixels too: t = (y, x) that makes |sum over i of g(i) exp(2 pi i
 * (i - N/2) . t / N)| largest. First on the pixels by an FFT, then on ever finer grids by matrix products (the idea of
 * Guizar-Sicairos, Thurman and Fienup 2008). One peak serves two ends: of a cross-spectrum it is the shift between two
 * images, of the product of two images the ramp between them.
 *
 * @param y in transform pixels, from -rows/2 to rows/2
 * @param x in transform pixels, from -columns/2 to columns/2
 */
record FourierPeak(double y, double x) {
    private static final int HALF_GRID = 6;
    private static final double[] STEPS = {0.2, 0.04, 0.008, 0.0016, 0.0003, 0.00006};

    static FourierPeak of(ComplexImage g) {
        FourierPeak peak = onPixels(g);
        for (double step : STEPS) {
            peak = highest(g, peak, step);
        }
        return peak;
    }

    private static FourierPeak onPixels(ComplexImage g) {
        ComplexImage transform = g.copy();
        try (Fft2 fft = Fft2.of(g.rows(), g.columns())) {
            fft.inverse(transform.re(), transform.im());
        }
        int best = 0;
        double most = -1;
        for (int i = 0; i < transform.size(); i++) {
            double re = transform.re()[i];
            double im = transform.im()[i];
            if (re * re + im * im > most) {
                most = re * re + im * im;
                best = i;
            }
        }
        return new FourierPeak(signed(best / g.columns(), g.rows()), signed(best % g.columns(), g.columns()));
    }

    private static FourierPeak highest(ComplexImage g, FourierPeak centre, double step) {
        FourierPeak best = centre;
        double most = -1;
        for (int b = -HALF_GRID; b <= HALF_GRID; b++) {
            double x = centre.x + b * step;
            double[][] rows = alongRows(g, x);
            for (int a = -HALF_GRID; a <= HALF_GRID; a++) {
                double y = centre.y + a * step;
                double height = power(rows, y);
                if (height > most) {
                    most = height;
                    best = new FourierPeak(y, x);
                }
            }
        }
        return best;
    }

    private static double[][] alongRows(ComplexImage g, double x) {
        double[] cos = new double[g.columns()];
        double[] sin = new double[g.columns()];
        fill(cos, sin, x);
        double[] re = new double[g.rows()];
        double[] im = new double[g.rows()];
        for (int row = 0, i = 0; row < g.rows(); row++) {
            for (int column = 0; column < g.columns(); column++, i++) {
                re[row] += g.re()[i] * cos[column] - g.im()[i] * sin[column];
                im[row] += g.re()[i] * sin[column] + g.im()[i] * cos[column];
            }
        }
        return new double[][] {re, im};
    }

    private static double power(double[][] rows, double y) {
        int count = rows[0].length;
        double[] cos = new double[count];
        double[] sin = new double[count];
        fill(cos, sin, y);
        double re = 0;
        double im = 0;
        for (int row = 0; row < count; row++) {
            re += rows[0][row] * cos[row] - rows[1][row] * sin[row];
            im += rows[0][row] * sin[row] + rows[1][row] * cos[row];
        }
        return re * re + im * im;
    }

    private static void fill(double[] cos, double[] sin, double t) {
        int count = cos.length;
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * (i - count / 2) * t / count;
            cos[i] = Math.cos(angle);
            sin[i] = Math.sin(angle);
        }
    }

    private static int signed(int index, int length) {
        return index < (length + 1) / 2 ? index : index - length;
    }
}
