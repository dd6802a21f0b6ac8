package org.polyptych.bench.neural;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.polyptych.bench.physics.Mosaic;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.protocol.Evaluation;

/**
 * A network on the object of the test, scored on the rectangle that the frames' positions span (beyond it answers of the
 * network do not cover the corners), beside the picture that the mere brightness of the patterns makes.
 *
 * @param truth of the rectangle
 * @param found by the network, stitched
 * @param brightness root of the counts of the patterns, laid on the same discs
 */
record LinesTest(Specimen truth, ComplexImage found, ComplexImage brightness) {
    private static final int SHOWN = 330;

    /** @param radius of the discs, in pixels */
    static LinesTest of(Path model, Scan scan, double radius, long seed, int threads) {
        Scan.Truth truth = scan.truth().orElseThrow();
        Result result = Reconstruction.with(
                        "ptychonn", Map.of("ptychonn.model", model.toString()), OptionalInt.of(1), seed, threads)
                .run(scan, Optional.of(truth.probe()), Optional.empty(), (report, total, seconds) -> {}, () -> false);
        Spanned rectangle = Spanned.of(scan);
        return new LinesTest(rectangle.truth(), rectangle.found(result), brightness(scan, rectangle.truth(), radius));
    }

    private static ComplexImage brightness(Scan scan, Specimen on, double radius) {
        ComplexImage image = ComplexImage.zeros(on.rows(), on.columns());
        float[] weights = new float[image.size()];
        int reach = (int) Math.ceil(radius);
        for (int j = 0; j < scan.frames().count(); j++) {
            double power = 0;
            for (float x : scan.frames().frame(j)) {
                power += (double) x * x;
            }
            int row = (int) Math.rint(on.rowOf(scan.positions().y()[j]));
            int column = (int) Math.rint(on.columnOf(scan.positions().x()[j]));
            for (int y = Math.max(0, row - reach); y <= Math.min(on.rows() - 1, row + reach); y++) {
                for (int x = Math.max(0, column - reach); x <= Math.min(on.columns() - 1, column + reach); x++) {
                    if (Math.hypot(y - row, x - column) < radius) {
                        image.re()[y * on.columns() + x] += (float) Math.sqrt(power);
                        weights[y * on.columns() + x]++;
                    }
                }
            }
        }
        for (int i = 0; i < weights.length; i++) {
            image.re()[i] /= Math.max(1, weights[i]);
        }
        return image;
    }

    Evaluation ofNetwork() {
        return new Spanned(truth).evaluated(found);
    }

    Evaluation ofBrightness() {
        return new Spanned(truth).evaluated(brightness);
    }

    /** Truth, what the network says, and brightness, in one row, each scaled to the truth's mean. */
    void picture(Path file) throws IOException {
        RealImage target = truth.image().amplitude();
        Mosaic mosaic = new Mosaic(SHOWN);
        mosaic.row();
        mosaic.add("truth", target, 0, target.max());
        mosaic.add("ptychonn", byMean(found.amplitude(), target), 0, target.max());
        mosaic.add("brightness alone", byMean(brightness.amplitude(), target), 0, target.max());
        mosaic.write(file);
    }

    private static RealImage byMean(RealImage image, RealImage target) {
        double factor = target.sum() / image.sum();
        RealImage scaled = image.copy();
        for (int i = 0; i < scaled.size(); i++) {
            scaled.values()[i] = (float) (factor * scaled.values()[i]);
        }
        return scaled;
    }
}
