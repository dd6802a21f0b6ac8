package org.polyptych.neural.train;

import java.util.List;
import java.util.Optional;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/**
 * What there is to learn from.
 *
 * @param scans patterns, with what is known of their objects
 * @param images objects by themselves
 */
public record TrainingData(List<Labelled> scans, List<Image> images) {
    /**
     * An object by itself.
     *
     * @param source where it came from, for messages
     * @param pixelHeight in metres; NaN where it is not known
     * @param pixelWidth in metres; NaN where it is not known
     */
    public record Image(String source, ComplexImage image, double pixelHeight, double pixelWidth) {
        /** Of pixels that are not known. */
        public static Image of(String source, ComplexImage image) {
            return new Image(source, image, Double.NaN, Double.NaN);
        }
    }

    /**
     * A scan to learn from.
     *
     * @param object its truth, or what another engine has made of it; placed on the scan by its own coordinates
     * @param positions where the frames lie on that object, in metres, one a frame: the true ones on the truth, the refined
     *     ones on what was reconstructed with them
     */
    public record Labelled(Scan scan, Optional<Specimen> object, Positions positions) {
        public Labelled {
            if (positions.count() != scan.frames().count()) {
                throw new IllegalArgumentException("one position a frame is needed: "
                        + scan.frames().count() + " frames, got " + positions.count());
            }
        }

        /** A scan with its truth, as far as it has one. */
        public static Labelled byTruth(Scan scan) {
            return new Labelled(
                    scan,
                    scan.truth().map(Scan.Truth::specimen),
                    scan.truth().flatMap(Scan.Truth::positions).orElse(scan.positions()));
        }
    }
}
