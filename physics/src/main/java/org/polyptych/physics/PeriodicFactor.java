package org.polyptych.physics;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;

/**
 * The periodic factor whose logarithm has given differences between neighbours, in the least squares sense: the periodic
 * Poisson equation, solved by Fourier transforms. Constant differences (a ramp) and the mean of the logarithm are dropped.
 */
final class PeriodicFactor {
    private PeriodicFactor() {}

    /**
     * @param down differences of log g from each pixel to the one below it, cyclically: log-amplitude as real part, phase
     *     as imaginary part; overwritten
     * @param right those to the pixel at the right; overwritten
     */
    static ComplexImage from(ComplexImage down, ComplexImage right) {
        int rows = down.rows();
        int columns = down.columns();
        try (Fft2 fft = Fft2.of(rows, columns)) {
            fft.forward(down.re(), down.im());
            fft.forward(right.re(), right.im());
            ComplexImage log = ComplexImage.zeros(rows, columns);
            for (int ky = 0; ky < rows; ky++) {
                for (int kx = 0; kx < columns; kx++) {
                    if (ky + kx > 0) {
                        solve(down, right, log, ky, kx);
                    }
                }
            }
            fft.inverse(log.re(), log.im());
            return exponential(log);
        }
    }

    /** log g = (conj(Dy) down + conj(Dx) right) / (|Dy|^2 + |Dx|^2) with D = exp(2 pi i k / n) - 1. */
    private static void solve(ComplexImage down, ComplexImage right, ComplexImage log, int ky, int kx) {
        int i = ky * log.columns() + kx;
        double angleY = 2 * Math.PI * ky / log.rows();
        double angleX = 2 * Math.PI * kx / log.columns();
        double yr = Math.cos(angleY) - 1;
        double yi = Math.sin(angleY);
        double xr = Math.cos(angleX) - 1;
        double xi = Math.sin(angleX);
        double norm = yr * yr + yi * yi + xr * xr + xi * xi;
        log.re()[i] =
                (float) ((yr * down.re()[i] + yi * down.im()[i] + xr * right.re()[i] + xi * right.im()[i]) / norm);
        log.im()[i] =
                (float) ((yr * down.im()[i] - yi * down.re()[i] + xr * right.im()[i] - xi * right.re()[i]) / norm);
    }

    private static ComplexImage exponential(ComplexImage log) {
        ComplexImage image = ComplexImage.zeros(log.rows(), log.columns());
        for (int i = 0; i < log.size(); i++) {
            double amplitude = Math.exp(log.re()[i]);
            image.re()[i] = (float) (amplitude * Math.cos(log.im()[i]));
            image.im()[i] = (float) (amplitude * Math.sin(log.im()[i]));
        }
        return image;
    }
}
