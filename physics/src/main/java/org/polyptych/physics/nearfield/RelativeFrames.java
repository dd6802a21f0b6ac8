package org.polyptych.physics.nearfield;

import org.polyptych.physics.Scan;

/**
 * Frames relative to their mean, counts / mean - 1, so that the specimen is left and the beam is not; with weights by
 * light, mean / largest mean, 0 on masked pixels. Large frames are added up in blocks of pixels.
 */
final class RelativeFrames {
    /** Longer frames are binned: a shift of a small part of a pixel is not needed. */
    private static final int LONGEST = 256;

    private final Scan scan;
    private final int bin;
    private final int rows;
    private final int columns;
    private final double[] mean;
    private final float[] weights;

    RelativeFrames(Scan scan) {
        this.scan = scan;
        int longest = Math.max(scan.frames().rows(), scan.frames().columns());
        this.bin = (longest + LONGEST - 1) / LONGEST;
        this.rows = scan.frames().rows() / bin;
        this.columns = scan.frames().columns() / bin;
        this.mean = new double[rows * columns];
        for (int j = 0; j < scan.frames().count(); j++) {
            float[] counts = counts(j);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += counts[i] / scan.frames().count();
            }
        }
        double most = 0;
        for (double value : mean) {
            most = Math.max(most, value);
        }
        this.weights = new float[mean.length];
        for (int i = 0; i < mean.length && most > 0; i++) {
            weights[i] = (float) (mean[i] / most);
        }
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** Detector pixels along each side of a pixel here. */
    int bin() {
        return bin;
    }

    /** [row][column]: the array itself. */
    float[] weights() {
        return weights;
    }

    /** A frame relative to the mean; 0 where there is no light. */
    float[] frame(int j) {
        float[] counts = counts(j);
        for (int i = 0; i < counts.length; i++) {
            counts[i] = mean[i] > 0 ? (float) (counts[i] / mean[i] - 1) : 0;
        }
        return counts;
    }

    /** Counts on good pixels, binned; a value that cannot be is 0. */
    private float[] counts(int j) {
        float[] amplitudes = scan.frames().frame(j);
        float[] counts = new float[rows * columns];
        int across = scan.frames().columns();
        for (int y = 0; y < rows * bin; y++) {
            for (int x = 0; x < columns * bin; x++) {
                int i = y * across + x;
                float a = amplitudes[i];
                if (scan.mask()[i] && a > 0 && a < Float.POSITIVE_INFINITY) {
                    counts[y / bin * columns + x / bin] += a * a;
                }
            }
        }
        return counts;
    }
}
