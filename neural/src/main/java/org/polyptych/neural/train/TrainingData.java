package org.polyptych.neural.train;

import java.util.List;
import java.util.Optional;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/**
 * What there is to learn from.
 *
 * @param scans patterns, with what is known of their objects
 * @param images objects by themselves
 */
public record TrainingData(List<Labelled> scans, List<ComplexImage> images) {
    /**
     * A scan to learn from.
     *
     * @param object its truth, or what another engine has made of it; placed on the scan by its own coordinates
     */
    public record Labelled(Scan scan, Optional<Specimen> object) {}
}
