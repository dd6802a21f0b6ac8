package org.polyptych.neural.ad;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.RandomStream;
import org.polyptych.engines.Engine;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;
import org.polyptych.engines.adam.AdSettings;
import org.polyptych.neural.torch.LentThreads;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/**
 * Adam on the pixels of object and probe as {@link org.polyptych.engines.adam.Ad} has it, step by step, but with the forward
 * model in libtorch's operations and its automatic differentiation: S. Kandel and others, Optics Express 27, 18653, 2019,
 * with A. Paszke and others, PyTorch, NeurIPS 2019. Held against the derivatives that {@code ad} has by hand; on a graphics
 * card it is the fast one of the two.
 *
 * <p>With a step of very many frames their gradients are added up part by part, so that what libtorch keeps for the way back
 * stays within bounds.
 *
 * <p>Libtorch works with threads of its own, as many as the run has; their number may change the last bits of sums. On the
 * processor the same seed and the same number of threads give the same bits; on a card gradients are added up in no fixed
 * order, and they need not.
 */
public final class TorchAd implements Engine<TorchAdState> {
    private final TorchAdSettings settings;
    private final AdSettings adam;

    public TorchAd(TorchAdSettings settings) {
        this.settings = settings;
        this.adam = settings.adam();
    }

    @Override
    public String lossName() {
        return adam.lossName();
    }

    @Override
    public TorchAdState init(Problem problem) {
        settings.device().require();
        try (LentThreads threads = new LentThreads(problem.parallel().threads())) {
            return new TorchAdState(problem, settings);
        }
    }

    @Override
    public StepReport step(TorchAdState state) {
        try (LentThreads threads = new LentThreads(state.threads)) {
            return iterate(state);
        }
    }

    private StepReport iterate(TorchAdState state) {
        int iteration = state.completed + 1;
        int frames = state.frames().count();
        int batch = settings.batch() == 0 ? frames : Math.min(settings.batch(), frames);
        int batches = (frames + batch - 1) / batch;
        boolean byProbe =
                !state.estimate.probeKnown() && (state.estimate.objectKnown() || iteration >= settings.probeFrom());
        state.object.requires_grad_(!state.estimate.objectKnown());
        state.probe.requires_grad_(byProbe);
        int[] order = new RandomStream(state.seed, iteration).permutation(batches);
        if (batches > 1) {
            state.frames()
                    .expect(Arrays.stream(order)
                            .flatMap(b -> IntStream.range(first(frames, batches, b), first(frames, batches, b + 1)))
                            .toArray());
        }
        double loss = 0;
        for (int b : order) {
            try (Scope scope = Scope.open()) {
                loss += gradients(state, first(frames, batches, b), first(frames, batches, b + 1));
                descend(state, adam.decay(iteration));
            }
        }
        state.completed = iteration;
        double unit =
                adam.unit(state.frames().totalCounts(), frames, state.frames().goodPixels());
        return new StepReport(iteration, loss / unit);
    }

    private static int first(int frames, int batches, int batch) {
        return (int) ((long) frames * batch / batches);
    }

    /** The loss of some frames; leaves its gradients with object and probe. */
    private static double gradients(TorchAdState state, int from, int to) {
        double loss = 0;
        int parts = Math.ceilDiv(to - from, state.mostFrames);
        for (int part = 0; part < parts; part++) {
            int first = from + first(to - from, parts, part);
            int last = from + first(to - from, parts, part + 1);
            try (Scope scope = Scope.open()) {
                Tensor value = state.loss.ofAmplitudes(
                        state.amplitudes(first, last), state.object, state.probe, state.positions(first, last), null);
                loss += Tensors.number(value);
                value.backward();
            }
        }
        return loss;
    }

    private void descend(TorchAdState state, double decay) {
        try (NoGradGuard without = new NoGradGuard()) {
            if (state.object.requires_grad()) {
                state.objectSteps++;
                state.objectMoments.step(state.object, state.objectRates, decay, adam, state.objectSteps);
                state.object.grad().zero_();
            }
            if (state.probe.requires_grad()) {
                state.probeSteps++;
                state.probeMoments.step(state.probe, state.probeRates, decay, adam, state.probeSteps);
                state.probe.grad().zero_();
            }
        }
    }
}
