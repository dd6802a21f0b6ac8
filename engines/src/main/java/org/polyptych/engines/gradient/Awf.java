package org.polyptych.engines.gradient;

import org.polyptych.engines.Engine;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;
import org.polyptych.physics.loss.AmplitudeL2;

/**
 * Accelerated Wirtinger flow (Xu, Soltanolkotabi, Haldar, Unglaub, Zusman, Levi, Leahy, arXiv:1806.05546, 2018): gradient
 * descent on sum over frames and pixels of (|Psi| - y)^2 from a point ahead. In iteration i = 0, 1, ...
 *
 * <pre>
 * z = x + B_i (x - x_before),  B_i = (i + 2) / (i + 4)
 * x_before &lt;- x,  x &lt;- z - (1/L) sum_j conj(P) F^-1[Psi_j - y_j exp(i arg Psi_j)],  L = max over pixels of sum_j |P|^2.
 * </pre>
 *
 * <p>Deviations from the paper, which knows the probe: where it is unknown, object and probe move at once, each with its
 * own L (for the probe max over pixels of sum_j |O|^2) and half the step: |P dO + O dP|^2 is at most twice |P dO|^2 + |O
 * dP|^2, so that half steps together are what full steps by turns are, for half the transforms. L is then found anew every
 * tenth iteration. Several modes; fractions of a pixel; masked pixels have no part in the gradient. What else {@link
 * org.polyptych.physics.ForwardModel} knows (slices, states of the object, a moving stage, a background) is taken as said,
 * with the L of {@link Steepness}; S slices and the probe at once take a step of 1 / (S + 1) each.
 */
public final class Awf implements Engine<GradientState> {
    @Override
    public String lossName() {
        return "squared amplitude error at the point ahead, relative to the counts";
    }

    @Override
    public GradientState init(Problem problem) {
        return new GradientState(problem, new AmplitudeL2());
    }

    @Override
    public StepReport step(GradientState state) {
        state.refresh();
        double i = state.completed;
        double weight = (i + 2) / (i + 4);
        double share = state.share(!state.objectKnown, !state.probeKnown);
        if (!state.objectKnown) {
            state.objectLooksAhead(weight);
        }
        if (!state.probeKnown) {
            state.probeLooksAhead(weight);
        }
        double loss = state.evaluate(!state.objectKnown, !state.probeKnown, !state.objectKnown, !state.probeKnown);
        if (!state.objectKnown) {
            state.stepObject(share);
        }
        if (!state.probeKnown) {
            state.stepProbe(share);
        }
        state.completed++;
        return new StepReport(state.completed, loss);
    }
}
