package org.polyptych.engines.pie;

import org.polyptych.engines.Engine;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;

/**
 * The extended ptychographic iterative engine, ePIE (Maiden and Rodenburg, Ultramicroscopy 109, 1256, 2009, eqs. 6 and
 * 7). Per frame, in a new random order each iteration, with Delta = psi' - psi the change that the modulus projection
 * makes:
 *
 * <pre>O += a conj(P) Delta / max |P|^2,  P += b conj(O) Delta / max |O|^2</pre>
 *
 * where O is the frame's patch as it was before, and the maxima are over probe and patch. It is {@link Rpie} with full
 * regularisation and without the power of the probe being set.
 *
 * <p>Deviations from the paper: several modes (Thibault and Menzel, Nature 494, 68, 2013), with |P|^2 and the object's
 * update summed over modes; fractions of a pixel by a Fourier shift of the probe; the probe may be left alone until
 * {@code probeFrom}; the {@link Guard}, off with {@code guard=false}; parts of the object or probe that are known stay as they are.
 *
 * <p>Objects of several slices: {@link SliceSweep}.
 */
public final class Epie implements Engine<PieState> {
    private final PieSteps steps;
    private final boolean guard;

    public Epie(EpieSettings settings) {
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
