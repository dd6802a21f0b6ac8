package org.polyptych.electron.calibration;

import java.util.Arrays;
import org.polyptych.core.Parallel;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Positions;

/**
 * The images that the cells of the disc see, transformed over the scan: sum over frames of w V exp(-2 pi i s r), with a window
 * w that falls to 0 at the edges of the scan. What drifts smoothly is taken off before, and of each frequency what all cells
 * have in common, since in a weak phase object what one direction gains another loses. Positions may lie anywhere.
 *
 * @param images seen by the cells
 * @param frequencies looked at
 * @param re [frequency][cell]
 * @param im [frequency][cell]
 * @param power of each frequency, the sum over cells
 */
record ScanSpectrum(BeamImages images, ScanFrequencies frequencies, float[][] re, float[][] im, double[] power) {
    /** Share of the scan, at each side, over which the window rises. */
    private static final double RISE = 0.2;

    static ScanSpectrum of(BeamImages images, ScanFrequencies frequencies, Parallel parallel) {
        int n = images.frames();
        int cells = images.lit().length;
        float[][] even = new float[n][cells];
        Parabola drift = new Parabola(images.positions());
        double[] window = window(images.positions());
        parallel.forEach(cells, c -> {
            if (images.lit()[c]) {
                double[] one = new double[n];
                for (int j = 0; j < n; j++) {
                    one[j] = images.values()[j][c];
                }
                double[] smooth = drift.of(one);
                for (int j = 0; j < n; j++) {
                    even[j][c] = (float) (window[j] * (one[j] - smooth[j]));
                }
            }
        });
        int s = frequencies.count();
        float[][] re = new float[s][cells];
        float[][] im = new float[s][cells];
        double[] power = new double[s];
        parallel.forEach(s, f -> {
            transform(images.positions(), even, frequencies.y()[f], frequencies.x()[f], re[f], im[f]);
            power[f] = withoutMean(re[f], images.lit()) + withoutMean(im[f], images.lit());
        });
        return new ScanSpectrum(images, frequencies, re, im, power);
    }

    /** A value a frame, transformed alike: {re, im}[frequency]. */
    double[][] of(double[] values) {
        int n = images.frames();
        double[] smooth = new Parabola(images.positions()).of(values);
        double[] window = window(images.positions());
        double[][] out = new double[2][frequencies.count()];
        for (int f = 0; f < frequencies.count(); f++) {
            for (int j = 0; j < n; j++) {
                double phase = -2
                        * Math.PI
                        * (frequencies.y()[f] * images.positions().y()[j]
                                + frequencies.x()[f] * images.positions().x()[j]);
                double value = window[j] * (values[j] - smooth[j]);
                out[0][f] += value * Math.cos(phase);
                out[1][f] += value * Math.sin(phase);
            }
        }
        return out;
    }

    /** Sum of the window over the frames. */
    double weight() {
        return Arrays.stream(window(images.positions())).sum();
    }

    /** Every second frequency, beginning with the first or the second. */
    ScanSpectrum half(int first) {
        ScanFrequencies some = frequencies.half(first);
        float[][] halfRe = new float[some.count()][];
        float[][] halfIm = new float[some.count()][];
        double[] halfPower = new double[some.count()];
        for (int i = 0; i < some.count(); i++) {
            halfRe[i] = re[2 * i + first];
            halfIm[i] = im[2 * i + first];
            halfPower[i] = power[2 * i + first];
        }
        return new ScanSpectrum(images, some, halfRe, halfIm, halfPower);
    }

    private static void transform(Positions positions, float[][] values, double y, double x, float[] re, float[] im) {
        for (int j = 0; j < values.length; j++) {
            double phase = -2 * Math.PI * (y * positions.y()[j] + x * positions.x()[j]);
            float cos = (float) Math.cos(phase);
            float sin = (float) Math.sin(phase);
            float[] frame = values[j];
            for (int c = 0; c < frame.length; c++) {
                re[c] += frame[c] * cos;
                im[c] += frame[c] * sin;
            }
        }
    }

    /** Takes the mean over lit cells off; the squares that are left. */
    private static double withoutMean(float[] values, boolean[] lit) {
        double sum = 0;
        int n = 0;
        for (int c = 0; c < values.length; c++) {
            sum += lit[c] ? values[c] : 0;
            n += lit[c] ? 1 : 0;
        }
        double squares = 0;
        for (int c = 0; c < values.length; c++) {
            values[c] = lit[c] ? (float) (values[c] - sum / n) : 0;
            squares += (double) values[c] * values[c];
        }
        return squares;
    }

    private static double[] window(Positions positions) {
        double[] window = new double[positions.count()];
        Arrays.fill(window, 1);
        for (double[] axis : new double[][] {positions.y(), positions.x()}) {
            Extent extent = Extent.of(axis);
            for (int j = 0; j < window.length && extent.length() > 0; j++) {
                double edge = Math.min(axis[j] - extent.least(), extent.most() - axis[j]) / (RISE * extent.length());
                double sine = Math.sin(Math.PI / 2 * Math.clamp(edge, 0.02, 1));
                window[j] *= sine * sine;
            }
        }
        return window;
    }
}
