package org.polyptych.bench.geometry;

import java.util.List;
import org.polyptych.core.ComplexImage;
import org.polyptych.engines.refine.Stretch;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.protocol.AlignedProtocol;
import org.polyptych.physics.protocol.Comparison;

/** Scores a result whose pixels are not quite the truth's: interpolated to them, in metres, about the middle of the scan. */
final class OnTrueGrid {
    private OnTrueGrid() {}

    /** NRMSE of the object by the aligned protocol. */
    static double nrmse(Result result, Scan scan) {
        return new AlignedProtocol()
                .evaluate(Comparison.of(
                        onGrid(result, scan.truth().orElseThrow().specimen()),
                        scan.truth().orElseThrow()))
                .value("object.nrmse");
    }

    private static Result onGrid(Result result, Specimen truth) {
        Specimen found = result.specimen();
        double ratio = truth.pixelHeight() / found.pixelHeight();
        ComplexImage image = found.image().copy();
        Positions positions = result.positions();
        double middleY = middle(positions.y());
        double middleX = middle(positions.x());
        new Stretch(image.rows(), image.columns(), found.rowOf(middleY), found.columnOf(middleX), ratio)
                .apply(List.of(image));
        Specimen placed = Specimen.of(
                image,
                truth.pixelHeight(),
                truth.pixelWidth(),
                middleY + (found.centreY() - middleY) * ratio,
                middleX + (found.centreX() - middleX) * ratio);
        return new Result(
                placed,
                result.probe(),
                result.positions(),
                result.illumination(),
                result.losses(),
                result.provenance());
    }

    private static double middle(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return (least + most) / 2;
    }
}
