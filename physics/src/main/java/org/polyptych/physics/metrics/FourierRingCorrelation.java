package org.polyptych.physics.metrics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.RealImage;

/**
 * Fourier ring correlation (Saxton and Baumeister 1982): Re sum A conj(B) / sqrt(sum |A|^2 sum |B|^2) over each ring of
 * spatial frequencies. Both images lose their mean and are apodised first; they must be registered already.
 *
 * <p>The real part, not the modulus, is taken: the modulus of a sum of noise is positive, so that it would credit
 * agreement where there is none. Of two complex images one global phase is taken out first, because it cannot be
 * measured. Ring 0 is 1 by definition, since the means are gone; a ring without power has correlation 0.
 *
 * @param correlation by ring, from -1 to 1
 * @param pixels number of Fourier pixels of each ring
 * @param size pixels of the shorter side: ring r is r / size cycles a pixel
 */
public record FourierRingCorrelation(double[] correlation, int[] pixels, int size) {

    /** Of two registered images of one size, with the window {@link Apodisation#TUKEY}. */
    public static FourierRingCorrelation of(ComplexImage a, ComplexImage b) {
        return of(a, b, Apodisation.TUKEY);
    }

    /** Of two registered images of one size. */
    public static FourierRingCorrelation of(ComplexImage a, ComplexImage b, Apodisation apodisation) {
        return between(a, b, apodisation, true);
    }

    /** Of two registered real images of one size; an inverted image has correlation -1. */
    public static FourierRingCorrelation of(RealImage a, RealImage b, Apodisation apodisation) {
        return between(complex(a), complex(b), apodisation, false);
    }

    /** The ring's frequency as a fraction of Nyquist, half a cycle a pixel. */
    public double fractionOfNyquist(double ring) {
        return 2 * ring / size;
    }

    /** The mean over rings 1 and up, all rings counted alike, up to the given fraction of Nyquist. */
    public double mean(double fraction) {
        return Arrays.stream(correlation, 1, 1 + (int) Math.floor(fraction * size / 2 + 1e-9))
                .average()
                .orElseThrow();
    }

    /**
     * Where the curve first falls below the threshold, between two rings by linear interpolation. Later rings above it
     * do not count, and nothing is smoothed.
     */
    public Crossing crossing(Threshold threshold) {
        double before = correlation[0] - threshold.at(pixels[0]);
        for (int ring = 1; ring < correlation.length; ring++) {
            double here = correlation[ring] - threshold.at(pixels[ring]);
            if (here < 0) {
                double part = before > 0 ? before / (before - here) : 0;
                return new Crossing(fractionOfNyquist(ring - 1 + part), true);
            }
            before = here;
        }
        return new Crossing(fractionOfNyquist(correlation.length - 1), false);
    }

    /**
     * The curve smoothed along the rings by a Gaussian, as some papers do before they look for the crossing; beyond
     * the ends it is continued by its mirror image, and the Gaussian ends at four standard deviations.
     *
     * @param sigma in rings, above 0
     */
    public FourierRingCorrelation smoothed(double sigma) {
        Checks.positive(sigma, "the width of the smoothing");
        int reach = (int) (4 * sigma + 0.5);
        int count = correlation.length;
        double[] smooth = new double[count];
        for (int ring = 0; ring < count; ring++) {
            double sum = 0;
            double norm = 0;
            for (int k = -reach; k <= reach; k++) {
                double weight = Math.exp(-0.5 * k * k / (sigma * sigma));
                int from = Math.floorMod(ring + k, 2 * count);
                sum += weight * correlation[from < count ? from : 2 * count - 1 - from];
                norm += weight;
            }
            smooth[ring] = sum / norm;
        }
        return new FourierRingCorrelation(smooth, pixels, size);
    }

    /** The first ring whose correlation is below the value, not interpolated; one beyond the last where there is none. */
    public int firstBelow(double value) {
        return IntStream.range(0, correlation.length)
                .filter(ring -> correlation[ring] < value)
                .findFirst()
                .orElse(correlation.length);
    }

    /**
     * @param fractionOfNyquist the frequency
     * @param crossed false if the curve stays above the threshold: the frequency is then that of the last ring
     */
    public record Crossing(double fractionOfNyquist, boolean crossed) {
        /** Half a period at this frequency, in the unit of the pixel size: one pixel at Nyquist. */
        public double halfPeriod(double pixelSize) {
            return pixelSize / fractionOfNyquist;
        }
    }

    private static FourierRingCorrelation between(
            ComplexImage a, ComplexImage b, Apodisation apodisation, boolean freePhase) {
        Checks.sameSize(a, b);
        Checks.finite(a, b);
        int rows = a.rows();
        int columns = a.columns();
        float[] window = apodisation.over(rows, columns);
        ComplexImage fa = Apodisation.applied(a, window);
        ComplexImage fb = Apodisation.applied(b, window);
        try (Fft2 fft = Fft2.of(rows, columns)) {
            fft.forward(fa.re(), fa.im());
            fft.forward(fb.re(), fb.im());
        }
        RingSums rings = new RingSums(fa, fb);
        return new FourierRingCorrelation(rings.correlation(freePhase), rings.pixels(), rings.size());
    }

    private static ComplexImage complex(RealImage image) {
        return new ComplexImage(image.rows(), image.columns(), image.values(), new float[image.size()]);
    }
}
