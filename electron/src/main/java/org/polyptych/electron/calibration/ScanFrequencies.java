package org.polyptych.electron.calibration;

import java.util.ArrayList;
import java.util.List;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Positions;

/**
 * Spatial frequencies of the scan, one of each pair s, -s.
 *
 * @param y cycles per metre down
 * @param x cycles per metre to the right
 */
record ScanFrequencies(double[] y, double[] x) {
    /** Lower ones, in periods over the scan, hold what drifts. */
    private static final double LOWEST = 1.5;

    /**
     * Those up to a radius, evenly as the extent of the scan tells them apart, and of these so many by chance.
     *
     * @param step between positions, metres
     * @param most cycles per metre
     * @param count at most
     */
    static ScanFrequencies of(Positions positions, double step, double most, int count) {
        double stepY = 1 / (Extent.of(positions.y()).length() + step);
        double stepX = 1 / (Extent.of(positions.x()).length() + step);
        List<double[]> all = new ArrayList<>();
        int rows = (int) Math.floor(most / stepY);
        int columns = (int) Math.floor(most / stepX);
        for (int m = 0; m <= rows; m++) {
            for (int n = m == 0 ? 1 : -columns; n <= columns; n++) {
                double radius = Math.hypot(m * stepY, n * stepX);
                if (radius <= most && Math.hypot(m, n) >= LOWEST) {
                    all.add(new double[] {m * stepY, n * stepX});
                }
            }
        }
        int[] order = new RandomStream(1, 0).permutation(all.size());
        int kept = Math.min(count, all.size());
        double[] y = new double[kept];
        double[] x = new double[kept];
        for (int i = 0; i < kept; i++) {
            y[i] = all.get(order[i])[0];
            x[i] = all.get(order[i])[1];
        }
        return new ScanFrequencies(y, x);
    }

    int count() {
        return y.length;
    }

    /** Every second one, beginning with the first or the second. */
    ScanFrequencies half(int first) {
        int n = (count() - first + 1) / 2;
        double[] halfY = new double[n];
        double[] halfX = new double[n];
        for (int i = 0; i < n; i++) {
            halfY[i] = y[2 * i + first];
            halfX[i] = x[2 * i + first];
        }
        return new ScanFrequencies(halfY, halfX);
    }
}
