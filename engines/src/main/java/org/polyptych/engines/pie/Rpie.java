package org.polyptych.engines.pie;

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
 * is given the mean counts of a frame as its power, so that the free scale between object and probe cannot drift (with a
 * known object there is no such freedom); the {@link Guard}, off with {@code guard=false}. With {@code batch} above 1 (not in the paper) the frames of a batch share one
 * update, in which every term is the sum over the batch.
 *
 * <p>Objects of several slices: {@link SliceSweep}.
 */
public final class Rpie implements Engine<PieState> {
    private final PieSteps steps;
    private final boolean guard;

    public Rpie(RpieSettings settings) {
        this.steps = settings.steps();
        this.guard = settings.guard();
    }

    @Override
    public String lossName() {
        return FrameByFrame.LOSS_NAME;
    }

    @Override
    public PieState init(Problem problem) {
        return PieState.of(problem, steps, guard);
    }

    @Override
    public StepReport step(PieState state) {
        return FrameByFrame.step(state, steps.probeFrom(), steps.fixesPower());
    }
}
