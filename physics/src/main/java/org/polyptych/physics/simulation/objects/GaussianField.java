package org.polyptych.physics.simulation.objects;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.RandomStream;
import org.polyptych.core.RealImage;
import org.polyptych.core.settings.Setting;
import org.polyptych.physics.simulation.GaussianBlur;

/**
 * The <i>GRF</i> of PtychoPINN (Hoidn, Mishra, Mehta, Sci. Rep. 13, 22789, 2023): a Gaussian random field on half as
 * many pixels with the power spectrum P(k) = k^-0.4, scaled to [0, 1], interpolated linearly to all pixels from end to
 * end, blurred by a Gaussian of sigma 1 (mirrored at the edges). On the finer grid each pixel is four equal ones.
 */
public record GaussianField(
        @Setting(value = "-0.4", doc = "exponent of the power spectrum")
        double exponent,

        @Setting(value = "1", doc = "sigma of the blur in pixels")
        double blur,

        @Setting(value = "none", doc = "none, or tanh for pi tanh((A - max/2)/(3 mean)) of the amplitude A")
        Phase phase)
        implements TestObject {

    public GaussianField {
        if (!(Math.abs(exponent) <= 10)) {
            throw new IllegalArgumentException("exponent must be between -10 and 10, got " + exponent);
        }
        if (!(blur >= 0 && blur <= 1000)) {
            throw new IllegalArgumentException("blur must be 0 to 1000, got " + blur);
        }
    }

    @Override
    public ComplexImage image(int rows, int columns, int scale, long seed) {
        int side = (Math.max(rows, columns) + scale - 1) / scale;
        RealImage small = field(Math.max(2, (side + 1) / 2), seed);
        toUnitRange(small);
        RealImage amplitude = stretched(small, side);
        if (blur > 0) {
            GaussianBlur.mirrored(amplitude.values(), side, side, blur);
        }
        RealImage cut = amplitude.crop(0, 0, (rows + scale - 1) / scale, (columns + scale - 1) / scale);
        return Drawing.repeated(phase.on(cut), rows, columns, scale);
    }

    /** White noise filtered to the power spectrum, periodic, mean 0. */
    RealImage field(int side, long seed) {
        ComplexImage noise = ComplexImage.zeros(side, side);
        RandomStream random = new RandomStream(seed, Drawing.STREAMS);
        for (int i = 0; i < noise.size(); i++) {
            noise.re()[i] = (float) random.gaussian();
        }
        try (Fft2 fft = Fft2.of(side, side)) {
            fft.forward(noise.re(), noise.im());
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    double k = Math.hypot(Math.min(y, side - y), Math.min(x, side - x));
                    float filter = k == 0 ? 0 : (float) Math.pow(k, exponent / 2);
                    noise.re()[y * side + x] *= filter;
                    noise.im()[y * side + x] *= filter;
                }
            }
            fft.inverse(noise.re(), noise.im());
        }
        return new RealImage(side, side, noise.re());
    }

    private static void toUnitRange(RealImage image) {
        float min = image.values()[0];
        for (float value : image.values()) {
            min = Math.min(min, value);
        }
        float range = image.max() - min;
        for (int i = 0; i < image.size(); i++) {
            image.values()[i] = (image.values()[i] - min) / range;
        }
    }

    /** Linear interpolation, first pixel on first and last on last. */
    private static RealImage stretched(RealImage small, int side) {
        RealImage out = RealImage.zeros(side, side);
        int n = small.rows();
        for (int y = 0; y < side; y++) {
            double row = side == 1 ? 0 : (double) y * (n - 1) / (side - 1);
            int y0 = Math.min((int) row, n - 2);
            double fy = row - y0;
            for (int x = 0; x < side; x++) {
                double column = side == 1 ? 0 : (double) x * (n - 1) / (side - 1);
                int x0 = Math.min((int) column, n - 2);
                double fx = column - x0;
                double top = small.at(y0, x0) * (1 - fx) + small.at(y0, x0 + 1) * fx;
                double bottom = small.at(y0 + 1, x0) * (1 - fx) + small.at(y0 + 1, x0 + 1) * fx;
                out.values()[y * side + x] = (float) (top * (1 - fy) + bottom * fy);
            }
        }
        return out;
    }
}
