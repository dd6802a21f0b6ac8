package org.polyptych.engines.dm;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.engines.Engine;
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
 * The difference map (Thibault, Dierolf, Bunk, Menzel, Pfeiffer, Ultramicroscopy 109, 338, 2009):
 *
 * <pre>psi_j &lt;- psi_j + Pi_F(2 Pi_O psi_j - psi_j) - Pi_O psi_j</pre>
 *
 * with Pi_F the {@link org.polyptych.physics.ModulusProjection modulus projection} and Pi_O psi_j = P(r) O(r + r_j), the
 * object and probe that explain all exit waves best, found by turns:
 *
 * <pre>O = (k O + sum_j conj(P) psi_j) / (k + sum_j |P|^2),  P = (k' P + sum_j conj(O) psi_j) / (k' + sum_j |O|^2).</pre>
 *
 * <p>Deviations from the paper: the inertia terms k and k' (as in PtyPy; they keep unlit pixels where they are); several
 * incoherent modes (Thibault and Menzel, Nature 494, 68, 2013); object and probe reported are running means over the
 * last iterations, where the paper averages iterates at the end. At fractions of a pixel the probe is shifted to each
 * frame, and its update is a step with the same denominator, P += sum_j S_j^-1 [conj(O)(psi_j - S_j P O)] / (k' + sum_j
 * |O|^2), since the exact least-squares update is then no longer one division a pixel; the fixed points are the same.
 */
public final class Dm implements Engine<DmState> {
    /**
     * The waves of the difference map drift when noise leaves no common solution, so that their own error says nothing;
     * the error of the model P O does, and on a sample of frames it costs next to nothing.
     */
    private static final int LOSS_STRIDE = 16;

    /** The part of the expected counting noise that the automatic bound allows for. */
    private static final double SHARE_OF_NOISE = 0.5;

    /** Sums on the object's grid: real and imaginary part of sum conj(P) psi, and sum |P|^2. */
    static final int PLANES = 3;

    private final DmSettings settings;
    private final OverlapProjection overlap;

    public Dm(DmSettings settings) {
        this.settings = settings;
        this.overlap = new OverlapProjection(settings);
    }

    @Override
    public String lossName() {
        return "squared amplitude error of the model on every " + LOSS_STRIDE + "th frame, relative to the counts";
    }

    @Override
    public DmState init(Problem problem) {
        DmState state = new DmState(problem, settings.average());
        state.bound = noiseBound(state.workers.frames());
        FrameWorkers workers = state.workers;
        ProbeSpectrum spectrum = workers.spectrum(state.probe);
        workers.parallel().forEachWithWorker(workers.frames().count(), (worker, j) -> {
            FrameKernel kernel = workers.kernel(worker);
            kernel.place(state.object, spectrum, workers.placements(), j);
            kernel.exitWaves();
            for (int m = 0; m < state.probe.length; m++) {
                state.waves[j][m] = kernel.wave(m).copy();
            }
        });
        return state;
    }

    /** The mean squared amplitude error a pixel that is left alone, in counts. */
    private double noiseBound(FrameStack frames) {
        if (settings.relaxesByItself()) {
            return frames.wholeCounts() ? SHARE_OF_NOISE * frames.countingNoise() : 0;
        }
        return settings.relaxFactor() * settings.relaxFactor() / 4 * frames.maxCounts() / frames.pixels();
    }

    @Override
    public StepReport step(DmState state) {
        double loss = projectWaves(state);
        overlap.updateObject(state);
        int iteration = state.completed + 1;
        if (!state.probeKnown && iteration >= settings.probeFrom()) {
            overlap.updateProbeAndObject(state);
        }
        average(state, iteration);
        state.completed = iteration;
        return new StepReport(iteration, loss);
    }

