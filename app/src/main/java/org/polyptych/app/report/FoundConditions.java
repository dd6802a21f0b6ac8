package org.polyptych.app.report;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.FoundNumber;
import org.polyptych.physics.Motion;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Tilt;

/** Rows of the report on what was fitted or said beside object and probe. */
final class FoundConditions {
    private FoundConditions() {}

    /** The power of each variation in the mean frame, relative to that of the mean probe. */
    private static String shares(Probe probe, double[][] weights) {
        return IntStream.range(1, probe.variations())
                .mapToObj(v -> {
                    double squares = Arrays.stream(weights)
                            .mapToDouble(frame -> frame[v] * frame[v])
                            .sum();
                    double power = IntStream.range(0, probe.modes())
                            .mapToDouble(m -> probe.mode(v, m).power())
                            .sum();
                    return Quantity.text(100 * squares / weights.length * power / probe.power(), 2) + " %";
                })
                .collect(Collectors.joining(", "));
    }

    static void rows(Html page, Result result) {
        double[] spacing = result.specimen().sliceSpacing();
        if (spacing.length > 0) {
            page.row(
                    "Distances of slices",
                    Arrays.stream(spacing).mapToObj(z -> Quantity.length(z, 4)).collect(Collectors.joining(", ")));
        }
        Tilt tilt = result.specimen().tilt();
        if (!tilt.none() && spacing.length > 0) {
            page.row(
                    "Tilt, as told",
                    Quantity.text(1e3 * tilt.y(), 4) + " mrad down, " + Quantity.text(1e3 * tilt.x(), 4)
                            + " mrad to the right");
        }
        for (FoundNumber number : result.found()) {
            page.row("Refined", number.text());
        }
        Conditions conditions = result.conditions();
        Motion motion = conditions.motion();
        if (motion != null) {
            double sum = 0;
            for (int j = 0; j < motion.y().length; j++) {
                sum += Math.hypot(motion.y()[j], motion.x()[j]);
            }
            page.row(
                    "Motion during a frame",
                    Quantity.text(1e9 * sum / motion.y().length, 4) + " nm in " + motion.parts() + " sub-positions");
        }
        if (conditions.background() != null) {
            double sum = 0;
            for (float counts : conditions.background()) {
                sum += counts;
            }
            page.row("Background", Quantity.text(sum / conditions.background().length, 3) + " counts a pixel");
        }
        if (conditions.weights() != null) {
            page.row(
                    "Probe over the scan",
                    "a mean and variations of " + shares(result.probe(), conditions.weights()) + " of its power");
        }
        if (conditions.descan() != null) {
            page.row(
                    "Descan",
                    Quantity.text(conditions.descan().rangeY(), 3) + " and "
                            + Quantity.text(conditions.descan().rangeX(), 3)
                            + " detector pixels (y, x) from one end of the scan to the other");
        }
        if (conditions.intensity() != null) {
            page.row(
                    "Intensity of frames",
                    Quantity.text(Arrays.stream(conditions.intensity()).min().orElse(1), 4) + " to "
                            + Quantity.text(
                                    Arrays.stream(conditions.intensity()).max().orElse(1), 4) + " of the mean");
        }
    }
}
