package org.polyptych.engines.pmace;

import java.util.Arrays;
import org.polyptych.engines.Engine;
import org.polyptych.engines.FrameWorkers;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;

/**
 * Projected multi-agent consensus equilibrium, PMACE (Zhai, Buzzard, Mertes, Wohlberg, Bouman, IEEE Trans. Comput.
 * Imaging 9, 2023). Every frame has an estimate v_j of its own of the patch that it sees. In each iteration
 *
 * <pre>w_j = (1 - a) v_j + a F^-1(y_j e^(i arg F(P v_j))) / P
 * z = sum_j |P|^k (2 w_j - v_j) / sum_j |P|^k
 * v_j += 2 rho (z_j - w_j)</pre>
 *
 * where z_j is the patch of z at frame j. Reported is z.
 *
 * <p>The paper has the probe known. For an unknown one each frame has an estimate of it, too, as in the authors' later
 * blind form, and the same iteration with object and probe in exchanged parts follows: w_j = (1 - a) d_j + a F^-1(y_j
 * e^(i arg F(d_j z_j))) / z_j, the average weighted by |z_j|^k. Each of the two rounds takes the other's consensus as it
 * is.
 *
 * <p>Deviations: a division by P is conj(P) Delta_j / (|P|^2 + e max |P|^2) with Delta_j the change that the modulus
 * projection makes in P v_j, so that a pixel without light keeps v_j (in the average it has no weight either); the
 * division by z_j alike. With several modes conj(P) Delta_j and |P|^2 are sums over them. The object's average has an
 * inertia of 1e-6 of the brightest pixel's weight, which leaves it where it was where no light falls. At fractions of a
 * pixel d_j is the probe as frame j sees it, and the consensus is P += sum_j S_j^-1 [|z_j|^k (2 w_j - d_j - S_j P)] / sum_j
 * |z_j|^k, with S_j the shift of the probe to frame j, which at whole pixels is the average itself.
 */
public final class Pmace implements Engine<PmaceState> {
    private final PmaceSettings settings;

    public Pmace(PmaceSettings settings) {
        this.settings = settings;
    }

    @Override
    public String lossName() {
        return "squared amplitude error of the frames' own estimates, relative to the counts";
    }

    @Override
    public PmaceState init(Problem problem) {
        return new PmaceState(problem, settings);
    }

    @Override
    public StepReport step(PmaceState state) {
        FrameWorkers workers = state.workers;
        int iteration = state.completed + 1;
        boolean objectKnown = state.estimate.objectKnown();
        double[] errors = new double[workers.frames().count()];
        if (!state.estimate.probeKnown() && (objectKnown || iteration >= settings.probeFrom())) {
            new ProbeConsensus(settings).run(state, errors);
        }
        if (!objectKnown) {
            new ObjectConsensus(settings).run(state, errors);
        }
        state.completed = iteration;
        return new StepReport(
                iteration, Arrays.stream(errors).sum() / workers.frames().totalCounts());
    }
}
