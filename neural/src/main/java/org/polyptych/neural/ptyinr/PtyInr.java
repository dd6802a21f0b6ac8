package org.polyptych.neural.ptyinr;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.RandomStream;
import org.polyptych.engines.Engine;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;
import org.polyptych.neural.torch.CustomFunction;
import org.polyptych.neural.torch.LentThreads;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/**
 * Object and probe as functions of the coordinates that networks make, found together from the patterns alone: T. Li and
 * others, Learning neural representations for X-ray ptychography reconstruction with unknown probes (PtyINR). The object's
 * amplitude and phase are sine networks, the probe's are hash encodings with ReLU networks; with the amplitudes sqrt(I) in
 * units of what a probe of 1 gives behind an object of 1,
 *
 * <pre>L = mean of SmoothL1(sqrt(I_m), sqrt(I_p), beta) + lambda mean |P| while t &lt;= k</pre>
 *
 * falls by Adam. I_p comes from {@link org.polyptych.physics.ForwardModel}, with its sub-pixel positions, modes, near field and
 * the integral over a fly scan's motion (eq. 1).
 *
 * <p>Preset {@code paper} has the paper's sizes and settings. What the others have otherwise, each a setting: one network for
 * both parts of the object, narrower; a probe on pixels; squared error; frequencies in units of pixels; a rate that falls; a
 * start from the data. Each step of an iteration evaluates the object once, on the rows that its frames lie on, and may take
 * several steps of the probe meanwhile.
 */
public final class PtyInr implements Engine<PtyInrState> {
    private final PtyInrSettings settings;

    public PtyInr(PtyInrSettings settings) {
        this.settings = settings;
    }

    @Override
    public String lossName() {
        return settings.lossName();
    }

    @Override
    public PtyInrState init(Problem problem) {
        settings.device().require();
        try (LentThreads threads = new LentThreads(problem.parallel().threads())) {
            return new PtyInrState(problem, settings);
        }
    }

    @Override
    public StepReport step(PtyInrState state) {
        try (LentThreads threads = new LentThreads(state.threads)) {
            return iterate(state);
        }
    }

    private StepReport iterate(PtyInrState state) {
        int iteration = state.completed + 1;
        int own = state.trials.own(iteration);
        List<Passes.Pass> passes = state.passes().passes();
        state.trials.before(iteration);
        state.best.before(passes.size() == 1 && passes.getFirst().batches().size() == 1 && settings.probeSteps() == 1);
        double loss = 0;
        for (int p : new RandomStream(state.seed, iteration).permutation(passes.size())) {
            loss += pass(state, passes.get(p), iteration, own);
        }
        state.completed = iteration;
        double relative = loss / settings.relative(state.frames());
        Optional<String> lost = state.best.after(relative);
        // weights that have no loss are gone: what is told is the loss of those that it went back to
        double told = Double.isFinite(relative) ? relative : lost.isEmpty() ? state.trials.loss() : state.best.loss();
        return new StepReport(iteration, told, state.trials.after(iteration).or(() -> lost));
    }

    /** One evaluation of the object, and a step by what all its frames say. */
    private double pass(PtyInrState state, Passes.Pass pass, int iteration, int own) {
        double share = settings.share(iteration - state.trials.iterations(), own) * state.best.share();
        double loss = 0;
        try (Scope scope = Scope.open()) {
            Tensor rows = state.object(pass.from(), pass.to());
            Tensor object = rows.detach().clone();
            object.requires_grad_(state.object != null);
            for (int[] frames : pass.batches()) {
                loss += batch(state, object, frames, own, share, pass.batches().size());
            }
            if (state.object != null) {
                Tensor gradient = torch.view_as_real(object.grad().resolve_conj());
                state.objectAdam.clearGradients();
                CustomFunction.goBack(torch.view_as_real(rows).mul(gradient).sum());
                state.clip.cut();
                state.objectAdam.step(share);
            }
        }
        return loss;
    }

    /** Adds the gradient of some frames to the object's, and takes the probe's steps. */
    private double batch(PtyInrState state, Tensor object, int[] frames, int own, double share, int batches) {
        boolean byProbe = state.probe != null && (state.object == null || own >= settings.probeFrom());
        double unit = settings.unit(
                state.amplitude, (double) frames.length * state.frames().goodPixels());
        double loss = 0;
        int steps = byProbe ? settings.probeSteps() : 1;
        for (int k = 0; k < steps; k++) {
            boolean last = k == steps - 1;
            try (Scope scope = Scope.open()) {
                Tensor probe = byProbe ? state.beam() : state.beam().detach();
                Tensor value = state.loss(last ? object : object.detach(), probe, frames);
                loss = Tensors.number(value);
                Tensor total = value.mul(new Scalar(1 / (unit * batches)));
                if (byProbe && settings.regularise() > 0 && own <= settings.regulariseUntil()) {
                    Tensor mean = torch.view_as_real(probe)
                            .square()
                            .sum(-1)
                            .add(new Scalar(1e-20))
                            .sqrt()
                            .mean();
                    total = total.add(mean.mul(new Scalar(settings.regularise() / batches)));
                }
                if (byProbe) {
                    state.probeAdam.clearGradients();
                }
                if (total.requires_grad()) {
                    CustomFunction.goBack(total);
                }
                if (byProbe) {
                    state.probeAdam.step(share);
                }
            }
        }
        return loss;
    }
}