    /** The wave update of all frames, and the object's sums from the new waves; returns the loss before it. */
    private double projectWaves(DmState state) {
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
                reflectWaves(state, worker, j);
                kernel.toDetector();
                if (state.bound == 0) {
                    workers.projection(worker).apply(kernel, frames.amplitudes(j), frames.weights(), unmasked);
                } else {
                    workers.projection(worker)
                            .applyWithin(kernel, frames.amplitudes(j), frames.weights(), state.bound, goodPixels);
                }
                kernel.fromDetector();
                addToWavesAndSums(state, sums, worker, j);
            }
        });
        return Arrays.stream(errors).sum() / Arrays.stream(counts).sum();
    }

    /** The squared amplitude error of P O in a frame, in counts. */
    private static double modelError(DmState state, int worker, int j) {
        FrameWorkers workers = state.workers;
        FrameStack frames = workers.frames();
        FrameKernel kernel = workers.kernel(worker);
        kernel.cut(state.object, workers.placements(), j);
        kernel.exitWaves();
        kernel.toDetector();
        return workers.projection(worker).applyAndMeasure(kernel, frames.amplitudes(j), frames.weights());
    }

    /** wave = 2 P O - psi_j and psi_j -= P O, a block of rows at a time. */
    private static void reflectWaves(DmState state, int worker, int j) {
        FrameWorkers workers = state.workers;
        FrameKernel kernel = workers.kernel(worker);
        int rows = workers.frames().rows();
        int columns = workers.frames().columns();
        for (int row = 0; row < rows; row += kernel.rowsInBlock()) {
            int toRow = Math.min(rows, row + kernel.rowsInBlock());
            for (int m = 0; m < state.probe.length; m++) {
                ComplexImage wave = kernel.wave(m);
                kernel.cutInto(wave, state.object, workers.placements(), j, row, toRow);
                reflect(kernel.probe(m), state.waves[j][m], wave, row * columns, toRow * columns);
            }
        }
    }

    /** psi_j += projected wave; the object's sums += conj(P) psi_j and |P|^2; a block of rows at a time. */
    private static void addToWavesAndSums(DmState state, ObjectSums.Chunk sums, int worker, int j) {
        FrameWorkers workers = state.workers;
        FrameKernel kernel = workers.kernel(worker);
        FramePlacements placements = workers.placements();
        float[][] sumOf = workers.sumScratch(worker);
        int rows = workers.frames().rows();
        int columns = workers.frames().columns();
        for (int row = 0; row < rows; row += kernel.rowsInBlock()) {
            int toRow = Math.min(rows, row + kernel.rowsInBlock());
            int from = row * columns;
            int to = toRow * columns;
            for (int m = 0; m < state.probe.length; m++) {
                ComplexLoops.add(kernel.wave(m).re(), state.waves[j][m].re(), from, to);
                ComplexLoops.add(kernel.wave(m).im(), state.waves[j][m].im(), from, to);
            }
            for (int plane = 0; plane < PLANES; plane++) {
                sums.cut(plane, placements, j, sumOf[plane], row, toRow);
            }
            for (int m = 0; m < state.probe.length; m++) {
                addSums(kernel.probe(m), state.waves[j][m], sumOf[0], sumOf[1], sumOf[2], from, to);
            }
            for (int plane = 0; plane < PLANES; plane++) {
                sums.paste(plane, placements, j, sumOf[plane], row, toRow);
            }
        }
    }

    private static void average(DmState state, int iteration) {
        double phase = state.meanObject.phaseOf(state.object);
        state.meanObject.add(state.object, phase, iteration);
        for (int m = 0; m < state.probe.length; m++) {
            RunningMean mean = state.meanProbe[m];
            mean.add(state.probe[m], -phase, iteration);
        }
    }

    /** wave = 2 P wave - psi, psi -= P wave, where wave holds the patch O before. */
    private static void reflect(ComplexImage probe, ComplexImage psi, ComplexImage wave, int from, int to) {
        reflect(probe.re(), probe.im(), psi.re(), psi.im(), wave.re(), wave.im(), from, to);
    }

    private static void reflect(
            float[] pRe, float[] pIm, float[] psiRe, float[] psiIm, float[] re, float[] im, int from, int to) {
        for (int i = from; i < to; i++) {
            float pr = pRe[i];
            float pi = pIm[i];
            float or = re[i];
            float oi = im[i];
            float vr = pr * or - pi * oi;
            float vi = pr * oi + pi * or;
            float dr = psiRe[i] - vr;
            float di = psiIm[i] - vi;
            re[i] = vr - dr;
            im[i] = vi - di;
            psiRe[i] = dr;
            psiIm[i] = di;
        }
    }

    /** sum += conj(P) psi; weight += |P|^2. */
    private static void addSums(
            ComplexImage probe, ComplexImage psi, float[] sumRe, float[] sumIm, float[] weight, int from, int to) {
        addSums(probe.re(), probe.im(), psi.re(), psi.im(), sumRe, sumIm, weight, from, to);
    }

    private static void addSums(
            float[] pRe,
            float[] pIm,
            float[] psiRe,
            float[] psiIm,
            float[] sumRe,
            float[] sumIm,
            float[] weight,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            float pr = pRe[i];
            float pi = pIm[i];
            float r = psiRe[i];
            float m = psiIm[i];
            sumRe[i] += pr * r + pi * m;
            sumIm[i] += pr * m - pi * r;
            weight[i] += pr * pr + pi * pi;
        }
    }
}
