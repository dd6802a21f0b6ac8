package org.polyptych.engines.gradient;

import org.polyptych.engines.Engine;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;
import org.polyptych.physics.loss.AmplitudeL2;
import org.polyptych.physics.loss.BoundedPoisson;

/**
 * Accelerated proximal gradient (Yan, New Journal of Physics 22, 023035, 2020): object and probe by turns, each
 *
 * <pre>
 * t_next = (1 + sqrt(1 + 4 t^2)) / 2,  z = x + (t - 1) / t_next (x - x_before)
 * x_before &lt;- x,  x &lt;- prox(z - (1/L) dL/dz*)
 * </pre>
 *
 * with L = max over object pixels of sum |P|^2, over probe pixels of sum |O|^2 ({@code amplitude}) or twice that ({@code
 * poisson}: by an amplitude that fits, the likelihood is twice as curved). The proximal step is the clamp of amplitude
 * and phase; it is that of the common settings of the object, which act between iterations on x and so on the next z.
 *
 * <p>Deviations from the paper: the momentum starts anew (t = 1) after an iteration in which the loss rose (O'Donoghue and
 * Candes, Foundations of Computational Mathematics 15, 715, 2015); the gradient of the likelihood is bounded where a pixel
 * with counts is predicted dark ({@link BoundedPoisson}); L is found anew every tenth iteration; several modes, fractions
 * of a pixel, masked pixels. What else {@link org.polyptych.physics.ForwardModel} knows (slices, states of the object, a
 * moving stage, a background) is taken as said, with the L of {@link Steepness}; S slices at once take a step of 1 / S each.
 */
public final class Apg implements Engine<GradientState> {
    private final ApgSettings settings;

    public Apg(ApgSettings settings) {
        this.settings = settings;
    }

    private boolean poisson() {
        return settings.likelihood() == ApgSettings.Likelihood.POISSON;
    }

    @Override
    public String lossName() {
        return (poisson() ? "Poisson deviance / 2" : "squared amplitude error")
                + " at the point ahead, relative to the counts";
    }

    @Override
    public GradientState init(Problem problem) {
        return new GradientState(problem, poisson() ? new BoundedPoisson() : new AmplitudeL2());
    }

    @Override
    public StepReport step(GradientState state) {
        state.refresh();
        double next = (1 + Math.sqrt(1 + 4 * state.t * state.t)) / 2;
        double weight = (state.t - 1) / next;
        double share = poisson() ? 0.5 : 1;
        double loss = Double.NaN;
        if (!state.objectKnown) {
            state.objectLooksAhead(weight);
            loss = state.evaluate(true, false, true, false);
            state.stepObject(share * state.share(true, false));
        }
        if (!state.probeKnown) {
            state.probeLooksAhead(weight);
            double then = state.evaluate(false, true, false, true);
            state.stepProbe(share);
            loss = state.objectKnown ? then : loss;
        }
        state.t = loss > state.lastLoss ? 1 : next;
        state.lastLoss = loss;
        state.completed++;
        return new StepReport(state.completed, loss);
    }
}
