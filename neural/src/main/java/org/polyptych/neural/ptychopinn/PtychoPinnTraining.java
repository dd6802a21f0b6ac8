package org.polyptych.neural.ptychopinn;

import org.polyptych.core.settings.Setting;
import org.polyptych.neural.ptychonn.Learned;

/** Settings of {@code train ptychopinn}. */
public record PtychoPinnTraining(
        @Setting(value = "both", doc = "what is learned of the object: both, amplitude or phase")
        Learned learn,

        Groups.Rule rule,
        Build build,

        @Setting(
                value = "false",
                doc = "whether the patterns of a group are answered with one amplitude, as in the paper's code")
        boolean shared,

        @Setting(
                value = "bilinear",
                doc = "how patches are moved by fractions of a pixel: bilinear, as in the paper, or fourier")
        Shift shift,

        LossWeights weights,

        @Setting(value = "0", doc = "weight of what patches differ by from what their group makes of them, 0 or more")
        double agree,

        Beam beam,
        Unit unit,
        Teaching teaching) {
    public PtychoPinnTraining {
        LossWeights.require("agree", agree);
    }
}
