package org.polyptych.bench.dgp;

import java.util.Comparator;
import java.util.List;
import org.polyptych.bench.StarPhase;
import org.polyptych.bench.electron.Column;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.core.Units;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.metrics.Region;

/**
 * A cut along the beam from left to right: a square in which a length is the same down the beam and across it, as wide as the
 * scan or as deep as the specimen, whichever is more. What lies beyond is 0.
 */
final class DepthSection {
    private static final int PIXELS = 300;

    private DepthSection() {}

    /** Through the column that is nearest to the middle of the scan, or through the middle if there is none. */
    static RealImage of(Specimen specimen, List<Column> columns, Positions scanned) {
        Region window = PhasePair.rectangle(specimen, scanned);
        Extent down = Extent.of(scanned.y());
        Extent across = Extent.of(scanned.x());
        Column middle = new Column(
                (down.least() + down.most()) / 2 / Units.METRES_PER_ANGSTROM,
                (across.least() + across.most()) / 2 / Units.METRES_PER_ANGSTROM,
                0);
        Column through = columns.stream()
                .min(Comparator.comparingDouble(middle::distance))
                .orElse(middle);
        int row = (int) Math.clamp(
                Math.round(specimen.rowOf(through.y() * Units.METRES_PER_ANGSTROM)) - window.top(),
                0,
                window.rows() - 1);
        RealImage slices = RealImage.zeros(specimen.slices(), window.columns());
        for (int s = 0; s < specimen.slices(); s++) {
            ComplexImage seen = window.of(specimen.images()[0][s]);
            System.arraycopy(
                    StarPhase.of(seen).values(),
                    row * window.columns(),
                    slices.values(),
                    s * window.columns(),
                    window.columns());
        }
        return toScale(slices, specimen.pixelWidth() / Units.METRES_PER_ANGSTROM, DepthProfile.depths(specimen));
    }

    /** Å along each side of the square. */
    static double side(Result result) {
        Region window = PhasePair.rectangle(result.specimen(), result.positions());
        return side(
                window.columns() * result.specimen().pixelWidth() / Units.METRES_PER_ANGSTROM,
                DepthProfile.depths(result.specimen()));
    }

    private static double side(double width, double[] depths) {
        return Math.max(width, depths[depths.length - 1] * depths.length / Math.max(1, depths.length - 1));
    }

    private static RealImage toScale(RealImage slices, double pixel, double[] depths) {
        double side = side(slices.columns() * pixel, depths);
        double spacing = depths.length > 1 ? depths[1] - depths[0] : side;
        RealImage square = RealImage.zeros(PIXELS, PIXELS);
        for (int y = 0; y < PIXELS; y++) {
            int slice = (int) (y * side / PIXELS / spacing);
            for (int x = 0; x < PIXELS; x++) {
                int column = (int) (x * side / PIXELS / pixel);
                if (slice < slices.rows() && column < slices.columns()) {
                    square.values()[y * PIXELS + x] = slices.at(slice, column);
                }
            }
        }
        return square;
    }
}
