package org.polyptych.engines.adam;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.engines.Engine;
import org.polyptych.engines.Estimate;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;
import org.polyptych.physics.ForwardModel;
import org.polyptych.physics.Gradient;

/**
 * Adam on the pixels of object and probe, with the gradients of {@link ForwardModel}: what codes on automatic
 * differentiation do (S. Kandel and others, Optics Express 27, 18653, 2019), without its cost. {@link Moments} is the step;
 * its length is {@code objectRate} times the root mean |O|^2 and {@code probeRate} times the greatest |P| that the run began
 * with, falling along a half cosine over {@code decayOver} iterations.
 *
 * <p>With {@code batch} frames a step, batches are neighbours in the order of the frames, which is that of y, so that a step
 * concerns a band of the object; an iteration takes them in random order.
 *
 * <p>The loss of an iteration is the sum over its batches, each before its own step.
 */
public final class Ad implements Engine<AdState> {
    private final AdSettings settings;

    public Ad(AdSettings settings) {
        this.settings = settings;
    }

    @Override
    public String lossName() {
        return settings.lossName();
    }

    @Override
    public AdState init(Problem problem) {
        return new AdState(problem, settings);
    }

    @Override
    public StepReport step(AdState state) {
        int iteration = state.completed + 1;
        int frames = state.frames.count();
        int batch = settings.batch() == 0 ? frames : Math.min(settings.batch(), frames);
        int batches = (frames + batch - 1) / batch;
        Gradient into = wanted(state, iteration);
        double loss = 0;
        int[] order = new RandomStream(state.seed, iteration).permutation(batches);
        if (batches > 1) {
            state.frames.expect(Arrays.stream(order)
                    .flatMap(b -> IntStream.range(first(frames, batches, b), first(frames, batches, b + 1)))
                    .toArray());
        }
        for (int b : order) {
            int from = first(frames, batches, b);
            int to = first(frames, batches, b + 1);
            loss += state.model.evaluate(state.estimate.parameters(state.positions), from, to, into);
            descend(state, into, settings.decay(iteration));
        }
        state.completed = iteration;
        double unit = settings.unit(state.frames.totalCounts(), frames, state.frames.goodPixels());
        return new StepReport(iteration, loss / unit);
    }

    private static int first(int frames, int batches, int batch) {
        return (int) ((long) frames * batch / batches);
    }

    /** Room for those parts of the gradient that this iteration needs. */
    private Gradient wanted(AdState state, int iteration) {
        Estimate estimate = state.estimate;
        boolean probe = !estimate.probeKnown() && (estimate.objectKnown() || iteration >= settings.probeFrom());
        return new Gradient(
                estimate.objectKnown() ? null : state.gradient.specimen(), probe ? state.gradient.probe() : null, null);
    }

    private void descend(AdState state, Gradient gradient, double decay) {
        if (gradient.specimen() != null) {
            state.objectSteps++;
            state.object.step(
                    state.estimate.object(),
                    gradient.specimen(),
                    decay * settings.objectRate() * state.objectAmplitude,
                    settings,
                    state.objectSteps);
        }
        if (gradient.probe() != null) {
            state.probeSteps++;
            ComplexImage[] modes = state.estimate.probe();
            for (int m = 0; m < modes.length; m++) {
                state.probe[m].step(
                        modes[m],
                        gradient.probe()[m],
                        decay * settings.probeRate() * state.probeAmplitude,
                        settings,
                        state.probeSteps);
            }
        }
    }
}
