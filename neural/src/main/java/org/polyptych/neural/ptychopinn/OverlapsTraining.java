package org.polyptych.neural.ptychopinn;

import org.polyptych.core.settings.Setting;
import org.polyptych.neural.ptychonn.Learned;

/** Settings of {@code train overlaps}. */
public record OverlapsTraining(
        @Setting(value = "both", doc = "what is learned of the object: both, amplitude or phase")
        Learned learn,

        @Setting(value = "4", doc = "patterns of a group, 1 to 64; the paper has 4")
        int group,

        @Setting(
                value = "auto",
                doc = "which frames are a group: nearest (a frame and its neighbours), random (a frame and some of more"
                        + " neighbours), or auto (of rasters 2 x 2 frames where a group has four, else nearest)")
        Grouping grouping,

        @Setting(value = "8", doc = "neighbours from which random chooses, 1 to 1000")
        int among,

        @Setting(value = "1", doc = "random choices about every frame in a round, 1 to 1000")
        int repeats,

        @Setting(
                value = "256",
                doc =
                        "channels of the deepest block, 1 to 2048, a power of 2 at best; each block before has half as many")
        int width,

        @Setting(
                value = "0",
                doc = "blocks of the encoder, 1 to 7; 0: three up to 64 x 64 pixels, one more for each doubling")
        int blocks,

        @Setting(
                value = "average",
                doc = "what stands for 2 x 2 pixels: average, as in the paper, or max, as in its code")
        Pooling pooling,

        @Setting(value = "false", doc = "whether every block normalises over the batch")
        boolean normalised,

        @Setting(
                value = "false",
                doc = "whether the patterns of a group are answered with one amplitude, as in the paper's code")
        boolean shared,

        @Setting(
                value = "1",
                doc = "power to which the amplitudes that the network is given are raised, 0.05 to 1: below 1 it lifts"
                        + " what is weak; 1 is the paper's")
        double exponent,

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

        @Setting(value = "50", doc = "rounds, each through all groups to learn from unless steps says otherwise")
        int rounds,

        @Setting(value = "0", doc = "steps of a round, 0 to 1000000; 0: as many as go through all groups to learn from")
        int steps,

        @Setting(value = "16", doc = "groups of a step, 1 to 4096")
        int batch,

        @Setting(value = "0.001", doc = "rate of learning (Adam), above 0 to 1")
        double rate,

        @Setting(
                value = "plateau:patience=3,by=0.5",
                doc =
                        "how the rates change: constant, cosine, exponential, steps or plateau, with settings behind a colon")
        String schedule,

        @Setting(value = "0", doc = "the most that the length of all gradients together may be; 0: not clipped")
        double clip,

        @Setting(
                value = "0",
                doc = "ends after so many rounds in a row without a better loss of the data set apart; 0: never")
        int patience,

        @Setting(
                value = "0.1",
                doc = "share set apart to judge by, 0 to 0.5: of several scans the last ones, of one scan an end of it")
        double validation) {
    public OverlapsTraining {
        Teaching.require(group >= 1 && group <= 64, "group must be 1 to 64, got " + group);
        Teaching.require(among >= 1 && among <= 1000, "among must be 1 to 1000, got " + among);
        Teaching.require(repeats >= 1 && repeats <= 1000, "repeats must be 1 to 1000, got " + repeats);
        Teaching.require(radius >= 0, "radius must be 0 or more, got " + radius);
        new Build(width, blocks, pooling, normalised, shared, exponent);
        Build.requireShare(validation);
        new Teaching(rounds, steps, batch, rate, 0, 0, schedule, clip, patience);
    }

    Build build() {
        return new Build(width, blocks, pooling, normalised, shared, exponent);
    }

    Groups.Rule rule() {
        return new Groups.Rule(group, grouping, among, repeats);
    }

    Teaching teaching() {
        return new Teaching(rounds, steps, batch, rate, 0, 0, schedule, clip, patience);
    }
}
