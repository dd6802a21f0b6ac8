package org.polyptych.engines.projection;

import org.polyptych.engines.Engine;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;

/**
 * The difference map (Thibault, Dierolf, Bunk, Menzel, Pfeiffer, Ultramicroscopy 109, 338, 2009):
 *
 * <pre>psi_j &lt;- psi_j + Pi_F(2 Pi_O psi_j - psi_j) - Pi_O psi_j</pre>
 *
 * which is {@link ModulusOutside} with p = -1, q = 1 and c = 2. Pi_F is the {@link
 * org.polyptych.physics.ModulusProjection modulus projection}, Pi_O psi_j = P(r) O(r + r_j) the object and probe that
 * explain all exit waves best, found by turns:
 *
 * <pre>O = (k O + sum_j conj(P) psi_j) / (k + sum_j |P|^2),  P = (k' P + sum_j conj(O) psi_j) / (k' + sum_j |O|^2).</pre>
 *
 * <p>Deviations from the paper: the inertia terms k and k' (as in PtyPy; they keep unlit pixels where they are); several
 * incoherent modes (Thibault and Menzel, Nature 494, 68, 2013); object and probe reported are running means over the
 * last iterations, where the paper averages iterates at the end; Pi_F may stop at a {@link NoiseBound}. At fractions of a pixel the probe is shifted to each
 * frame, and its update is a step with the same denominator, P += sum_j S_j^-1 [conj(O)(psi_j - S_j P O)] / (k' + sum_j
 * |O|^2), since the exact least-squares update is then no longer one division a pixel; the fixed points are the same.
 */
public final class Dm implements Engine<ProjectionState> {
    private final AlternatingProjections projections;

    public Dm(DmSettings settings) {
        this.projections = new AlternatingProjections(new ModulusOutside(-1, 1, 2), settings.projections());
    }

    @Override
    public String lossName() {
        return AlternatingProjections.LOSS_NAME;
    }

    @Override
    public ProjectionState init(Problem problem) {
        return projections.init(problem);
    }

    @Override
    public StepReport step(ProjectionState state) {
        return projections.step(state);
    }
}
