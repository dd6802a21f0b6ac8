package org.polyptych.app.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Scan;
import org.polyptych.physics.nearfield.Magnification;

/**
 * What {@code inspect} says of the near field: of a scan that is read as one, and of one that may have been meant so.
 *
 * @param taken whether the scan is read as near field
 * @param magnification as it is taken
 * @param propagationDistance in metres, of the equivalent parallel beam
 * @param measured from the frames' shifts, where they move with the positions
 */
public record NearFieldFacts(
        boolean taken,
        Optional<Double> magnification,
        Optional<Double> propagationDistance,
        Optional<Magnification> measured) {
    /** Neighbouring far-field windows that overlap less are no ptychography. */
    private static final double LEAST_OVERLAP = 0.5;

    /** Empty for a scan that is well as the far field it is read as. */
    static Optional<NearFieldFacts> of(Scan scan, Sampling sampling) {
        Geometry geometry = scan.geometry();
        boolean taken = geometry.near().isPresent();
        if (!taken && !(sampling.positions() > 1 && sampling.overlapOfArray() < LEAST_OVERLAP)) {
            return Optional.empty();
        }
        Optional<Magnification> measured = Magnification.measured(scan);
        if (!taken && measured.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new NearFieldFacts(
                taken,
                geometry.near().map(near -> near.magnification()),
                taken ? Optional.of(geometry.propagationDistance()) : Optional.empty(),
                measured));
    }

    /** For people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (taken) {
            lines.add(String.format(
                    Locale.ROOT,
                    "magnification %.5g, propagated over %.4g mm",
                    magnification.orElseThrow(),
                    propagationDistance.orElseThrow() * 1e3));
        } else {
            lines.add(
                    "read as far field, but the frames move with the specimen like its shadow: near field? Say so with"
                            + " file.nearField=true");
        }
        lines.add("magnification measured: "
                + measured.map(Magnification::text).orElse("the frames do not move with the positions"));
        return lines;
    }
}
