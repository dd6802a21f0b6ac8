package org.polyptych.physics.simulation;

import java.util.Arrays;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Positions;

/**
 * How much of the specimen a frame stands for. For positions on a lattice Pick's theorem gives the cell: area of the
 * convex hull / (frames - frames on its edge / 2 - 1), exact for a raster; elsewhere it is that of a triangulation, half
 * the hull's area a triangle.
 */
public final class ScanArea {
    /** Positions this near to the hull's edge lie on it, as a part of the scan's width. */
    private static final double ON_EDGE = 1e-6;

    private ScanArea() {}

    /** In square metres; NaN if the positions lie on a line or a point. */
    public static double perFrame(Positions positions) {
        int n = positions.count();
        Integer[] order = new Integer[n];
        Arrays.setAll(order, j -> j);
        double[] y = positions.y();
        double[] x = positions.x();
        Arrays.sort(order, (a, b) -> x[a] != x[b] ? Double.compare(x[a], x[b]) : Double.compare(y[a], y[b]));
        int[] hull = hull(order, y, x);
        double area = 0;
        for (int k = 0; k < hull.length; k++) {
            int a = hull[k];
            int b = hull[(k + 1) % hull.length];
            area += (x[a] * y[b] - x[b] * y[a]) / 2;
        }
        double width = Extent.of(y).length() + Extent.of(x).length();
        int onEdge = 0;
        for (int j = 0; j < n; j++) {
            onEdge += onEdge(hull, y, x, j, ON_EDGE * width) ? 1 : 0;
        }
        double cells = n - onEdge / 2.0 - 1;
        return area > ON_EDGE * width * width && cells > 0 ? area / cells : Double.NaN;
    }

    /** Andrew's monotone chain. */
    private static int[] hull(Integer[] order, double[] y, double[] x) {
        int n = order.length;
        int[] hull = new int[2 * n + 1];
        int size = 0;
        for (int pass = 0; pass < 2; pass++) {
            int least = size + 2;
            for (int k = 0; k < n; k++) {
                int j = order[pass == 0 ? k : n - 1 - k];
                while (size >= least && turn(y, x, hull[size - 2], hull[size - 1], j) <= 0) {
                    size--;
                }
                hull[size++] = j;
            }
            size--;
        }
        return Arrays.copyOf(hull, Math.max(size, 1));
    }

    private static double turn(double[] y, double[] x, int a, int b, int c) {
        return (x[b] - x[a]) * (y[c] - y[a]) - (y[b] - y[a]) * (x[c] - x[a]);
    }

    private static boolean onEdge(int[] hull, double[] y, double[] x, int j, double near) {
        for (int k = 0; k < hull.length; k++) {
            int a = hull[k];
            int b = hull[(k + 1) % hull.length];
            double length = Math.hypot(y[b] - y[a], x[b] - x[a]);
            if (j == a || length > 0 && Math.abs(turn(y, x, a, b, j)) / length < near) {
                return true;
            }
        }
        return false;
    }
}
