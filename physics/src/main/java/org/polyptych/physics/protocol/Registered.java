package org.polyptych.physics.protocol;

import java.util.Locale;
import org.polyptych.core.RealImage;
import org.polyptych.physics.metrics.Alignment;
import org.polyptych.physics.metrics.Registration;

/** Two objects brought together over their illuminated pixels, if they resemble each other at all. */
final class Registered {
    /** A shift beyond this share of the compared side is chance: it would choose the pixels that are scored. */
    private static final double FARTHEST = 0.25;

    private Registered() {}

    static Alignment of(Comparison comparison, Lit lit, RealImage weight, Evaluation.Sheet sheet) {
        Alignment alignment = Registration.align(comparison.truth(), comparison.found(), lit.box(), weight);
        if (Math.abs(alignment.shiftY()) <= FARTHEST * lit.box().rows()
                && Math.abs(alignment.shiftX()) <= FARTHEST * lit.box().columns()) {
            return alignment;
        }
        sheet.note(String.format(
                Locale.ROOT,
                "registration finds a shift of (%.1f, %.1f) px: the two hardly resemble each other, so that no shift and no"
                        + " ramp is taken out",
                alignment.shiftY(),
                alignment.shiftX()));
        return unmoved(comparison, lit, weight);
    }

    /** Brought together by their coordinates alone; only the complex scale is taken out. */
    static Alignment unmoved(Comparison comparison, Lit lit, RealImage weight) {
        return Registration.scale(comparison.truth(), comparison.found(), lit.box(), weight, comparison.gridOffset());
    }
}
