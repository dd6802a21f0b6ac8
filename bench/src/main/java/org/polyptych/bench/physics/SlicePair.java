package org.polyptych.bench.physics;

import java.util.ArrayList;
import java.util.List;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.metrics.Alignment;
import org.polyptych.physics.metrics.Region;
import org.polyptych.physics.metrics.Registration;

/**
 * Slices beside the true ones, on the pixels between the outermost positions. Each is brought onto its own truth by the
 * shift, the ramp and the scale that fit it best (which data of two slices leave free: a ramp on the first and its
 * opposite on the second move the second), and stays there when it is compared with the other truth.
 *
 * @param found phases of the slices, in radians
 * @param truth phases of the true ones
 * @param correlation [found][true], Pearson's, of phases
 */
record SlicePair(List<RealImage> found, List<RealImage> truth, double[][] correlation) {

    static SlicePair of(Specimen found, Specimen truth, Positions positions) {
        Region onTruth = between(truth, positions);
        Region onFound = between(found, positions);
        int slices = found.slices();
        List<RealImage> phases = new ArrayList<>();
        List<RealImage> truths = new ArrayList<>();
        for (int s = 0; s < slices; s++) {
            ComplexImage own = onTruth.of(truth.images()[0][s]);
            Alignment alignment = Registration.align(own, onFound.of(found.images()[0][s]));
            phases.add(inMiddle(alignment.image(), alignment.region(), own));
            truths.add(phase(own));
        }
        double[][] correlation = new double[slices][slices];
        for (int s = 0; s < slices; s++) {
            for (int t = 0; t < slices; t++) {
                correlation[s][t] = pearson(phases.get(s), truths.get(t));
            }
        }
        return new SlicePair(phases, truths, correlation);
    }

    /** The pixels between the outermost positions. */
    private static Region between(Specimen specimen, Positions positions) {
        Extent y = Extent.of(positions.y());
        Extent x = Extent.of(positions.x());
        int top = (int) Math.round(specimen.rowOf(y.least()));
        int left = (int) Math.round(specimen.columnOf(x.least()));
        return new Region(
                top,
                left,
                (int) Math.round(specimen.rowOf(y.most())) - top,
                (int) Math.round(specimen.columnOf(x.most())) - left);
    }

    /** An aligned part, laid back where it belongs; 0 where the alignment has nothing. */
    private static RealImage inMiddle(ComplexImage part, Region region, ComplexImage like) {
        RealImage phase = phase(part);
        RealImage out = RealImage.zeros(like.rows(), like.columns());
        for (int y = 0; y < region.rows(); y++) {
            System.arraycopy(
                    phase.values(),
                    y * region.columns(),
                    out.values(),
                    (region.top() + y) * like.columns() + region.left(),
                    region.columns());
        }
        return out;
    }

    private static RealImage phase(ComplexImage image) {
        RealImage phase = RealImage.zeros(image.rows(), image.columns());
        for (int i = 0; i < image.size(); i++) {
            phase.values()[i] = (float) Math.atan2(image.im()[i], image.re()[i]);
        }
        return phase;
    }

    private static double pearson(RealImage a, RealImage b) {
        double meanA = mean(a);
        double meanB = mean(b);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.size(); i++) {
            double da = a.values()[i] - meanA;
            double db = b.values()[i] - meanB;
            ab += da * db;
            aa += da * da;
            bb += db * db;
        }
        return ab / Math.sqrt(aa * bb);
    }

    private static double mean(RealImage image) {
        double sum = 0;
        for (float value : image.values()) {
            sum += value;
        }
        return sum / image.size();
    }
}
