package org.polyptych.engines;

import org.polyptych.physics.Probe;
import org.polyptych.physics.Resampled;
import org.polyptych.physics.Specimen;

/**
 * A problem on pixels of one size, and what is asked of object and probe there.
 *
 * @param problem with the start that is made for these pixels
 */
record Stage(Problem problem, Constraints constraints) {
    /**
     * The problem with what an engine has left, brought to these pixels if it comes from coarser ones. A probe that is
     * known is this stage's own.
     */
    Problem given(Specimen specimen, Probe probe) {
        return problem.startingFrom(
                Resampled.specimen(specimen, problem.specimen()),
                problem.settings().probe().known()
                        ? problem.probe()
                        : Resampled.probe(
                                probe, problem.probe().rows(), problem.probe().columns()));
    }
}
