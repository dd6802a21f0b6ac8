package org.polyptych.neural.ptychopinn;

import org.polyptych.core.settings.Setting;
import org.polyptych.neural.ptychonn.Learned;

/** Settings of {@code train overlaps}. */
public record OverlapsTraining(
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

        @Setting(
                value = "true",
                doc =
                        "whether the answers of a group are merged where frames overlap before they are judged; false: each by"
                                + " itself")
        boolean merged,

        @Setting(
                value = "0",
                doc =
                        "radius in pixels of the disc about a frame's middle in which the object is learned; 0: where 99% of"
                                + " the first scan's probe are, or a quarter of the frame's side if it has none")
        double radius,

        Teaching teaching) {
    public OverlapsTraining {
        Teaching.require(radius >= 0, "radius must be 0 or more, got " + radius);
    }
}
