package org.polyptych.engines;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;

/**
 * The mean of an image over the last iterations, up to a global phase: mean += (image e^(-i theta) - mean) / min(count,
 * window), with theta the phase of the image against the mean.
 */
public final class RunningMean {
    private static final int ROWS_A_BAND = 16;

    private final ComplexImage mean;
    private final int window;

    /** @param window 1 or more iterations; starts with the image as the mean */
    public RunningMean(ComplexImage start, int window) {
        this.mean = start.copy();
        this.window = window;
    }

    /** The mean itself, not a copy. */
    public ComplexImage image() {
        return mean;
    }

    /** The phase in radians of an image against the mean. */
    public double phaseOf(ComplexImage image, Parallel parallel) {
        float[] re = new float[mean.rows()];
        float[] im = new float[mean.rows()];
        int bands = (mean.rows() + ROWS_A_BAND - 1) / ROWS_A_BAND;
        parallel.forEach(bands, band -> {
            int end = Math.min(mean.rows(), (band + 1) * ROWS_A_BAND);
            for (int y = band * ROWS_A_BAND; y < end; y++) {
                addRow(image, y, re, im);
            }
        });
        double sumRe = 0;
        double sumIm = 0;
        for (int y = 0; y < re.length; y++) {
            sumRe += re[y];
            sumIm += im[y];
        }
        return Math.atan2(sumIm, sumRe);
    }

    private void addRow(ComplexImage image, int y, float[] re, float[] im) {
        float rowRe = 0;
        float rowIm = 0;
        for (int i = y * mean.columns(); i < (y + 1) * mean.columns(); i++) {
            rowRe += mean.re()[i] * image.re()[i] + mean.im()[i] * image.im()[i];
            rowIm += mean.re()[i] * image.im()[i] - mean.im()[i] * image.re()[i];
        }
        re[y] = rowRe;
        im[y] = rowIm;
    }

    /**
     * Takes in an image.
     *
     * @param phase by which the image is turned back before, in radians
     * @param count number of images so far, this one included
     */
    public void add(ComplexImage image, double phase, int count) {
        float share = 1f / Math.min(count, window);
        float cos = (float) Math.cos(phase);
        float sin = (float) Math.sin(phase);
        add(image.re(), image.im(), mean.re(), mean.im(), cos, sin, share, mean.size());
    }

    private static void add(
            float[] re, float[] im, float[] meanRe, float[] meanIm, float cos, float sin, float share, int n) {
        for (int i = 0; i < n; i++) {
            float r = re[i] * cos + im[i] * sin;
            float m = im[i] * cos - re[i] * sin;
            meanRe[i] += share * (r - meanRe[i]);
            meanIm[i] += share * (m - meanIm[i]);
        }
    }
}
