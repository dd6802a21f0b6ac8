package org.polyptych.engines.lsqml;

import java.util.Arrays;
import java.util.List;
import org.polyptych.engines.Engine;
import org.polyptych.engines.Estimate;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;
import org.polyptych.engines.constraint.ProbePower;
import org.polyptych.engines.slices.CarriedSteps;
import org.polyptych.engines.slices.SliceWaves;

/**
 * Least squares with maximum likelihood, LSQ-ML (Odstrcil, Menzel, Guizar-Sicairos, Opt. Express 26, 3108, 2018). For
 * each batch of frames, with chi_j the change of the exit wave that makes the counts of frame j more likely ({@link
 * Likelihood}):
 *
 * <pre>Delta O = sum_j conj(P) chi_j / sqrt(W^2 + (0.1 max W)^2),  W = sum_j |P|^2
 * Delta P = mean_j conj(O) chi_j
 * (a_j, b_j) = argmin ||chi_j - a Delta O P - b Delta P O||^2   ({@link StepLengths})
 * O += 0.9 mean_j(a_j) Delta O,  P += 0.9 mean_j(b_j) Delta P</pre>
 *
 * where the mean of the a_j leaves out the tenth that lies furthest out. Sums and products are over all modes.
 *
 * <p>Deviations from the paper: object and probe take part with all modes, where the paper's variable probe has one; W
 * is the light of the batch; at fractions of a pixel the probe is shifted to each frame; after each iteration that updates
 * both, the probe is given the mean counts of a frame as its power and the object is divided by as much, so that the free
 * scale between the two cannot drift. {@link Momentum} is not in the paper.
 *
 * <p>Objects of several slices, with psi_s and chi_s of {@link SliceWaves}: the direction of every slice is that of a thin
 * object which psi_s falls on, with W_s = sum |psi_s|^2, and chi_s for chi,
 *
 * <pre>Delta O_s = sum_j conj(psi_s) chi_s / sqrt(W_s^2 + (0.1 max W_s)^2),  Delta P = mean_j conj(O_1) chi_1
 * (a_j, b_j) = argmin ||chi_j - a u_j - b v_j||^2,</pre>
 *
 * where u_j and v_j are what all Delta O_s together, and Delta P, change behind the last slice to first order ({@link
 * CarriedSteps}): one length serves all slices, since it is together that they overshoot. Of one slice all of this is what
 * stands above. PtychoShelves, the program of the paper's authors, gives every slice a length of its own instead, from
 * chi_s and the diagonal of the system alone, as if the others stood still. The probe's power is balanced by the first
 * slice.
 */
public final class Lsqml implements Engine<LsqmlState> {
    private final LsqmlSettings settings;

    public Lsqml(LsqmlSettings settings) {
        this.settings = settings;
    }

    @Override
    public String lossName() {
        return "squared amplitude error of each frame when its batch is visited, relative to the counts";
    }

    @Override
    public LsqmlState init(Problem problem) {
        return new LsqmlState(problem, settings);
    }

    @Override
    public StepReport step(LsqmlState state) {
        int iteration = state.completed + 1;
        Estimate estimate = state.estimate;
        // with a known object there is nothing else to do, and nothing to wait for
        boolean updateProbe = !estimate.probeKnown() && (estimate.objectKnown() || iteration >= settings.probeFrom());
        boolean updateObject = !estimate.objectKnown();
        state.momentum.forEach(Momentum::begin);
        double error = 0;
        int[][] batches = state.plan.of(state.seed, iteration);
        state.workers
                .frames()
                .expect(Arrays.stream(batches).flatMapToInt(Arrays::stream).toArray());
        for (int[] batch : batches) {
            error += state.update.run(batch, updateObject, updateProbe);
        }
        state.momentum.forEach(momentum -> momentum.end(iteration >= settings.momentumFrom()));
        if (updateProbe && updateObject && state.scaleFree) {
            // the data leave a factor free between object and probe
            new ProbePower(state.workers.frames().totalCounts()
                            / state.workers.frames().count())
                    .apply(estimate.firstSlices(), List.of(), estimate.probe());
        }
        state.completed = iteration;
        return new StepReport(iteration, error / state.workers.frames().totalCounts());
    }
}
