package org.polyptych.engines.pie;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.engines.StepReport;

/** The iteration that the methods have in common: all frames once, in a new random order. */
final class FrameByFrame {
    static final String LOSS_NAME = "squared amplitude error of each frame when visited, relative to the counts";

    private FrameByFrame() {}

    /**
     * @param probeFrom first iteration that updates the probe
     * @param fixesPower true to give the probe the mean counts of a frame as its power after each iteration that updates
     *     it: the data leave the scale between object and probe free
     */
    static StepReport step(PieState state, int probeFrom, boolean fixesPower) {
        int iteration = state.completed + 1;
        int[] order = new RandomStream(state.seed, iteration)
                .permutation(state.workers.frames().count());
        // with a known object there is nothing else to do, and nothing to wait for
        boolean updateProbe = !state.probeKnown && (state.objectKnown || iteration >= probeFrom);
        boolean allAtWork = updateProbe || state.probeKnown;
        double counts = state.workers.frames().totalCounts();
        double loss = state.iterate(order, iteration, updateProbe, allAtWork, () -> {
            if (updateProbe && !state.objectKnown && fixesPower && state.scaleFree) {
                fixPower(state);
            }
        });
        state.completed = iteration;
        return new StepReport(iteration, loss / counts, state.note());
    }

    private static void fixPower(PieState state) {
        double power = 0;
        for (ComplexImage mode : state.probe) {
            power += mode.power();
        }
        double counts =
                state.workers.frames().totalCounts() / state.workers.frames().count();
        state.scaleProbe(Math.sqrt(counts / power));
    }
}
