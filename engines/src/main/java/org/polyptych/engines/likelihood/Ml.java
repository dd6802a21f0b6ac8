package org.polyptych.engines.likelihood;

import org.polyptych.core.ComplexImage;
import org.polyptych.engines.Engine;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;

/**
 * Maximum likelihood by conjugate gradients: P. Thibault and M. Guizar-Sicairos, New Journal of Physics 14, 063004, 2012.
 *
 * <pre>(O, P) &lt;- (O, P) + t d,  d &lt;- -M g + b d,  t = -L1 / (2 L2)</pre>
 *
 * with g the gradient of the negative log-likelihood L by object and probe together, b after Polak and Ribiere but never
 * negative, and L(t) = L + L1 t + L2 t^2 + ... the loss along the direction, to second order exact in the polynomial that the
 * intensity is (section 3.3 of the paper).
 *
 * <p>Deviations from the paper:
 *
 * <ul>
 *   <li>M is 1 / ((1 - a) s + a max(s)) at every pixel, with s the sum over frames of |P|^2 for the object and of |O|^2 for
 *       the probe; the paper scales the probe's gradient by one number. With a = 1 so does this, and the number is the
 *       ratio of the two curvatures.
 *   <li>A step is taken only if it lowers the loss. If the quadratic model overshot, the step is shortened by the parabola
 *       through the loss and the slope here and the loss there, up to {@value #SHORTENINGS} times; after that the
 *       iteration leaves object and probe alone and the next one begins with the gradient.
 *   <li>Where the quadratic model has no minimum, the length of the last step is tried.
 *   <li>Poisson counts may come with a noise of constant variance, see {@link Poisson}.
 *   <li>With floating intensities, each frame's prediction is multiplied by the s that suits its likelihood best: for
 *       gaussian the paper's sum w I n / sum w I^2, for poisson sum n / sum I, for euclidean (sum y sqrt(I) / sum I)^2.
 *   <li>A background is added to every prediction, as it is said; with it intensities do not float.
 *   <li>Objects of several slices: the gradient goes back from slice to slice, s is the sum of what falls on each slice, of
 *       the probe that of the first, and the loss along the direction has the curvature of Gauss and Newton ({@link
 *       LinePass}).
 * </ul>
 */
public final class Ml implements Engine<MlState> {
    private static final int SHORTENINGS = 6;
    /** Tried where neither the quadratic model nor an earlier step says more: cautious with M close to the curvature. */
    private static final double FIRST_LENGTH = 0.25;

    private final MlSettings settings;

    public Ml(MlSettings settings) {
        this.settings = settings;
    }

    @Override
    public String lossName() {
        return settings.lossName() + (settings.smooth() > 0 ? ", plus the regulariser" : "");
    }

    @Override
    public MlState init(Problem problem) {
        return new MlState(problem, settings);
    }

    @Override
    public StepReport step(MlState state) {
        boolean probeMoves = probeMoves(state, state.completed + 1);
        if (probeMoves && !probeMoves(state, state.completed)) {
            state.fresh = false;
            state.forgetDirection();
        }
        if (!state.fresh) {
            evaluate(state, probeMoves);
        }
        double product = ConjugateDirection.turn(
                state.gradient,
                state.before,
                state.productBefore,
                state.estimate.objectKnown() ? null : state.objectScale,
                probeMoves ? state.probeScale : null,
                state.direction);
        Variables spent = state.before;
        state.before = state.gradient;
        state.gradient = spent;
        state.productBefore = product;
        moveDown(state, probeMoves);
        state.completed++;
        return new StepReport(state.completed, state.loss / state.likelihood.unit(state.workers.frames()));
    }

    private boolean probeMoves(MlState state, int iteration) {
        return !state.estimate.probeKnown() && (state.estimate.objectKnown() || iteration >= settings.probeFrom());
    }

    /** Loss, gradient and scales here. */
    private static void evaluate(MlState state, boolean probeMoves) {
        state.loss = new GradientPass(state).run(probeMoves);
        if (state.smoothness.weight() > 0) {
            for (int k = 0; k < state.now.slices().length; k++) {
                ComplexImage slice = state.now.slices()[k];
                state.loss += state.smoothness.value(slice);
                state.smoothness.addGradient(slice, state.gradient.slices()[k]);
            }
        }
        state.fresh = true;
    }

    /** Goes along the direction, not uphill. */
    private void moveDown(MlState state, boolean probeMoves) {
        double slope = ConjugateDirection.slope(state.before, state.direction);
        double curvature = new LinePass(state).run(probeMoves);
        if (state.smoothness.weight() > 0) {
            for (ComplexImage slice : state.direction.slices()) {
                curvature += state.smoothness.value(slice);
            }
        }
        double here = state.loss;
        double usual = state.length > 0 ? state.length : FIRST_LENGTH;
        double length = curvature > 0 ? -slope / (2 * curvature) : usual;
        state.start.set(state.now);
        for (int k = 0; slope < 0 && length > 0 && k <= SHORTENINGS; k++) {
            state.now.move(state.start, state.direction, length, !state.estimate.objectKnown());
            evaluate(state, probeMoves);
            if (state.loss <= here) {
                state.length = length;
                return;
            }
            double parabola = -slope * length * length / (2 * (state.loss - here - slope * length));
            length = parabola > 0.1 * length ? Math.min(parabola, 0.5 * length) : 0.1 * length;
        }
        state.now.set(state.start);
        state.loss = here;
        state.fresh = false;
        state.forgetDirection();
    }
}
