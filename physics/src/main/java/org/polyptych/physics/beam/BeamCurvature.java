package org.polyptych.physics.beam;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;

/**
 * How a wave diverges: 1 / R along each axis, from the covariance of place and direction over the variance of place,
 * both weighted by its intensity. For exp(i pi r^2 / (wavelength R)) of any amplitude that is 1 / R itself, R being
 * positive behind a focus; for any other wave it is the curvature that fits it best (of its Wigner function: Bastiaans
 * 1986, J. Opt. Soc. Am. A 3, 1227).
 *
 * @param down 1 / R along y, per metre
 * @param right 1 / R along x, per metre
 */
public record BeamCurvature(double down, double right) {
    /**
     * @param wave with its middle at pixel (rows / 2, columns / 2)
     * @param pixelHeight in metres
     * @param pixelWidth in metres
     * @param wavelength in metres
     */
    public static BeamCurvature of(ComplexImage wave, double pixelHeight, double pixelWidth, double wavelength) {
        return new BeamCurvature(
                along(wave, true, pixelHeight) * wavelength / (2 * Math.PI),
                along(wave, false, pixelWidth) * wavelength / (2 * Math.PI));
    }

    /** By how much a wave so curved is magnified when it has gone on over a distance in metres, {down, right}. */
    public double[] magnification(double distance) {
        return new double[] {1 + distance * down, 1 + distance * right};
    }

    /** Slope of the phase's derivative over the distance from the middle of the light, in rad / m^2. */
    private static double along(ComplexImage wave, boolean down, double pixel) {
        ComplexImage slope = wave.copy();
        int rows = wave.rows();
        int columns = wave.columns();
        try (Fft2 fft = Fft2.of(rows, columns)) {
            fft.forward(slope.re(), slope.im());
            for (int i = 0; i < slope.size(); i++) {
                int k = down ? i / columns : i % columns;
                int n = down ? rows : columns;
                double q = 2 * k == n ? 0 : 2 * Math.PI * (k < (n + 1) / 2 ? k : k - n) / (n * pixel);
                float re = slope.re()[i];
                slope.re()[i] = (float) (-q * slope.im()[i] * pixel);
                slope.im()[i] = (float) (q * re * pixel);
            }
            fft.inverse(slope.re(), slope.im());
        }
        double light = 0;
        double place = 0;
        double direction = 0;
        double both = 0;
        double square = 0;
        for (int i = 0; i < wave.size(); i++) {
            double x = down ? i / columns - rows / 2 : i % columns - columns / 2;
            double re = wave.re()[i];
            double im = wave.im()[i];
            double w = re * re + im * im;
            // Im conj(wave) wave' = |wave|^2 times the phase's derivative, a pixel
            double turned = re * slope.im()[i] - im * slope.re()[i];
            light += w;
            place += w * x;
            direction += turned;
            both += turned * x;
            square += w * x * x;
        }
        double covariance = both - place * direction / light;
        double variance = square - place * place / light;
        return covariance / variance / (pixel * pixel);
    }
}
