package org.polyptych.physics.phase;

import org.polyptych.core.ComplexImage;

/**
 * The plane exp(i (constant + rowSlope y + columnSlope x)) that a complex image carries. Ptychography cannot tell it
 * from a displaced pattern, so that pictures and comparisons are made without it.
 *
 * @param rowSlope radians from one row to the next
 * @param columnSlope radians from one column to the next
 * @param constant radians at pixel (0, 0)
 */
public record PhaseRamp(double rowSlope, double columnSlope, double constant) {
    /** Half width of the search about the first estimate, in Fourier pixels. */
    private static final int SEARCH = 8;

    /** The refinement works on sums over blocks, at most so many a side. */
    private static final int MOST_BLOCKS = 256;

    /** Least |sum w O| / sum w |O| with which the Fourier peak is believed. */
    private static final double COHERENT = 0.5;

    private static final double FINEST_STEP = 1e-9;

    /**
     * Finds the ramp that makes |sum w O exp(-i ramp)| largest: the highest point of the weighted image's Fourier
     * transform near the mean phase step between neighbours, to a small fraction of a Fourier pixel. The mean step,
     * taken from products of neighbours, needs no unwrapping; the peak is what remains exact where the image has
     * texture.
     *
     * <p>Where the phase itself varies so strongly that the peak holds less than half of sum w |O|, the highest point
     * may be that of a pattern in the object (a grating's orders), and the mean step is kept.
     *
     * @param weight one value a pixel, 0 or more, such as the illumination; 0 leaves the pixel out
     * @return a ramp of zero slopes where nothing has weight
     */
    public static PhaseRamp find(ComplexImage image, float[] weight) {
        if (weight.length != image.size()) {
            throw new IllegalArgumentException(
                    "an image of " + image.size() + " pixels needs as many weights, got " + weight.length);
        }
        double row = meanStep(image, weight, image.columns());
        double column = meanStep(image, weight, 1);
        Blocks blocks = Blocks.of(image, weight, row, column);
        double[] rest = blocks.peak();
        if (Math.hypot(blocks.re(rest[0], rest[1]), blocks.im(rest[0], rest[1])) < COHERENT * blocks.most) {
            rest = new double[] {0, 0};
        }
        double constant = Math.atan2(blocks.im(rest[0], rest[1]), blocks.re(rest[0], rest[1]));
        return new PhaseRamp(row + rest[0], column + rest[1], constant);
    }

    /** The image without the ramp, as a new image. */
    public ComplexImage removedFrom(ComplexImage image) {
        ComplexImage out = ComplexImage.zeros(image.rows(), image.columns());
        for (int y = 0; y < image.rows(); y++) {
            // the rotation is advanced by multiplication along a row: one sine and cosine a row
            double cos = Math.cos(constant + rowSlope * y);
            double sin = Math.sin(constant + rowSlope * y);
            double stepCos = Math.cos(columnSlope);
            double stepSin = Math.sin(columnSlope);
            for (int x = 0, i = y * image.columns(); x < image.columns(); x++, i++) {
                out.re()[i] = (float) (image.re()[i] * cos + image.im()[i] * sin);
                out.im()[i] = (float) (image.im()[i] * cos - image.re()[i] * sin);
                double next = cos * stepCos - sin * stepSin;
                sin = cos * stepSin + sin * stepCos;
                cos = next;
            }
        }
        return out;
    }

    /** The phase of the weighted sum of conj(O(i)) O(i + stride): stride 1 along rows, columns() down columns. */
    private static double meanStep(ComplexImage image, float[] weight, int stride) {
        int columns = image.columns();
        double re = 0;
        double im = 0;
        for (int i = 0; i + stride < image.size(); i++) {
            if (stride == 1 && i % columns == columns - 1 || weight[i] <= 0 || weight[i + stride] <= 0) {
                continue;
            }
            double w = Math.min(weight[i], weight[i + stride]);
            double ar = image.re()[i];
            double ai = image.im()[i];
            double br = image.re()[i + stride];
            double bi = image.im()[i + stride];
            re += w * (ar * br + ai * bi);
            im += w * (ar * bi - ai * br);
        }
        return Math.atan2(im, re);
    }

