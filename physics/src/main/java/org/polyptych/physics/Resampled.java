package org.polyptych.physics;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.FftOrder;

/** Object and probe on finer pixels, where they look the same. */
public final class Resampled {
    /** Half the width of the interpolating function, in pixels of what is interpolated. */
    private static final int LOBES = 3;

    private Resampled() {}

    /**
     * The object on the pixels of another, by Lanczos interpolation (a sinc of three lobes) along rows and columns; beyond
     * its border its outermost pixels go on.
     *
     * @param like has the pixels that are wanted; its content is not used
     * @return the same object where the pixels are the same
     */
    public static Specimen specimen(Specimen specimen, Specimen like) {
        if (sameGrid(specimen, like)) {
            return specimen;
        }
        double[] rows = new double[like.rows()];
        double[] columns = new double[like.columns()];
        for (int y = 0; y < rows.length; y++) {
            rows[y] = specimen.rowOf(like.centreY() + (y - like.rows() / 2) * like.pixelHeight());
        }
        for (int x = 0; x < columns.length; x++) {
            columns[x] = specimen.columnOf(like.centreX() + (x - like.columns() / 2) * like.pixelWidth());
        }
        ComplexImage[][] images = new ComplexImage[specimen.modes()][specimen.slices()];
        for (int m = 0; m < images.length; m++) {
            for (int s = 0; s < images[m].length; s++) {
                images[m][s] = interpolated(specimen.images()[m][s], rows, columns);
            }
        }
        return new Specimen(
                images,
                like.pixelHeight(),
                like.pixelWidth(),
                like.centreY(),
                like.centreX(),
                specimen.sliceSpacing(),
                specimen.tilt());
    }

    /** The probe with so many pixels on the same field of view: its spectrum continued by zeros. */
    public static Probe probe(Probe probe, int rows, int columns) {
        if (probe.rows() == rows && probe.columns() == columns) {
            return probe;
        }
        ComplexImage[][] finer = new ComplexImage[probe.variations()][probe.modes()];
        try (Fft2 small = Fft2.of(probe.rows(), probe.columns());
                Fft2 large = Fft2.of(rows, columns)) {
            for (int v = 0; v < finer.length; v++) {
                for (int m = 0; m < finer[v].length; m++) {
                    finer[v][m] = padded(probe.mode(v, m), small, large, rows, columns);
                }
            }
        }
        return new Probe(finer);
    }

    /** Unitary transforms keep the counts. */
    private static ComplexImage padded(ComplexImage mode, Fft2 small, Fft2 large, int rows, int columns) {
        ComplexImage wave = FftOrder.fromCentred(mode);
        small.forward(wave.re(), wave.im());
        ComplexImage spectrum = FftOrder.toCentred(wave);
        ComplexImage padded = ComplexImage.zeros(rows, columns);
        int top = rows / 2 - mode.rows() / 2;
        int left = columns / 2 - mode.columns() / 2;
        for (int y = 0; y < mode.rows(); y++) {
            int from = y * mode.columns();
            int to = (top + y) * columns + left;
            System.arraycopy(spectrum.re(), from, padded.re(), to, mode.columns());
            System.arraycopy(spectrum.im(), from, padded.im(), to, mode.columns());
        }
        ComplexImage fine = FftOrder.fromCentred(padded);
        large.inverse(fine.re(), fine.im());
        return FftOrder.toCentred(fine);
    }

    private static boolean sameGrid(Specimen a, Specimen b) {
        return a.rows() == b.rows()
                && a.columns() == b.columns()
                && a.pixelHeight() == b.pixelHeight()
                && a.pixelWidth() == b.pixelWidth()
                && a.centreY() == b.centreY()
                && a.centreX() == b.centreX();
    }

    private static ComplexImage interpolated(ComplexImage image, double[] rows, double[] columns) {
        ComplexImage wide = ComplexImage.zeros(image.rows(), columns.length);
        for (int x = 0; x < columns.length; x++) {
            int first = (int) Math.floor(columns[x]) - LOBES + 1;
            double[] weights = weights(columns[x] - first);
            for (int y = 0; y < image.rows(); y++) {
                double re = 0;
                double im = 0;
                for (int k = 0; k < weights.length; k++) {
                    int at = y * image.columns() + Math.clamp(first + k, 0, image.columns() - 1);
                    re += weights[k] * image.re()[at];
                    im += weights[k] * image.im()[at];
                }
                wide.re()[y * columns.length + x] = (float) re;
                wide.im()[y * columns.length + x] = (float) im;
            }
        }
        ComplexImage whole = ComplexImage.zeros(rows.length, columns.length);
        for (int y = 0; y < rows.length; y++) {
            int first = (int) Math.floor(rows[y]) - LOBES + 1;
            double[] weights = weights(rows[y] - first);
            for (int x = 0; x < columns.length; x++) {
                double re = 0;
                double im = 0;
                for (int k = 0; k < weights.length; k++) {
                    int at = Math.clamp(first + k, 0, image.rows() - 1) * columns.length + x;
                    re += weights[k] * wide.re()[at];
                    im += weights[k] * wide.im()[at];
                }
                whole.re()[y * columns.length + x] = (float) re;
                whole.im()[y * columns.length + x] = (float) im;
            }
        }
        return whole;
    }

    /** Of pixels 0, 1, ... for a place between the two in the middle; their sum is 1. */
    private static double[] weights(double place) {
        double[] weights = new double[2 * LOBES];
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            double t = Math.PI * (place - k);
            weights[k] = Math.abs(t) < 1e-9
                    ? 1
                    : Math.abs(place - k) >= LOBES ? 0 : LOBES * Math.sin(t) * Math.sin(t / LOBES) / (t * t);
            sum += weights[k];
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= sum;
        }
        return weights;
    }
}
