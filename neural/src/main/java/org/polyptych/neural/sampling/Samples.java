package org.polyptych.neural.sampling;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.core.Snapshot;

/**
 * The mean of several reconstructions of one object, and how far they lie from it: sums that are kept up one after the other
 * (Welford 1962), so that none of them has to be kept. An object and its probe share a factor that the data cannot tell; each
 * object is brought to the first one's before it counts.
 */
final class Samples {
    private static final String COUNT = "count";
    private static final String SUMS = "sums";

    private final int rows;
    private final int columns;
    private final double[] meanRe;
    private final double[] meanIm;
    private final double[] squares;
    private int count;

    Samples(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.meanRe = new double[rows * columns];
        this.meanIm = new double[rows * columns];
        this.squares = new double[rows * columns];
    }

    int count() {
        return count;
    }

    /** Takes another one in. */
    void add(ComplexImage object) {
        count++;
        for (int i = 0; i < squares.length; i++) {
            double re = object.re()[i] - meanRe[i];
            double im = object.im()[i] - meanIm[i];
            meanRe[i] += re / count;
            meanIm[i] += im / count;
            squares[i] += re * (object.re()[i] - meanRe[i]) + im * (object.im()[i] - meanIm[i]);
        }
    }

    /** Their mean; there must be one. */
    ComplexImage mean() {
        ComplexImage mean = ComplexImage.zeros(rows, columns);
        for (int i = 0; i < squares.length; i++) {
            mean.re()[i] = (float) meanRe[i];
            mean.im()[i] = (float) meanIm[i];
        }
        return mean;
    }

    /** The standard deviation of a pixel, sqrt(sum |O - mean|^2 / (n - 1)); there must be two. */
    RealImage deviation() {
        RealImage deviation = RealImage.zeros(rows, columns);
        for (int i = 0; i < squares.length; i++) {
            deviation.values()[i] = (float) Math.sqrt(Math.max(0, squares[i]) / (count - 1));
        }
        return deviation;
    }

    Snapshot save() {
        Snapshot snapshot = new Snapshot();
        snapshot.longs().put(COUNT, new long[] {count});
        double[] all = new double[3 * squares.length];
        System.arraycopy(meanRe, 0, all, 0, squares.length);
        System.arraycopy(meanIm, 0, all, squares.length, squares.length);
        System.arraycopy(squares, 0, all, 2 * squares.length, squares.length);
        snapshot.doubles().put(SUMS, all);
        return snapshot;
    }

    void restore(Snapshot snapshot) {
        count = (int) snapshot.longs().get(COUNT)[0];
        double[] all = snapshot.doubles().get(SUMS);
        System.arraycopy(all, 0, meanRe, 0, squares.length);
        System.arraycopy(all, squares.length, meanIm, 0, squares.length);
        System.arraycopy(all, 2 * squares.length, squares, 0, squares.length);
    }
}