    /** The weighted image with the first estimate taken out, summed over blocks; most is the sum of its moduli. */
    private record Blocks(
            int rows, int columns, int edge, int imageRows, int imageColumns, double[] re, double[] im, double most) {

        static Blocks of(ComplexImage image, float[] weight, double row, double column) {
            int edge = Math.max(1, (Math.max(image.rows(), image.columns()) + MOST_BLOCKS - 1) / MOST_BLOCKS);
            int rows = (image.rows() + edge - 1) / edge;
            int columns = (image.columns() + edge - 1) / edge;
            double[] re = new double[rows * columns];
            double[] im = new double[rows * columns];
            double most = 0;
            ComplexImage flat = new PhaseRamp(row, column, 0).removedFrom(image);
            for (int y = 0; y < image.rows(); y++) {
                for (int x = 0, i = y * image.columns(); x < image.columns(); x++, i++) {
                    if (weight[i] > 0) {
                        int block = y / edge * columns + x / edge;
                        re[block] += (double) weight[i] * flat.re()[i];
                        im[block] += (double) weight[i] * flat.im()[i];
                        most += weight[i] * Math.hypot(flat.re()[i], flat.im()[i]);
                    }
                }
            }
            return new Blocks(rows, columns, edge, image.rows(), image.columns(), re, im, most);
        }

        /** The slopes, in radians a pixel, of the highest point within the search. */
        double[] peak() {
            double rowStep = Math.PI / imageRows;
            double columnStep = Math.PI / imageColumns;
            double[] best = highest(new double[] {0, 0}, 2 * SEARCH, rowStep, columnStep);
            while (Math.max(rowStep, columnStep) > FINEST_STEP) {
                rowStep /= 3;
                columnStep /= 3;
                best = highest(best, 2, rowStep, columnStep);
            }
            return best;
        }

        /** The best point of a grid about the centre; row by row first, so that a grid costs little more than a line. */
        private double[] highest(double[] centre, int half, double rowStep, double columnStep) {
            double[] best = centre;
            double highest = Math.pow(at(centre[0], centre[1], true), 2) + Math.pow(at(centre[0], centre[1], false), 2);
            for (int b = -half; b <= half; b++) {
                double column = centre[1] + b * columnStep;
                double[] alongRe = new double[rows];
                double[] alongIm = new double[rows];
                sumColumns(column, alongRe, alongIm);
                for (int a = -half; a <= half; a++) {
                    double row = centre[0] + a * rowStep;
                    double sumRe = sumRows(row, alongRe, alongIm, true);
                    double sumIm = sumRows(row, alongRe, alongIm, false);
                    double power = sumRe * sumRe + sumIm * sumIm;
                    if (power > highest) {
                        highest = power;
                        best = new double[] {row, column};
                    }
                }
            }
            return best;
        }

        double re(double row, double column) {
            return at(row, column, true);
        }

        double im(double row, double column) {
            return at(row, column, false);
        }

        private double at(double row, double column, boolean real) {
            double[] alongRe = new double[rows];
            double[] alongIm = new double[rows];
            sumColumns(column, alongRe, alongIm);
            return sumRows(row, alongRe, alongIm, real);
        }

        private void sumColumns(double slope, double[] outRe, double[] outIm) {
            for (int x = 0; x < columns; x++) {
                double angle = slope * centreOf(x);
                double cos = Math.cos(angle);
                double sin = Math.sin(angle);
                for (int y = 0; y < rows; y++) {
                    int i = y * columns + x;
                    outRe[y] += re[i] * cos + im[i] * sin;
                    outIm[y] += im[i] * cos - re[i] * sin;
                }
            }
        }

        private double sumRows(double slope, double[] partRe, double[] partIm, boolean real) {
            double sum = 0;
            for (int y = 0; y < rows; y++) {
                double angle = slope * centreOf(y);
                double cos = Math.cos(angle);
                double sin = Math.sin(angle);
                sum += real ? partRe[y] * cos + partIm[y] * sin : partIm[y] * cos - partRe[y] * sin;
            }
            return sum;
        }

        private double centreOf(int block) {
            return block * edge + (edge - 1) / 2.0;
        }
    }
}
