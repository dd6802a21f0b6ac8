package org.polyptych.engines.adam;

import java.util.Arrays;
import java.util.List;
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
 * <p>Slices and states of the object are images like any other. What else the model knows, {@link FittedConditions} fits:
 * distances of slices, length of a motion, background, intensities of frames; and {@link FittedVariations} how the probe
 * differs from frame to frame.
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
        boolean fitting = iteration >= settings.fitFrom();
        Gradient into = wanted(state, iteration, fitting);
        state.fits += fitting ? 1 : 0;
        if (into.weights() != null) {
            if (!state.varied.begun()) {
                state.varied.begin(state.model, state.parameters(), state.seed);
            }
            state.varied.next();
        }
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
            loss += state.model.evaluate(state.parameters(), from, to, into);
            descend(state, into, settings.decay(iteration));
            if (fitting) {
                state.fitted.descend(into, from, to, settings.decay(iteration), state.fits);
            }
            if (into.weights() != null) {
                double decay = settings.decay(iteration);
                state.varied.descend(
                        into,
                        from,
                        to,
                        decay * settings.probeRate() * state.probeAmplitude[0],
                        decay * settings.weightRate());
            }
        }
        state.completed = iteration;
        double unit = settings.unit(state.frames.totalCounts(), frames, state.frames.goodPixels());
        return new StepReport(iteration, loss / unit);
    }

    private static int first(int frames, int batches, int batch) {
        return (int) ((long) frames * batch / batches);
    }

    /** Room for those parts of the gradient that this iteration needs. */
    private Gradient wanted(AdState state, int iteration, boolean fitting) {
        Estimate estimate = state.estimate;
        boolean probe = !estimate.probeKnown() && (estimate.objectKnown() || iteration >= settings.probeFrom());
        Gradient room = state.gradient;
        return new Gradient(
                estimate.objectKnown() ? null : room.specimens(),
                probe ? room.probe() : null,
                null,
                fitting ? room.motion() : null,
                fitting ? room.background() : null,
                fitting ? room.intensity() : null,
                fitting ? room.sliceSpacing() : null,
                probe && iteration >= settings.variationsFrom() ? room.weights() : null,
                null);
    }

    private void descend(AdState state, Gradient gradient, double decay) {
        if (gradient.specimens() != null) {
            state.objectSteps++;
            List<ComplexImage> objects = state.estimate.objects();
            int slices = state.objectAmplitude.length;
            for (int k = 0; k < objects.size(); k++) {
                state.object[k].step(
                        objects.get(k),
                        gradient.specimens()[k / slices][k % slices],
                        decay * settings.objectRate() * state.objectAmplitude[k % slices],
                        settings,
                        state.objectSteps);
            }
        }
        if (gradient.probe() != null) {
            state.probeSteps++;
            int modes = state.estimate.probe().length;
            for (int m = 0; m < state.probes.size(); m++) {
                state.probe[m].step(
                        state.probes.get(m),
                        gradient.probe()[m],
                        decay * settings.probeRate() * state.probeAmplitude[m / modes],
                        settings,
                        state.probeSteps);
            }
        }
    }
}
