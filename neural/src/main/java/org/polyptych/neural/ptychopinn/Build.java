package org.polyptych.neural.ptychopinn;

import java.util.ArrayList;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.core.settings.Setting;
import org.polyptych.neural.patterns.PatternPreparation;
import org.polyptych.neural.patterns.PatternStep;
import org.polyptych.neural.ptychonn.Learned;

/** What network there is to be for patterns of whatever side, and what it is given. */
record Build(
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
                value = "1",
                doc = "power to which the amplitudes that the network is given are raised, 0.05 to 1: below 1 it lifts"
                        + " what is weak; 1 is the paper's")
        double exponent) {
    Build {
        Teaching.require(width >= 1 && width <= 2048, "width must be 1 to 2048, got " + width);
        Teaching.require(blocks >= 0 && blocks <= 7, "blocks must be 0 to 7, got " + blocks);
        Teaching.require(exponent >= 0.05 && exponent <= 1, "exponent must be 0.05 to 1, got " + exponent);
    }

    /**
     * The network for a side.
     *
     * @param trainer its name, for messages
     * @param shared whether the patterns of a group are answered with one amplitude
     * @throws BadInputException if there is none such
     */
    PtychoPinn.Settings network(String trainer, Learned learned, int frames, boolean shared, int side) {
        int depth = blocks > 0 ? blocks : PtychoPinn.Settings.blocksFor(side);
        if (side % (1 << depth) != 0) {
            throw new BadInputException(trainer + ".blocks=" + depth + " needs patterns whose side is a multiple of "
                    + (1 << depth) + ", these have " + side);
        }
        try {
            return new PtychoPinn.Settings(learned, frames, width, depth, pooling, normalised, shared);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(trainer + "." + e.getMessage(), e);
        }
    }

    /** @param side of the patterns */
    PatternPreparation preparation(int side) {
        List<PatternStep> steps = new ArrayList<>();
        steps.add(new PatternStep.Power(0.25 * side * side));
        if (exponent < 1) {
            steps.add(new PatternStep.Lift(exponent));
        }
        return new PatternPreparation(PatternPreparation.Values.AMPLITUDES, steps);
    }
}
