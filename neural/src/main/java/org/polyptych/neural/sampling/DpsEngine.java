package org.polyptych.neural.sampling;

import org.polyptych.core.Opened;
import org.polyptych.engines.Engine;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;
import org.polyptych.engines.gradient.DataTerm;
import org.polyptych.neural.torch.LentThreads;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.loss.AmplitudeL2;

/**
 * Diffusion posterior sampling for ptychography (Cam, Deng, Kettimuthu, Cherukara and Bicer, <i>Ptychographic image
 * reconstruction from limited data via score-based diffusion models with physics-guidance</i>, 2025, algorithm 1; after Chung,
 * Kim, McCann, Klasky and Ye, arXiv:2209.14687). From noise, for t = N - 1, ..., 0:
 *
 * <pre>
 * x0 = E[x_0 | x_t]                                              the network
 * x_(t-1) = mean of x_(t-1) given x_t and x0 + deviation x n - zeta grad_(x_t) || y - |A x0| ||_1
 * and, where s = t - 1 has j steps above it (time travel):
 *     x_(s+j) = sqrt(abar_(s+j) / abar_s) x_s + sqrt(1 - abar_(s+j) / abar_s) e
 *     j such steps back to x_s
 * </pre>
 *
 * The gradient goes through the network and the channels; A is the scan's own forward model. With N = 1000 and j = 10 the network
 * is asked 10,900 times, and as often for the way back. The object is x0 of the last step.
 *
 * <p>Deviations from the paper: the printed time travel ends one step above where it began; here it ends at x_s. The paper does
 * not give its zeta. Here the gradient is that of the norm in units of sqrt(L), L the most light that falls on a pixel of the
 * object, so that zeta means the same for any counts and any number of frames: the gradient of the sum of |y - |A x0|| by a pixel
 * grows as the root of the light there. Clipping of x0 to what was learned is left out, since it would cut the gradient off.
 * Networks that were taught otherwise than by steps of noise (EDM) are asked at the noise of the step. An unknown probe is
 * fitted between steps.
 */
public final class DpsEngine implements Engine<DpsState> {
    static final String NAME = "dps";

    private final DpsSettings settings;
    private final PriorSource source;

    DpsEngine(DpsSettings settings, PriorSource source) {
        this.settings = settings;
        this.source = source;
    }

    @Override
    public String lossName() {
        return switch (settings.norm()) {
            case L1 -> "sum of amplitude errors of the denoised object, relative to the root of counts times pixels";
            case L2 -> "squared amplitude error of the denoised object, relative to the counts";
        };
    }

    @Override
    public DpsState init(Problem problem) {
        problem.requireOneSliceAndLight();
        settings.prior().device().require();
        try (Opened opened = new Opened();
                LentThreads lent = new LentThreads(problem.parallel().threads())) {
            ObjectPrior prior = opened.add(settings.prior().open(NAME, problem, source));
            FrameStack frames = problem.frames();
            DataTerm data = opened.add(new DataTerm(problem, frames, new AmplitudeL2()));
            DataTerm guide = opened.add(new DataTerm(problem, frames, settings.loss()));
            DpsState state = new DpsState(problem, data, guide, prior, settings);
            opened.keep();
            return state;
        }
    }

    @Override
    public StepReport step(DpsState state) {
        return state.step();
    }
}
