package org.polyptych.engines.projection;

import org.polyptych.engines.Engine;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;

/**
 * Relaxed averaged alternating reflections, RAAR (Luke, Inverse Problems 21, 37, 2005), with R = 2 Pi - 1 the reflection
 * that belongs to a projection:
 *
 * <pre>psi &lt;- b/2 (R_O R_F + 1) psi + (1 - b) Pi_F psi = b [psi + Pi_O(2 Pi_F psi - psi)] + (1 - 2b) Pi_F psi</pre>
 *
 * This is the order {@code luke}, {@link ModulusInside}. The default is the order {@code ptypy}, in which the projections
 * have changed places, as PtyPy has it: {@link ModulusOutside} with p = 1 - 2b, q = b, c = 2,
 *
 * <pre>psi &lt;- b [psi + Pi_F(2 Pi_O psi - psi)] + (1 - 2b) Pi_O psi.</pre>
 *
 * It needs one array for each frame and mode where {@code luke} needs two. Projections and Pi_O are those of {@link Dm};
 * with b = 1 the order {@code ptypy} is the difference map itself.
 *
 * <p>Deviations from the paper: Pi_O, for an unknown probe, is found by turns and is not linear, so that the reflection is
 * taken as written here and not multiplied out; inertia terms, modes, fractions of a pixel, the noise bound of Pi_F and
 * the running means are those of {@link Dm}. Reported in the order {@code luke} are the object and probe of Pi_O(2 Pi_F
 * psi - psi), where the paper reads the solution off Pi_F psi. b stays the same, where the paper also has one that grows.
 */
public final class Raar implements Engine<ProjectionState> {
    private final AlternatingProjections projections;

    public Raar(RaarSettings settings) {
        this.projections = new AlternatingProjections(settings.update(), settings.projections());
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
