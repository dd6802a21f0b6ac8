package org.polyptych.app.inspect;

import java.util.Arrays;
import java.util.Optional;
import org.polyptych.physics.Positions;
import org.polyptych.physics.ProbeWidth;
import org.polyptych.physics.Scan;

/**
 * How densely a scan samples the specimen. Overlap is linear: 1 - step / width.
 *
 * @param positions how many
 * @param extentY distance between the outermost positions, metres
 * @param extentX distance between the outermost positions, metres
 * @param step median over positions of the distance to the nearest neighbour, metres; NaN for one position
 * @param overlapOfArray with the width of the probe's array
 * @param probeWidth full width at half maximum of the scan's probe, else of its truth's, metres ({@link ProbeWidth})
 * @param overlapOfProbe with that width
 */
public record Sampling(
        int positions,
        double extentY,
        double extentX,
        double step,
        double overlapOfArray,
        Optional<Double> probeWidth,
        Optional<Double> overlapOfProbe) {

    /** Measures the positions of a scan. */
    public static Sampling of(Scan scan) {
        Positions positions = scan.positions();
        double step = medianStep(positions);
        double array = Math.min(
                scan.geometry().rows() * scan.geometry().pixelHeight(),
                scan.geometry().columns() * scan.geometry().pixelWidth());
        Optional<Double> width = scan.probe()
                .or(() -> scan.truth().map(Scan.Truth::probe))
                .map(probe -> ProbeWidth.halfMaximum(
                        probe, scan.geometry().pixelHeight(), scan.geometry().pixelWidth()));
        return new Sampling(
                positions.count(),
                extent(positions.y()),
                extent(positions.x()),
                step,
                1 - step / array,
                width,
                width.map(w -> 1 - step / w));
    }

    private static double extent(double[] values) {
        return Arrays.stream(values).max().orElse(0)
                - Arrays.stream(values).min().orElse(0);
    }

    /** Positions sorted by y need to be compared only with those whose y alone is not farther away. */
    private static double medianStep(Positions positions) {
        int n = positions.count();
        if (n < 2) {
            return Double.NaN;
        }
        Integer[] byY = new Integer[n];
        Arrays.setAll(byY, j -> j);
        Arrays.sort(byY, (a, b) -> Double.compare(positions.y()[a], positions.y()[b]));
        double[] nearest = new double[n];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                double dy = positions.y()[byY[b]] - positions.y()[byY[a]];
                if (dy > nearest[a]) {
                    break;
                }
                double distance =
                        Math.hypot(dy, positions.x()[byY[b]] - positions.x()[byY[a]]);
                nearest[a] = Math.min(nearest[a], distance);
                nearest[b] = Math.min(nearest[b], distance);
            }
        }
        Arrays.sort(nearest);
        return n % 2 == 1 ? nearest[n / 2] : (nearest[n / 2 - 1] + nearest[n / 2]) / 2;
    }
}
