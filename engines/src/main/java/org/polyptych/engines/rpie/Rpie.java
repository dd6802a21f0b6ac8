package org.polyptych.engines.rpie;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.engines.Engine;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;

/**
 * The regularised ptychographic iterative engine, rPIE (Maiden, Johnson, Li, Optica 4, 736, 2017, eqs. 17 and 18). Per
 * frame, in a new random order each iteration, with Delta = psi' - psi the change that the modulus projection makes:
 *
 * <pre>O += conj(P) Delta / ((1 - a) |P|^2 + a max |P|^2),  P += conj(O) Delta / ((1 - b) |O|^2 + b max |O|^2)</pre>
 *
 * where O is the frame's patch as it was before, |P|^2 is the sum over modes, and the object's update sums over modes.
 *
 * <p>Deviations from the paper: several modes (Thibault and Menzel, Nature 494, 68, 2013); fractions of a pixel by a
 * Fourier shift of the probe; the probe is left alone until {@code probeFrom}; steps may be shorter than 1 (the full step
 * in both object and probe changes the exit wave twice over, and diverges on noisy data); after each iteration the probe
 * is given the mean counts of a frame as its power, so that the free scale between object and probe cannot drift. With {@code batch} above 1 (not in the
 * paper) the frames of a batch share one update, in which every term is the sum over the batch.
 */
public final class Rpie implements Engine<RpieState> {
    private final RpieSettings settings;

    public Rpie(RpieSettings settings) {
        this.settings = settings;
    }

    @Override
    public String lossName() {
        return "squared amplitude error of each frame when visited, relative to the counts";
    }

    @Override
    public RpieState init(Problem problem) {
        return new RpieState(problem, settings);
    }

    @Override
    public StepReport step(RpieState state) {
        int iteration = state.completed + 1;
        int[] order = new RandomStream(state.seed, iteration)
                .permutation(state.workers.frames().count());
        boolean updateProbe = !state.probeKnown && iteration >= settings.probeFrom();
        double error = state.sweep.run(state, order, updateProbe);
        if (updateProbe) {
            fixScale(state);
        }
        state.completed = iteration;
        return new StepReport(iteration, error / state.workers.frames().totalCounts());
    }

    /** Gives the probe the mean counts of a frame as its power: the data leave the scale between P and O free. */
    private static void fixScale(RpieState state) {
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
