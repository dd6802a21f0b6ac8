package org.polyptych.neural.ptychopinn;

import org.polyptych.core.settings.Setting;
import org.polyptych.neural.ptychonn.Learned;

/** Settings of {@code train pinn}: those of {@code train ptychopinn} that mean something where a group is one pattern. */
public record PinnTraining(
        @Setting(value = "both", doc = "what is learned of the object: both, amplitude or phase")
        Learned learn,

        Build build,
        LossWeights weights,
        Beam beam,
        Unit unit,
        Teaching teaching) {
    /** As groups of one. */
    PtychoPinnTraining groupsOfOne() {
        Groups.Rule alone = new Groups.Rule(1, Grouping.NEAREST, 1, 1);
        return new PtychoPinnTraining(learn, alone, build, false, Shift.BILINEAR, weights, 0, beam, unit, teaching);
    }
}
