package org.polyptych.engines.pie;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.engines.StepReport;

/** The iteration that rPIE and ePIE have in common: all frames once, in a new random order. */
final class FrameByFrame {
    static final String LOSS_NAME = "squared amplitude error of each frame when visited, relative to the counts";

    private FrameByFrame() {}

    static StepReport step(PieState state, PieSteps steps) {
        int iteration = state.completed + 1;
        int[] order = new RandomStream(state.seed, iteration)
                .permutation(state.workers.frames().count());
        // with a known object there is nothing else to do, and nothing to wait for
        boolean updateProbe = !state.probeKnown && (state.objectKnown || iteration >= steps.probeFrom());
        double error = state.sweep.run(state, order, updateProbe);
        if (updateProbe && !state.objectKnown && steps.fixesPower() && state.powerFree) {
            fixPower(state);
        }
        state.completed = iteration;
        return new StepReport(iteration, error / state.workers.frames().totalCounts());
    }

    /** Gives the probe the mean counts of a frame as its power: the data leave the scale between P and O free. */
    private static void fixPower(PieState state) {
        double power = 0;
        for (ComplexImage mode : state.probe) {
            power += mode.power();
        }
        double counts =
                state.workers.frames().totalCounts() / state.workers.frames().count();
        for (ComplexImage mode : state.probe) {
            mode.scale(Math.sqrt(counts / power));
        }
    }
}
