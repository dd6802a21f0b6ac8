package org.polyptych.neural.dgp;

import java.util.Arrays;
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
import org.polyptych.physics.FrameStack;

/**
 * Object and probe as what untrained U-Nets make, found together from the patterns alone: A. McCray, S. Ribet, G. Varnavides and
 * C. Ophus, Deep generative priors for robust and efficient electron ptychography. Channels are slices of the object and modes
 * of the probe. Each network first learns, by itself, to give back the object or probe that the run begins with, and keeps that
 * as its input; then the weights of both fall by Adam along
 *
 * <pre>
 * L = sum of (sqrt(I_m) - sqrt(I_p))^2 / (share of the frames x mean counts of a frame) + soft terms
 * </pre>
 *
 * ({@link SoftTerms}). Each pass predicts some of the frames and takes one step of both. I_p comes from {@link
 * org.polyptych.physics.ForwardModel}, with its modes, slices and sub-pixel positions, and where it is asked for with a descan
 * that is learned beside them ({@link DescanPlane}). Networks follow what neighbouring pixels have in common before they follow
 * noise: a run is to end before that, best by frames held out.
 *
 * <p>The loss that is told is that of the patterns alone, with noise on the networks' input.
 */
public final class Dgp implements Engine<DgpState> {
    /** Iterations from one word on what is found beside images to the next. */
    private static final int TOLD = 10;

    private final DgpSettings settings;

    public Dgp(DgpSettings settings) {
        this.settings = settings;
    }

    @Override
    public String lossName() {
        return settings.lossName();
    }

    @Override
    public DgpState init(Problem problem) {
        settings.device().require();
        try (LentThreads threads = new LentThreads(problem.parallel().threads())) {
            return new DgpState(problem, settings);
        }
    }

    @Override
    public StepReport step(DgpState state) {
        try (LentThreads threads = new LentThreads(state.threads)) {
            return iterate(state);
        }
    }

    private StepReport iterate(DgpState state) {
        int iteration = state.completed + 1;
        FrameStack frames = state.frames();
        int passes = Math.ceilDiv(frames.count(), settings.batch(frames));
        RandomStream random = new RandomStream(state.seed, iteration);
        int[] order = random.permutation(frames.count());
        if (passes > 1) {
            frames.expect(order);
        }
        double loss = 0;
        for (int p = 0; p < passes; p++) {
            loss += pass(state, part(order, passes, p), iteration, random);
        }
        state.completed = iteration;
        Optional<String> found = iteration % TOLD == 0 ? state.found() : Optional.empty();
        return new StepReport(iteration, loss / frames.totalCounts(), iteration == 1 ? state.begun : found);
    }

    private static int[] part(int[] all, int parts, int part) {
        int from = (int) ((long) all.length * part / parts);
        int to = (int) ((long) all.length * (part + 1) / parts);
        return Arrays.copyOfRange(all, from, to);
    }

    /** One step of both networks, and of the descan, by what some frames say. */
    private double pass(DgpState state, int[] which, int iteration, RandomStream random) {
        boolean byObject = state.object.learned();
        boolean byProbe = state.probe.learned() && (!byObject || iteration >= settings.probeFrom());
        try (Scope scope = Scope.open()) {
            Tensor channels = state.object.channels(random);
            if (byObject && iteration <= settings.identicalUntil()) {
                channels = state.alike(channels);
            }
            Tensor object = state.form.objects(channels);
            Tensor probe = state.beam(state.probe.channels(random));
            Tensor objectLeaf = leaf(object, byObject);
            Tensor probeLeaf = leaf(probe, byProbe);
            state.descan.ifPresent(DescanPlane::clear);
            double loss = 0;
            int parts = Math.ceilDiv(which.length, state.mostFrames);
            for (int k = 0; k < parts; k++) {
                loss += gradients(state, objectLeaf, probeLeaf, part(which, parts, k), which.length);
            }
            Tensor total = back(object, objectLeaf, byObject).add(back(probe, probeLeaf, byProbe));
            if (byObject && settings.softTerms().any()) {
                total = total.add(settings.softTerms().of(state.form.smooth(channels)));
            }
            state.object.clear();
            state.probe.clear();
            if (total.requires_grad()) {
                total.backward();
            }
            if (byObject) {
                state.object.step(settings.decay(iteration));
            }
            if (byProbe) {
                state.probe.step(settings.decay(iteration));
            }
            state.descan.ifPresent(plane -> plane.step(settings.decay(iteration)));
            return loss;
        }
    }

    private static Tensor leaf(Tensor made, boolean learned) {
        Tensor leaf = made.detach().clone();
        leaf.requires_grad_(learned);
        return leaf;
    }

    /** The loss of some frames, summed; adds its gradients, in the unit of all frames of the pass, to the leaves. */
    private static double gradients(DgpState state, Tensor object, Tensor probe, int[] which, int ofPass) {
        double share = (double) ofPass / state.frames().count();
        double meanCounts = state.frames().totalCounts() / state.frames().count();
        try (Scope scope = Scope.open()) {
            Tensor value = state.loss(object, probe, which);
            if (value.requires_grad()) {
                CustomFunction.goBack(value.mul(new Scalar(1 / (share * meanCounts))));
            }
            return Tensors.number(value);
        }
    }

    /** A number whose gradient by what was made is that of its leaf. */
    private static Tensor back(Tensor made, Tensor leaf, boolean learned) {
        if (!learned) {
            return torch.zeros(1).sum();
        }
        Tensor gradient = torch.view_as_real(leaf.grad().resolve_conj());
        return torch.view_as_real(made).mul(gradient).sum();
    }
}
