package org.polyptych.app.inspect;

import java.util.Optional;
import org.polyptych.core.Median;
import org.polyptych.physics.Extent;
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
        double step = positions.count() < 2
                ? Double.NaN
                : Median.of(NearestNeighbours.of(positions).distances());
        double array = Math.min(
                scan.geometry().rows() * scan.geometry().pixelHeight(),
                scan.geometry().columns() * scan.geometry().pixelWidth());
        Optional<Double> width = scan.probe()
                .or(() -> scan.truth().map(Scan.Truth::probe))
                .map(probe -> ProbeWidth.halfMaximum(
                        probe, scan.geometry().pixelHeight(), scan.geometry().pixelWidth()));
        return new Sampling(
                positions.count(),
                Extent.of(positions.y()).length(),
                Extent.of(positions.x()).length(),
                step,
                1 - step / array,
                width,
                width.map(w -> 1 - step / w));
    }
}
