package org.polyptych.physics.metrics;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;

/**
 * Sums of two Fourier transforms over rings of equal spatial frequency, by rounded radius, up to Nyquist of the shorter
 * side; the corners beyond belong to no ring. Transforms are in FFT order.
 */
final class RingSums {
    private final int rows;
    private final int columns;
    private final int[] pixels;
    private final double[] re;
    private final double[] im;
    private final double[] powerA;
    private final double[] powerB;

    RingSums(ComplexImage a, ComplexImage b) {
        rows = a.rows();
        columns = a.columns();
        int count = size() / 2 + 1;
        pixels = new int[count];
        re = new double[count];
        im = new double[count];
        powerA = new double[count];
        powerB = new double[count];
        for (int y = 0, i = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++, i++) {
                int ring = ring(y, x);
                if (ring < count) {
                    add(ring, a, b, i);
                }
            }
        }
    }

    /** Pixels of the shorter side: ring r is r / size cycles a pixel. */
    int size() {
        return Math.min(rows, columns);
    }

    int[] pixels() {
        return pixels;
    }

    /** The ring of a pixel in FFT order; it may lie beyond the last. */
    int ring(int y, int x) {
        double fy = (double) signed(y, rows) / rows;
        double fx = (double) signed(x, columns) / columns;
        return (int) Math.rint(size() * Math.hypot(fy, fx));
    }

    /**
     * Re sum A conj(B) / sqrt(sum |A|^2 sum |B|^2) by ring; 1 for ring 0, 0 for a ring without power.
     *
     * @param freePhase whether the phase between the two images, one for all rings, is taken out first
     */
    double[] correlation(boolean freePhase) {
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
        return correlation;
    }

    /**
     * How much a frequency of each ring says about the shift between the images: c^2 / (1 - c^2) / sqrt(|A|^2 |B|^2),
     * the maximum-likelihood weight of a cross-spectrum (Knapp and Carter 1976) with the ring correlation c as
     * coherence. Rings without agreement, and those that a wrong shift still turns against each other, get 0.
     */
    double[] likelihoodWeights() {
        double[] correlation = correlation(true);
        double[] weights = new double[pixels.length];
        for (int ring = 1; ring < pixels.length; ring++) {
            double c = Math.clamp(correlation[ring], 0, 0.99);
            double power = Math.sqrt(powerA[ring]) * Math.sqrt(powerB[ring]) / pixels[ring];
            weights[ring] = power > 0 ? c * c / (1 - c * c) / power : 0;
        }
        return weights;
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

    private static int signed(int index, int length) {
        return index < (length + 1) / 2 ? index : index - length;
    }
}
