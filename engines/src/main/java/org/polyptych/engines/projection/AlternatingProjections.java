package org.polyptych.engines.projection;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Opened;
import org.polyptych.engines.FrameWorkers;
import org.polyptych.engines.Problem;
import org.polyptych.engines.RunningMean;
import org.polyptych.engines.StepReport;
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.ObjectSums;
import org.polyptych.physics.ProbeSpectrum;

/**
 * The iteration that the difference map and RAAR have in common: one pass over all exit waves, in which a {@link
 * WaveUpdate} has its say before and after the modulus projection, and then the object and probe that explain the waves
 * best. Reported are running means of object and probe.
 */
final class AlternatingProjections {
    /**
     * The waves drift when noise leaves no common solution, so that their own error says nothing; the error of the model
     * P O does, and on a sample of frames it costs next to nothing.
     */
    private static final int LOSS_STRIDE = 16;

    static final String LOSS_NAME =
            "squared amplitude error of the model on every " + LOSS_STRIDE + "th frame, relative to the counts";

    private final WaveUpdate update;
    private final OverlapProjection overlap;
    private final NoiseBound bound;
    private final int average;

    AlternatingProjections(WaveUpdate update, ProjectionSettings settings) {
        this.update = update;
        this.overlap = new OverlapProjection(settings.overlap());
        this.bound = settings.bound();
        this.average = settings.average();
    }

    ProjectionState init(Problem problem) {
        try (Opened opened = new Opened()) {
            ProjectionState state = opened.add(new ProjectionState(problem, update.fitsWaves(), average));
            state.bound = bound.in(state.workers.frames());
            FrameWorkers workers = state.workers;
            ProbeSpectrum spectrum = workers.spectrum(state.probe);
            workers.parallel().forEachWithWorker(workers.frames().count(), (worker, j) -> {
                FrameKernel kernel = workers.kernel(worker);
                kernel.place(state.object, spectrum, workers.placements(), j);
                kernel.exitWaves();
                for (int m = 0; m < state.probe.length; m++) {
                    state.waves[j][m] = kernel.wave(m).copy();
                    if (update.start() != 1) {
                        state.waves[j][m].scale(update.start());
                    }
                }
            });
            opened.keep();
            return state;
        }
    }

    StepReport step(ProjectionState state) {
        double loss = projectWaves(state);
        int iteration = state.completed + 1;
        overlap.fit(state, iteration);
        average(state, iteration);
        state.completed = iteration;
        return new StepReport(iteration, loss);
    }

    /** The wave update of all frames, and the object's sums from the new waves; returns the loss before it. */
    private double projectWaves(ProjectionState state) {
        FrameWorkers workers = state.workers;
        FrameStack frames = workers.frames();
        ProbeSpectrum spectrum = workers.spectrum(state.probe);
        double[] errors = new double[frames.count()];
        double[] counts = new double[frames.count()];
        int goodPixels = frames.goodPixels();
        boolean unmasked = frames.unmasked();
        workers.parallel().forChunks(frames.count(), (worker, chunk, from, to) -> {
            ObjectSums.Chunk sums = workers.objectSums().begin(chunk);
            FrameKernel kernel = workers.kernel(worker);
            for (int j = from; j < to; j++) {
                kernel.see(spectrum, workers.placements(), j);
                if (j % LOSS_STRIDE == 0) {
                    errors[j] = modelError(state, worker, j);
                    counts[j] = frames.counts(j);
                }
                leave(state, worker, j);
                kernel.toDetector();
                if (state.bound == 0) {
                    workers.projection(worker).apply(kernel, frames.amplitudes(j), frames.weights(), unmasked);
                } else {
                    workers.projection(worker)
                            .applyWithin(kernel, frames.amplitudes(j), frames.weights(), state.bound, goodPixels);
                }
                kernel.fromDetector();
                comeBack(state, sums, worker, j);
            }
        });
        return Arrays.stream(errors).sum() / Arrays.stream(counts).sum();
    }

    /** The squared amplitude error of P O in a frame, in counts. */
    private static double modelError(ProjectionState state, int worker, int j) {
        FrameWorkers workers = state.workers;
        FrameStack frames = workers.frames();
        FrameKernel kernel = workers.kernel(worker);
        kernel.cut(state.object, workers.placements(), j);
        kernel.exitWaves();
        kernel.toDetector();
        return workers.projection(worker).applyAndMeasure(kernel, frames.amplitudes(j), frames.weights());
    }

    /** Makes what goes to the detector, a block of rows at a time. */
    private void leave(ProjectionState state, int worker, int j) {
        FrameWorkers workers = state.workers;
        FrameKernel kernel = workers.kernel(worker);
        int rows = workers.frames().rows();
        int columns = workers.frames().columns();
        for (int row = 0; row < rows; row += kernel.rowsInBlock()) {
            int toRow = Math.min(rows, row + kernel.rowsInBlock());
            for (int m = 0; m < state.probe.length; m++) {
                ComplexImage wave = kernel.wave(m);
                kernel.cutInto(wave, state.object, workers.placements(), j, row, toRow);
                update.leave(kernel.probe(m), state.waves[j][m], wave, row * columns, toRow * columns);
            }
        }
    }

    /** Takes in what comes from the detector; the object's sums += conj(P) psi_j and |P|^2; a block of rows at a time. */
    private void comeBack(ProjectionState state, ObjectSums.Chunk sums, int worker, int j) {
        FrameWorkers workers = state.workers;
        FrameKernel kernel = workers.kernel(worker);
        FramePlacements placements = workers.placements();
        // not the waves, which are still wanted
        float[][] sumOf = {
            kernel.patch().re(), kernel.patch().im(), workers.projection(worker).scratch()
        };
        int rows = workers.frames().rows();
        int columns = workers.frames().columns();
        for (int row = 0; row < rows; row += kernel.rowsInBlock()) {
            int toRow = Math.min(rows, row + kernel.rowsInBlock());
            int from = row * columns;
            int to = toRow * columns;
            for (int plane = 0; plane < OverlapProjection.PLANES; plane++) {
                sums.cut(plane, placements, j, sumOf[plane], row, toRow);
            }
            for (int m = 0; m < state.probe.length; m++) {
                update.comeBack(
                        kernel.probe(m), kernel.wave(m), state.waves[j][m], state.fitted[j][m], sumOf, from, to);
            }
            for (int plane = 0; plane < OverlapProjection.PLANES; plane++) {
                sums.paste(plane, placements, j, sumOf[plane], row, toRow);
            }
        }
    }

    private static void average(ProjectionState state, int iteration) {
        double phase = 0;
        if (!state.objectKnown) {
            phase = state.meanObject.phaseOf(state.object, state.workers.parallel());
            state.meanObject.add(state.object, phase, iteration);
        }
        for (int m = 0; m < state.probe.length; m++) {
            RunningMean mean = state.meanProbe[m];
            mean.add(state.probe[m], -phase, iteration);
        }
    }
}
