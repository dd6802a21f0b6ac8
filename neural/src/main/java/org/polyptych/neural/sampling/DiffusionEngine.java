package org.polyptych.neural.sampling;

import org.polyptych.core.Opened;
import org.polyptych.engines.Engine;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;
import org.polyptych.engines.gradient.DataTerm;
import org.polyptych.neural.torch.LentThreads;
import org.polyptych.physics.loss.AmplitudeL2;

/**
 * A reconstruction between a learned prior and the data, level of noise by level of noise, without a gradient through the
 * network: of the family of DiffPIR (Zhu, Zhang, Liang, Cao, Wen, Timofte and Van Gool, CVPR Workshops 2023, arXiv:2305.08995)
 * and DAPS (Zhang, Chu, Berner, Meng, Anandkumar and Song, CVPR 2025, arXiv:2407.01521), with {@link
 * org.polyptych.engines.gradient.Awf accelerated Wirtinger flow} as the fit to the data. On each level, of noise s:
 *
 * <pre>
 * x = z + s n                                      n normal, of each pixel
 * x0 = E[z | x]                                    the network
 * v = z = x0, then for m = 1, 2, ...
 *     z = (l v - g(v) + w x0) / (l + w)            l light on the pixel, w = 1 / (4 s^2 u^2)
 *     v = z + m / (m + 3) (z - z_before)
 * </pre>
 *
 * with g the gradient of sum (|Psi| - y)^2, l = sum_j |P|^2 on a pixel, which bounds its curvature, u what a channel is of the
 * object, and s falling geometrically; w is what noise of size s has against the counting of photons, whose -log p is 2 (|Psi| -
 * y)^2. Deviation from Wirtinger flow: each pixel has a step of its own, 1 / l in place of 1 / max l, without which all that lies in
 * a beam's dim part would be the prior's for thousands of steps. x and x0 are in the prior's channels, z is the
 * object. Pixels without light follow the prior alone. Behind its steps each level turns z along the slowest waves of its phase
 * to the data ({@link SlowPhases}): what is wrong over many beams at once, as a ramp is, a network does not see and steps of
 * pixels are slow to find. Behind the last level the data may be left to themselves for some steps of
 * accelerated Wirtinger flow ({@link Polish}).
 *
 * <p>A share of the noise may be what the level before took off, (x - z) / s, in place of new one ({@code fresh}). All new is
 * what corrects errors best; samples then differ less than the prior would have them: for a normal prior without data by a
 * factor of 2 in the variance, while a share of 1 - (s_next / s)^2 keeps it.
 *
 * <p>An unknown probe is fitted between levels by accelerated steps of its own. An object larger than the patches that the prior
 * knows is denoised in patches that blend; the data see one object. Of several samples the mean is reported, with the
 * deviation of each pixel.
 */
public final class DiffusionEngine implements Engine<DiffusionState> {
    static final String NAME = "diffusion";

    private final DiffusionSettings settings;
    private final PriorSource source;

    DiffusionEngine(DiffusionSettings settings, PriorSource source) {
        this.settings = settings;
        this.source = source;
    }

    @Override
    public String lossName() {
        return "squared amplitude error at the point ahead, relative to the counts";
    }

    @Override
    public DiffusionState init(Problem problem) {
        problem.requireOneSliceAndLight();
        settings.prior().device().require();
        try (Opened opened = new Opened();
                LentThreads lent = new LentThreads(problem.parallel().threads())) {
            ObjectPrior prior = opened.add(settings.prior().open(NAME, problem, source));
            DataTerm data = opened.add(new DataTerm(problem, new AmplitudeL2()));
            DiffusionState state = new DiffusionState(problem, data, prior, settings);
            opened.keep();
            return state;
        }
    }

    @Override
    public StepReport step(DiffusionState state) {
        return state.step();
    }
}
