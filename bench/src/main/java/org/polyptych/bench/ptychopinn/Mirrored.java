package org.polyptych.bench.ptychopinn;

import org.polyptych.core.ComplexImage;

/**
 * Whether what was found in a disc is what is there, or that turned by 180 degrees: a real wave, and any wave and the
 * conjugate of itself turned, have one pattern, so that an answer from one pattern may be either (Supplementary Fig. 1 of the
 * paper).
 *
 * @param straight correlation with the truth, 0 to 1: the modulus, means taken out, so that a common factor does not count
 * @param turned the same with the conjugate of the truth turned about the middle pixel
 */
record Mirrored(double straight, double turned) {
    /**
     * @param found of the same size as the truth, both with room for the disc about the pixel
     * @param radius of the disc in pixels
     */
    static Mirrored about(
            ComplexImage found, int row, int column, ComplexImage truth, int trueRow, int trueColumn, double radius) {
        int reach = (int) Math.ceil(radius) - 1;
        int count = 0;
        for (int y = -reach; y <= reach; y++) {
            for (int x = -reach; x <= reach; x++) {
                count += Math.hypot(y, x) < radius ? 1 : 0;
            }
        }
        double[][] a = new double[2][count];
        double[][] t = new double[2][count];
        double[][] m = new double[2][count];
        int k = 0;
        for (int y = -reach; y <= reach; y++) {
            for (int x = -reach; x <= reach; x++) {
                if (Math.hypot(y, x) < radius) {
                    put(found, row + y, column + x, 1, a, k);
                    put(truth, trueRow + y, trueColumn + x, 1, t, k);
                    put(truth, trueRow - y, trueColumn - x, -1, m, k);
                    k++;
                }
            }
        }
        return new Mirrored(correlation(a, t), correlation(a, m));
    }

    boolean flipped() {
        return turned > straight;
    }

    private static void put(ComplexImage from, int row, int column, int sign, double[][] to, int k) {
        int i = row * from.columns() + column;
        to[0][k] = from.re()[i];
        to[1][k] = sign * from.im()[i];
    }

    private static double correlation(double[][] a, double[][] b) {
        centre(a);
        centre(b);
        double re = 0;
        double im = 0;
        double powerA = 0;
        double powerB = 0;
        for (int k = 0; k < a[0].length; k++) {
            re += a[0][k] * b[0][k] + a[1][k] * b[1][k];
            im += a[1][k] * b[0][k] - a[0][k] * b[1][k];
            powerA += a[0][k] * a[0][k] + a[1][k] * a[1][k];
            powerB += b[0][k] * b[0][k] + b[1][k] * b[1][k];
        }
        return powerA > 0 && powerB > 0 ? Math.hypot(re, im) / Math.sqrt(powerA * powerB) : 0;
    }

    private static void centre(double[][] values) {
        for (double[] part : values) {
            double mean = 0;
            for (double value : part) {
                mean += value / part.length;
            }
            for (int k = 0; k < part.length; k++) {
                part[k] -= mean;
            }
        }
    }
}
