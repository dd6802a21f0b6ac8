package org.polyptych.physics.metrics;

import java.util.Arrays;
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
        Rings rings = new Rings(rows, columns);
        rings.add(fa, fb);
        return rings.correlation(freePhase);
    }

    private static ComplexImage complex(RealImage image) {
        return new ComplexImage(image.rows(), image.columns(), image.values(), new float[image.size()]);
    }

    /** Sums over rings of rounded radius up to Nyquist of the shorter side; the corners beyond belong to no ring. */
    private static final class Rings {
        private final int rows;
        private final int columns;
        private final int size;
        private final int[] pixels;
        private final double[] re;
        private final double[] im;
        private final double[] powerA;
        private final double[] powerB;

        Rings(int rows, int columns) {
            this.rows = rows;
            this.columns = columns;
            size = Math.min(rows, columns);
            int count = size / 2 + 1;
            pixels = new int[count];
            re = new double[count];
            im = new double[count];
            powerA = new double[count];
            powerB = new double[count];
        }

        void add(ComplexImage a, ComplexImage b) {
            for (int y = 0; y < rows; y++) {
                double fy = (double) signed(y, rows) / rows;
                for (int x = 0; x < columns; x++) {
                    double fx = (double) signed(x, columns) / columns;
                    int ring = (int) Math.rint(size * Math.hypot(fy, fx));
                    if (ring < pixels.length) {
                        add(ring, a, b, y * columns + x);
                    }
                }
            }
        }

        private void add(int ring, ComplexImage a, ComplexImage b, int i) {
            double ar = a.re()[i];
            double ai = a.im()[i];
            double br = b.re()[i];
            double bi = b.im()[i];
            pixels[ring]++;
            re[ring] += ar * br + ai * bi;
            im[ring] += ai * br - ar * bi;
            powerA[ring] += ar * ar + ai * ai;
            powerB[ring] += br * br + bi * bi;
        }

        FourierRingCorrelation correlation(boolean freePhase) {
            double sumRe = Arrays.stream(re).skip(1).sum();
            double sumIm = Arrays.stream(im).skip(1).sum();
            double phase = freePhase ? Math.atan2(sumIm, sumRe) : 0;
            double[] correlation = new double[pixels.length];
            correlation[0] = 1;
            for (int ring = 1; ring < pixels.length; ring++) {
                double power = Math.sqrt(powerA[ring]) * Math.sqrt(powerB[ring]);
                double sum = re[ring] * Math.cos(phase) + im[ring] * Math.sin(phase);
                correlation[ring] = power > 0 ? sum / power : 0;
            }
            return new FourierRingCorrelation(correlation, pixels, size);
        }

        private static int signed(int index, int length) {
            return index < (length + 1) / 2 ? index : index - length;
        }
    }
}
