package org.polyptych.bench.scale;

import java.util.Arrays;

/**
 * What is drawn.
 *
 * @param transforms that an iteration needs
 * @param taken the time of an iteration, in transforms that could have been done in it
 */
record CostCurve(double[] transforms, double[] taken) {
    static CostCurve of(CostAxis axis, CostPoint[] points, int frames) {
        return new CostCurve(
                Arrays.stream(points)
                        .mapToDouble(p -> axis.work(p.value(), frames))
                        .toArray(),
                Arrays.stream(points)
                        .mapToDouble(p -> axis.work(p.value(), frames) / p.share())
                        .toArray());
    }
}
