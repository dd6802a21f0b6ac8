package org.polyptych.engines.pie;

import org.polyptych.engines.Engine;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;

/**
 * The weighted average of sequential projections, WASP (Maiden, Mei, Li, Optics Express 32, 21327, 2024). Per frame, in a
 * new random order each iteration, with Delta = psi' - psi the change that the modulus projection makes:
 *
 * <pre>O += conj(P) Delta / (2 (|P|^2 + a mean |P|^2)),  P += conj(O) Delta / (|O|^2 + b)</pre>
 *
 * where both steps take O and P as the frame found them; and at the end of the iteration
 *
 * <pre>O = sum conj(P) psi' / sum |P|^2,  P = sum conj(O) psi' / sum |O|^2</pre>
 *
 * with the sums over all frames, and with P and O as each frame found them. Where a sum of weights is 0 the old value
 * stays.
 *
 * <p>Deviations from the paper: several modes (Thibault and Menzel, Nature 494, 68, 2013), with |P|^2 and the object's
 * sums over modes; fractions of a pixel by a Fourier shift of the probe; the {@link Guard}, which with its first return
 * also takes the average only in part: O += length (average - O). The authors' published program has a without the
 * factor of 2 (theirs is about 2 where ours is 1), weighs the object's average by the probe after the frame's step, cuts
 * off large amplitudes and centres the probe after each iteration; this one does not.
 *
 * <p>At fractions of a pixel the average of the probe over frames is no division a pixel, since the weights |O|^2 are
 * where the frame is, and the probe is not. It is P = mean of P_j + sum S_j^-1 [conj(O_j) Delta_j] / sum |O_j|^2 there,
 * with P_j the probe that frame j found and S_j the shift to it. At whole pixels that would differ from the formula above by
 * the weights of P_j alone, which change little within an iteration; where it stops is the same.
 */
public final class Wasp implements Engine<PieState> {
    private final WaspSettings settings;

    public Wasp(WaspSettings settings) {
        this.settings = settings;
    }

    @Override
    public String lossName() {
        return FrameByFrame.LOSS_NAME;
    }

    @Override
    public PieState init(Problem problem) {
        return PieState.withAverages(problem, settings);
    }

    @Override
    public StepReport step(PieState state) {
        return FrameByFrame.step(state, settings.probeFrom(), false);
    }
}
