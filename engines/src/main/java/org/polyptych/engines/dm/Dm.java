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

    private final DmSettings settings;

    public Dm(DmSettings settings) {
        this.settings = settings;
    }

    @Override
    public String lossName() {
        return "squared amplitude error of the model on every " + LOSS_STRIDE + "th frame, relative to the counts";
    }

    @Override
    public DmState init(Problem problem) {
        DmState state = new DmState(problem, settings.average());
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

    @Override
    public StepReport step(DmState state) {
        double loss = projectWaves(state);
        updateObject(state);
        int iteration = state.completed + 1;
        if (!state.probeKnown && iteration >= settings.probeFrom()) {
            for (int round = 1;
                    updateProbe(state) > settings.innerTolerance() && round < settings.innerRounds();
                    round++) {
                sumObject(state);
                updateObject(state);
            }
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
        double bound = settings.relax() * settings.relax() / 4 * frames.maxCounts() / frames.pixels();
        workers.parallel().forChunks(frames.count(), (worker, chunk, from, to) -> {
            ObjectSums.Chunk sums = workers.objectSums().begin(chunk);
            FrameKernel kernel = workers.kernel(worker);
            for (int j = from; j < to; j++) {
                kernel.place(state.object, spectrum, workers.placements(), j);
                if (j % LOSS_STRIDE == 0) {
                    kernel.exitWaves();
                    kernel.toDetector();
                    errors[j] = workers.projection(worker).apply(kernel, frames.amplitudes(j), frames.weights());
                    counts[j] = frames.counts(j);
                }
                for (int m = 0; m < state.probe.length; m++) {
                    reflect(kernel.probe(m), kernel.patch(), state.waves[j][m], kernel.wave(m));
                }
                kernel.toDetector();
                if (settings.relax() == 0) {
                    workers.projection(worker).apply(kernel, frames.amplitudes(j), frames.weights());
                } else {
                    workers.projection(worker)
                            .applyWithin(kernel, frames.amplitudes(j), frames.weights(), bound, goodPixels);
                }
                kernel.fromDetector();
                addToWavesAndSums(state, sums, worker, j);
            }
        });
        return Arrays.stream(errors).sum() / Arrays.stream(counts).sum();
    }

    /** psi_j += projected wave; the object's sums += conj(P) psi_j and |P|^2. */
    private static void addToWavesAndSums(DmState state, ObjectSums.Chunk sums, int worker, int j) {
        FrameWorkers workers = state.workers;
        FrameKernel kernel = workers.kernel(worker);
        FramePlacements placements = workers.placements();
        float[] sumRe = workers.scratch(worker, 0);
        float[] sumIm = workers.scratch(worker, 1);
        float[] weight = workers.scratch(worker, 2);
        sums.cut(0, placements, j, sumRe);
        sums.cut(1, placements, j, sumIm);
        sums.cut(2, placements, j, weight);
        for (int m = 0; m < state.probe.length; m++) {
            addAndSum(kernel.probe(m), kernel.wave(m), state.waves[j][m], sumRe, sumIm, weight);
        }
        sums.paste(0, placements, j, sumRe);
        sums.paste(1, placements, j, sumIm);
        sums.paste(2, placements, j, weight);
    }

    /** The object's sums from the waves as they are. */
    private static void sumObject(DmState state) {
        FrameWorkers workers = state.workers;
        FramePlacements placements = workers.placements();
        ProbeSpectrum spectrum = workers.spectrum(state.probe);
        workers.parallel().forChunks(workers.frames().count(), (worker, chunk, from, to) -> {
            ObjectSums.Chunk sums = workers.objectSums().begin(chunk);
            FrameKernel kernel = workers.kernel(worker);
            for (int j = from; j < to; j++) {
                kernel.see(spectrum, placements, j);
                for (int plane = 0; plane < 3; plane++) {
                    sums.cut(plane, placements, j, workers.scratch(worker, plane));
                }
                kernel.addToPatch(state.waves[j], workers.scratch(worker, 0), workers.scratch(worker, 1));
                kernel.addProbeIntensity(workers.scratch(worker, 2));
                for (int plane = 0; plane < 3; plane++) {
                    sums.paste(plane, placements, j, workers.scratch(worker, plane));
                }
            }
        });
    }

    /** O = (k O + sum conj(P) psi) / (k + sum |P|^2). */
    private void updateObject(DmState state) {
        FrameWorkers workers = state.workers;
        FrameStack frames = workers.frames();
        float inertia =
                (float) (settings.objectInertia() * frames.totalCounts() / ((double) frames.count() * frames.pixels()));
        ComplexImage object = state.object;
        workers.objectSums()
                .totals(
                        workers.parallel(),
                        (sums, from, to) ->
                                divide(object.re(), object.im(), sums[0], sums[1], sums[2], inertia, from, to));
    }

    /** P = (k' P + sum conj(O) psi) / (k' + sum |O|^2); returns the relative change. */
    private double updateProbe(DmState state) {
        FrameWorkers workers = state.workers;
        FrameStack frames = workers.frames();
        boolean shifting = workers.shifting();
        ProbeSpectrum spectrum = workers.spectrum(state.probe);
        workers.parallel().forChunks(frames.count(), (worker, chunk, from, to) -> {
            ComplexImage[] sums = workers.probeSums().begin(chunk);
            float[] weight = workers.probeSums().weight(chunk);
            FrameKernel kernel = workers.kernel(worker);
            for (int j = from; j < to; j++) {
                kernel.cut(state.object, workers.placements(), j);
                ComplexLoops.addSquaredModulus(
                        kernel.patch().re(), kernel.patch().im(), weight, 0, weight.length);
                if (shifting) {
                    kernel.see(spectrum, workers.placements(), j);
                }
                for (int m = 0; m < sums.length; m++) {
                    ComplexImage wave = state.waves[j][m];
                    if (shifting) {
                        ComplexImage residual = kernel.wave(m);
                        System.arraycopy(wave.re(), 0, residual.re(), 0, wave.size());
                        System.arraycopy(wave.im(), 0, residual.im(), 0, wave.size());
                        ComplexLoops.subtractProduct(
                                kernel.probe(m).re(),
                                kernel.probe(m).im(),
                                kernel.patch().re(),
                                kernel.patch().im(),
                                residual.re(),
                                residual.im(),
                                0,
                                wave.size());
                        wave = residual;
                    }
                    kernel.addToProbe(wave, sums[m]);
                }
            }
        });
        ComplexImage[] sums = workers.probeSums().total();
        float[] weight = workers.probeSums().totalWeight();
        float inertia = (float) (settings.probeInertia() * frames.count() / sums.length);
        double change = 0;
        double power = 0;
        for (int m = 0; m < sums.length; m++) {
            ComplexImage mode = state.probe[m];
            ComplexImage sum = sums[m];
            if (shifting) {
                workers.kernel(0).fft().inverse(sum.re(), sum.im());
            }
            for (int i = 0; i < weight.length; i++) {
                float kept = shifting ? inertia + weight[i] : inertia;
                float total = Math.max(inertia + weight[i], Float.MIN_NORMAL);
                float re = (kept * mode.re()[i] + sum.re()[i]) / total;
                float im = (kept * mode.im()[i] + sum.im()[i]) / total;
                double dr = re - mode.re()[i];
                double di = im - mode.im()[i];
                change += dr * dr + di * di;
                mode.re()[i] = re;
                mode.im()[i] = im;
            }
            power += mode.power();
        }
        return Math.sqrt(change / power);
    }

    private static void average(DmState state, int iteration) {
        double phase = state.meanObject.phaseOf(state.object);
        state.meanObject.add(state.object, phase, iteration);
        for (int m = 0; m < state.probe.length; m++) {
            RunningMean mean = state.meanProbe[m];
            mean.add(state.probe[m], -phase, iteration);
        }
    }

    /** wave = 2 P O - psi, psi -= P O. */
    private static void reflect(ComplexImage probe, ComplexImage patch, ComplexImage psi, ComplexImage wave) {
        reflect(probe.re(), probe.im(), patch.re(), patch.im(), psi.re(), psi.im(), wave.re(), wave.im(), psi.size());
    }

    private static void reflect(
            float[] pRe,
            float[] pIm,
            float[] oRe,
            float[] oIm,
            float[] psiRe,
            float[] psiIm,
            float[] re,
            float[] im,
            int n) {
        for (int i = 0; i < n; i++) {
            float pr = pRe[i];
            float pi = pIm[i];
            float or = oRe[i];
            float oi = oIm[i];
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

    /** psi += wave; sum += conj(P) psi; weight += |P|^2. */
    private static void addAndSum(
            ComplexImage probe, ComplexImage wave, ComplexImage psi, float[] sumRe, float[] sumIm, float[] weight) {
        addAndSum(probe.re(), probe.im(), wave.re(), wave.im(), psi.re(), psi.im(), sumRe, sumIm, weight, psi.size());
    }

    private static void addAndSum(
            float[] pRe,
            float[] pIm,
            float[] re,
            float[] im,
            float[] psiRe,
            float[] psiIm,
            float[] sumRe,
            float[] sumIm,
            float[] weight,
            int n) {
        for (int i = 0; i < n; i++) {
            float pr = pRe[i];
            float pi = pIm[i];
            float r = psiRe[i] + re[i];
            float m = psiIm[i] + im[i];
            psiRe[i] = r;
            psiIm[i] = m;
            sumRe[i] += pr * r + pi * m;
            sumIm[i] += pr * m - pi * r;
            weight[i] += pr * pr + pi * pi;
        }
    }

    /** image = (k image + sum) / (k + weight). */
    private static void divide(
            float[] re, float[] im, float[] sumRe, float[] sumIm, float[] weight, float k, int from, int to) {
        for (int i = from; i < to; i++) {
            float total = Math.max(k + weight[i], Float.MIN_NORMAL);
            re[i] = (k * re[i] + sumRe[i]) / total;
            im[i] = (k * im[i] + sumIm[i]) / total;
        }
    }
}
