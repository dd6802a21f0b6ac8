package org.polyptych.neural.ptychopinn;

import java.util.ArrayList;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.neural.patterns.PatternPreparation;
import org.polyptych.neural.patterns.PatternStep;
import org.polyptych.neural.ptychonn.Learned;

/**
 * What network there is to be for patterns of whatever side.
 *
 * @param width channels of the deepest block
 * @param blocks of the encoder; 0: as fit the side
 * @param exponent of the amplitudes that it is given
 */
record Build(int width, int blocks, Pooling pooling, boolean normalised, boolean shared, double exponent) {
    Build {
        Teaching.require(width >= 1 && width <= 2048, "width must be 1 to 2048, got " + width);
        Teaching.require(blocks >= 0 && blocks <= 7, "blocks must be 0 to 7, got " + blocks);
        Teaching.require(exponent >= 0.05 && exponent <= 1, "exponent must be 0.05 to 1, got " + exponent);
    }

    static void requireShare(double validation) {
        Teaching.require(validation >= 0 && validation <= 0.5, "validation must be 0 to 0.5, got " + validation);
    }

    /**
     * The network for a side.
     *
     * @param trainer its name, for messages
     * @throws BadInputException if there is none such
     */
    PtychoPinn.Settings network(String trainer, Learned learned, int frames, int side) {
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
