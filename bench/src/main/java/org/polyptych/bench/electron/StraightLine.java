package org.polyptych.bench.electron;

import java.util.List;
import java.util.Locale;

/**
 * The line y = offset + slope x that comes nearest to measured points, in the least squares.
 *
 * @param offset where x is 0
 * @param slope of y
 * @param furthest of the points from the line, as a part of the largest y
 */
record StraightLine(double offset, double slope, double furthest) {
    /** @param points x and y of each, two or more */
    static StraightLine of(List<double[]> points) {
        double meanX = points.stream().mapToDouble(p -> p[0]).average().orElseThrow();
        double meanY = points.stream().mapToDouble(p -> p[1]).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        double largest = 0;
        for (double[] point : points) {
            xy += (point[0] - meanX) * (point[1] - meanY);
            xx += (point[0] - meanX) * (point[0] - meanX);
            largest = Math.max(largest, Math.abs(point[1]));
        }
        double slope = xy / xx;
        double offset = meanY - slope * meanX;
        double furthest = points.stream()
                .mapToDouble(p -> Math.abs(p[1] - offset - slope * p[0]))
                .max()
                .orElseThrow();
        return new StraightLine(offset, slope, furthest / largest);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.3g + %.3g n, no point further from it than %.1f %% of the largest",
                offset,
                slope,
                100 * furthest);
    }
}
