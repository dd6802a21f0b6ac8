package org.polyptych.io;

import java.util.Arrays;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.physics.Positions;

/**
 * Along what the rows and columns of a CXI detector run. CXI's axes x and y point left and up, seen along the beam's way
 * to the detector, and its translations are the sample's: the probe goes the other way over the sample, so that its
 * position along an array axis is -T . b with the unit basis vector b of that axis. With the usual basis, rows down and
 * columns right, the two minus signs cancel.
 *
 * @param row from one row to the next, (x, y, z) in metres
 * @param column from one column to the next
 */
record DetectorAxes(double[] row, double[] column) {
    private static final double LARGEST_COSINE = 0.99;

    static DetectorAxes usual(double pixelHeight, double pixelWidth) {
        return new DetectorAxes(new double[] {0, -pixelHeight, 0}, new double[] {-pixelWidth, 0, 0});
    }

    /**
     * The axes from a dataset (3, 2) or (2, 3).
     *
     * @throws BadInputException if it holds no two different directions
     */
    static DetectorAxes read(Hdf5File file, String name) {
        try (Hdf5Dataset dataset = file.dataset(name)) {
            long[] shape = dataset.shape();
            boolean inColumns = Arrays.equals(shape, new long[] {3, 2});
            if (!inColumns && !Arrays.equals(shape, new long[] {2, 3})) {
                throw new BadInputException(
                        dataset.label() + " must be 3 x 2 or 2 x 3, but its shape is " + dataset.shapeText());
            }
            double[] values = dataset.doubles();
            double[][] axes = new double[2][3];
            for (int a = 0; a < 2; a++) {
                for (int k = 0; k < 3; k++) {
                    axes[a][k] = inColumns ? values[2 * k + a] : values[3 * a + k];
                }
                if (!(length(axes[a]) > 0 && length(axes[a]) < Double.POSITIVE_INFINITY)) {
                    throw new BadInputException(dataset.label() + " holds the vector " + Arrays.toString(axes[a])
                            + ", which points nowhere");
                }
            }
            if (!(Math.abs(dot(unit(axes[0]), unit(axes[1]))) < LARGEST_COSINE)) {
                throw new BadInputException(
                        dataset.label() + " holds two parallel vectors; rows and columns cannot both" + " run along "
                                + Arrays.toString(axes[0]));
            }
            return new DetectorAxes(axes[0], axes[1]);
        }
    }

    /** Metres from one row to the next. */
    double pixelHeight() {
        return length(row);
    }

    /** Metres from one column to the next. */
    double pixelWidth() {
        return length(column);
    }

    /** Whether the rows follow each other along x rather than y: a detector that lies on its side. */
    boolean onItsSide() {
        return Math.abs(row[0]) > Math.abs(row[1]);
    }

    /** Whether rows run down and columns right. */
    boolean isUsual() {
        return Arrays.equals(unit(row), new double[] {0, -1, 0})
                && Arrays.equals(unit(column), new double[] {-1, 0, 0});
    }

    /** Where the probe lies on the sample. @param translations x, y, z of the sample, frame by frame */
    Positions positions(List<double[]> translations) {
        double[] alongRows = unit(row);
        double[] alongColumns = unit(column);
        return new Positions(
                translations.stream().mapToDouble(t -> against(alongRows, t)).toArray(),
                translations.stream().mapToDouble(t -> against(alongColumns, t)).toArray());
    }

    /** -T . b, exact where b lies along an axis: what is multiplied by zero is not added. */
    private static double against(double[] unit, double[] translation) {
        double sum = 0;
        boolean first = true;
        for (int k = 0; k < 3; k++) {
            if (unit[k] != 0) {
                double part = -unit[k] * translation[k];
                sum = first ? part : sum + part;
                first = false;
            }
        }
        return sum;
    }

    private static double[] unit(double[] vector) {
        double length = length(vector);
        return Arrays.stream(vector).map(v -> v == 0 ? 0 : v / length).toArray();
    }

    /** Exact for vectors along an axis. */
    private static double length(double[] vector) {
        double largest = Math.max(Math.abs(vector[0]), Math.max(Math.abs(vector[1]), Math.abs(vector[2])));
        if (!(largest > 0) || !Double.isFinite(largest)) {
            return largest;
        }
        double sum =
                Arrays.stream(vector).map(v -> (v / largest) * (v / largest)).sum();
        return sum == 1 ? largest : largest * Math.sqrt(sum);
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }
}
