package org.polyptych.physics.protocol;

import org.polyptych.physics.metrics.Alignment;
import org.polyptych.physics.metrics.Displacement;

/** What registration found, less what only comes from where the pixels of two grids lie. */
final class Physical {
    private Physical() {}

    /** The displacement that the object really has, which its probe must share. */
    static Displacement of(Alignment alignment, Comparison comparison) {
        return alignment.displacement().shiftedBy(-comparison.gridDown(), -comparison.gridRight());
    }
}
