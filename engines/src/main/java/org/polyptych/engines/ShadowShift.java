package org.polyptych.engines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polyptych.core.Fft2;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;

/**
 * How far the patterns move on the detector when the specimen is moved. Out of focus a pattern holds a shadow image of
 * the specimen (Cowley, Ultramicroscopy 4, 435, 1979), which moves with it, the faster the nearer the focus; the sense
 * tells on which side of the focus the specimen lies. In focus nothing moves.
 *
 * <p>Found by correlating the fluctuations of patterns of neighbouring frames.
 *
 * @param perFrameWidth detector pixels by which the shadow moves when the specimen moves by the width of a frame; 0 where
 *     nothing moves
 * @param correlation of neighbouring patterns at that shift, 1 at most
 */
record ShadowShift(double perFrameWidth, double correlation) {
    private static final int MOST_CENTRES = 100;
    private static final int MOST_NEIGHBOURS = 4;
    /** Neighbours are this far apart at least, as a part of a frame: nearer ones would not tell slow from not at all. */
    private static final double LEAST_DISTANCE = 1 / 16.0;
    /** The largest shift looked for, as a part of a frame. */
    private static final double MOST_SHIFT = 0.4;
    /** Steps of the search, in detector pixels. */
    private static final double RESOLUTION = 0.5;
    /** Patterns agree with their neighbours as they stand, too; only a shift that agrees better by so much is believed. */
    private static final double CLEARLY = 1.25;

    static ShadowShift of(Scan scan) {
        int rows = scan.frames().rows();
        int columns = scan.frames().columns();
        List<double[]> pairs = pairs(scan);
        double distance = neighbourDistance(scan);
        int side = Math.min(rows, columns);
        int most = (int) (MOST_SHIFT * side / RESOLUTION);
        double[] score = new double[2 * most + 1];
        double energy = 0;
        try (Fft2 fft = Fft2.of(rows, columns)) {
            float[] whitening = whitening(scan);
            for (double[] pair : pairs) {
                float[][] a = spectrum(scan, (int) pair[0], whitening, fft);
                float[][] b = spectrum(scan, (int) pair[1], whitening, fft);
                energy += Math.sqrt(power(a) * power(b));
                correlate(a, b, fft);
                for (int k = -most; k <= most; k++) {
                    double scale = -k * RESOLUTION / distance;
                    int down = (int) Math.rint(scale * pair[2]);
                    int right = (int) Math.rint(scale * pair[3]);
                    if (Math.abs(down) < rows / 2 && Math.abs(right) < columns / 2) {
                        int at = Math.floorMod(down, rows) * columns + Math.floorMod(right, columns);
                        score[k + most] += b[0][at] * Math.sqrt((double) rows * columns);
                    }
                }
            }
        }
        int best = most;
        for (int k = 0; k < score.length; k++) {
            best = score[k] > score[best] ? k : best;
        }
        boolean moves = score[best] > CLEARLY * score[most];
        double pixels = moves ? (best - most) * RESOLUTION : 0;
        return new ShadowShift(pixels * side / distance, energy > 0 ? score[best] / energy : 0);
    }

    /** {frame, other frame, distance down and right in specimen pixels}. */
    private static List<double[]> pairs(Scan scan) {
        Positions positions = scan.positions();
        int n = positions.count();
        double distance = neighbourDistance(scan);
        List<double[]> pairs = new ArrayList<>();
        int centres = Math.min(n, MOST_CENTRES);
        for (int c = 0; c < centres; c++) {
            int i = (int) ((long) c * n / centres);
            List<double[]> near = new ArrayList<>();
            for (int j = 0; j < n; j++) {
                double down =
                        (positions.y()[j] - positions.y()[i]) / scan.geometry().pixelHeight();
                double right =
                        (positions.x()[j] - positions.x()[i]) / scan.geometry().pixelWidth();
                double far = Math.hypot(down, right);
                if (far > 0.5 * distance && far < 1.5 * distance) {
                    near.add(new double[] {i, j, down, right});
                }
            }
            int used = Math.min(near.size(), MOST_NEIGHBOURS);
            for (int k = 0; k < used; k++) {
                pairs.add(near.get(k * near.size() / used));
            }
        }
        return pairs;
    }

    /** The typical distance of neighbouring positions in pixels, from their number on the scanned area or line. */
    private static double neighbourDistance(Scan scan) {
        var y = Arrays.stream(scan.positions().y()).summaryStatistics();
        var x = Arrays.stream(scan.positions().x()).summaryStatistics();
        double height = (y.getMax() - y.getMin()) / scan.geometry().pixelHeight();
        double width = (x.getMax() - x.getMin()) / scan.geometry().pixelWidth();
        int n = scan.positions().count();
        double step = Math.max(Math.sqrt(height * width / n), Math.max(height, width) / n);
        return Math.max(
                step,
                LEAST_DISTANCE * Math.min(scan.frames().rows(), scan.frames().columns()));
    }

    /** One over the noise of a pixel, sqrt(mean counts); 0 on masked pixels. FFT order. */
    private static float[] whitening(Scan scan) {
        double[] mean = ProbeFromData.meanPattern(scan);
        double floor = 0.01 * Arrays.stream(mean).sum() / mean.length;
        float[] factors = new float[mean.length];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = (float) (mean[i] > 0 ? 1 / Math.sqrt(mean[i] + floor) : 0);
        }
        return factors;
    }

    /** The transform of how a pattern differs from the mean pattern, whose shape is the square of one over whitening. */
    private static float[][] spectrum(Scan scan, int frame, float[] whitening, Fft2 fft) {
        float[] counts = ProbeFromData.counts(scan, frame);
        double sum = 0;
        double meanSum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i];
            meanSum += whitening[i] > 0 ? 1 / ((double) whitening[i] * whitening[i]) : 0;
        }
        for (int i = 0; i < counts.length; i++) {
            float w = whitening[i];
            counts[i] = w > 0 ? (float) (counts[i] * w - sum / meanSum / w) : 0;
        }
        float[][] spectrum = {counts, new float[counts.length]};
        fft.forward(spectrum[0], spectrum[1]);
        return spectrum;
    }

    private static double power(float[][] spectrum) {
        double sum = 0;
        for (int i = 0; i < spectrum[0].length; i++) {
            sum += (double) spectrum[0][i] * spectrum[0][i] + (double) spectrum[1][i] * spectrum[1][i];
        }
        return sum;
    }

    /** b = the correlation of a and b, given their spectra: its peak is where the content of a is found in b. */
    private static void correlate(float[][] a, float[][] b, Fft2 fft) {
        for (int i = 0; i < a[0].length; i++) {
            float re = a[0][i] * b[0][i] + a[1][i] * b[1][i];
            float im = a[0][i] * b[1][i] - a[1][i] * b[0][i];
            b[0][i] = re;
            b[1][i] = im;
        }
        fft.inverse(b[0], b[1]);
    }
}
