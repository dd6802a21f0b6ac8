package org.polyptych.engines.pmace;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.RunningMax;
import org.polyptych.engines.Engine;
import org.polyptych.engines.FrameWorkers;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.ObjectSums;
import org.polyptych.physics.ProbeSpectrum;

/**
 * Projected multi-agent consensus equilibrium, PMACE (Zhai, Buzzard, Mertes, Wohlberg, Bouman, IEEE Trans. Comput.
 * Imaging 9, 2023). Every frame has an estimate v_j of its own of the patch that it sees. In each iteration
 *
 * <pre>w_j = (1 - a) v_j + a F^-1(y_j e^(i arg F(P v_j))) / P
 * z = sum_j |P|^k (2 w_j - v_j) / sum_j |P|^k
 * v_j += 2 rho (z_j - w_j)</pre>
 *
 * where z_j is the patch of z at frame j. Reported is z.
 *
 * <p>Deviations from the paper: the division by P is conj(P) Delta_j / (|P|^2 + e max |P|^2) with Delta_j the change that
 * the modulus projection makes in P v_j, so that a pixel without light keeps v_j (in the average it has no weight either);
 * with several modes conj(P) Delta_j and |P|^2 are sums over them. The average has an inertia of 1e-6 of the brightest
 * pixel's weight, which leaves the object where it was where no light falls.
 *
 * <p>The paper has the probe known. For an unknown one its authors' later blind form gives each frame an estimate of the
 * probe, too, and averages these with weights from the object. Here each frame's estimate is F^-1(...) / v_j, from the transform that was made anyway, weighted by |v_j|^2, which
 * makes the division go away, and is not kept: P += b sum_j S_j^-1 [conj(v_j) Delta_j] / sum_j |v_j|^2, with S_j the shift of the probe to
 * frame j.
 */
public final class Pmace implements Engine<PmaceState> {
    private static final float INERTIA = 1e-6f;

    private final PmaceSettings settings;

    public Pmace(PmaceSettings settings) {
        this.settings = settings;
    }

    @Override
    public String lossName() {
        return "squared amplitude error of the frames' own estimates, relative to the counts";
    }

    @Override
    public PmaceState init(Problem problem) {
        return new PmaceState(problem, settings);
    }

    @Override
    public StepReport step(PmaceState state) {
        FrameWorkers workers = state.workers;
        int iteration = state.completed + 1;
        boolean objectKnown = state.estimate.objectKnown();
        boolean updateProbe = !state.estimate.probeKnown() && (objectKnown || iteration >= settings.probeFrom());
        ProbeSpectrum spectrum = workers.spectrum(state.estimate.probe());
        float brightest = brightest(state);
        FrameStack frames = workers.frames();
        double[] errors = new double[frames.count()];
        workers.parallel().forChunks(frames.count(), (worker, chunk, from, to) -> {
            ObjectSums.Chunk sums = workers.objectSums().begin(chunk);
            ComplexImage[] probeSums = workers.probeSums().begin(chunk);
            float[] probeWeight = workers.probeSums().weight(chunk);
            for (int j = from; j < to; j++) {
                errors[j] = findChange(state, spectrum, worker, j);
                FrameKernel kernel = workers.kernel(worker);
                if (updateProbe) {
                    ComplexImage v = kernel.patch();
                    ComplexLoops.addSquaredModulus(v.re(), v.im(), probeWeight, 0, frames.pixels());
                    for (int m = 0; m < probeSums.length; m++) {
                        kernel.addToProbe(kernel.wave(m), probeSums[m]);
                    }
                }
                if (!objectKnown) {
                    agree(state, sums, worker, j, brightest);
                }
            }
        });
        if (!objectKnown) {
            ComplexImage z = state.estimate.object();
            workers.objectSums().totals(workers.parallel(), (sums, from, to) -> average(z, sums, from, to));
        }
        if (updateProbe) {
            stepProbe(state);
        }
        state.completed = iteration;
        return new StepReport(iteration, Arrays.stream(errors).sum() / frames.totalCounts());
    }

    /** The largest |P|^2, summed over modes. */
    private static float brightest(PmaceState state) {
        float[] light = new float[state.workers.frames().pixels()];
        for (ComplexImage mode : state.estimate.probe()) {
            ComplexLoops.addSquaredModulus(mode.re(), mode.im(), light, 0, light.length);
        }
        RunningMax max = new RunningMax();
        max.take(light, 0, light.length);
        return Math.max(max.value(), Float.MIN_NORMAL);
    }

    /** Leaves v_j in the kernel's patch and Delta_j in its waves; returns the squared amplitude error in counts. */
    private double findChange(PmaceState state, ProbeSpectrum spectrum, int worker, int j) {
        FrameWorkers workers = state.workers;
        FrameStack frames = workers.frames();
        FrameKernel kernel = workers.kernel(worker);
        kernel.place(state.estimate.object(), spectrum, workers.placements(), j);
        if (!state.estimate.objectKnown()) {
            float share = (float) (2 * settings.pace());
            ComplexImage patch = kernel.patch();
            combine(state.kept[j].re(), share, patch.re(), frames.pixels());
            combine(state.kept[j].im(), share, patch.im(), frames.pixels());
        }
        kernel.exitWaves();
        kernel.toDetector();
        double error = workers.projection(worker).applyAndMeasure(kernel, frames.amplitudes(j), frames.weights());
        kernel.fromDetector();
        kernel.subtractExitWaves();
        return error;
    }

    /** What the frame keeps, and what it adds to the average. */
    private void agree(PmaceState state, ObjectSums.Chunk sums, int worker, int j, float brightest) {
        FrameWorkers workers = state.workers;
        FrameKernel kernel = workers.kernel(worker);
        FramePlacements placements = workers.placements();
        PmaceState.Scratch s = state.scratch[worker];
        int n = workers.frames().pixels();
        int rows = workers.frames().rows();
        Arrays.fill(s.re, 0);
        Arrays.fill(s.im, 0);
        Arrays.fill(s.light, 0);
        kernel.addToPatch(kernel.waves(), s.re, s.im);
        kernel.addProbeIntensity(s.light);
        ComplexImage v = kernel.patch();
        ComplexImage kept = state.kept[j];
        float a = (float) settings.data();
        float floor = Math.max((float) (settings.dark() * brightest), Float.MIN_NORMAL);
        float twice = (float) (2 * settings.pace());
        reflect(v.re(), s.re, s.light, kept.re(), a, floor, twice, n);
        reflect(v.im(), s.im, s.light, kept.im(), a, floor, twice, n);
        weigh(s.light, 1 / brightest, settings.power(), n);
        ComplexLoops.scale(s.re, s.im, s.light, 0, n);
        float[][] addends = {s.re, s.im, s.light};
        for (int plane = 0; plane < addends.length; plane++) {
            sums.cut(plane, placements, j, s.sum, 0, rows);
            ComplexLoops.add(addends[plane], s.sum, 0, n);
            sums.paste(plane, placements, j, s.sum, 0, rows);
        }
    }

    /** P += b sum conj(v) Delta / sum |v|^2. */
    private void stepProbe(PmaceState state) {
        ComplexImage[] sums = state.workers.probeSums().total();
        float[] weight = state.workers.probeSums().totalWeight();
        float b = (float) settings.probeStep();
        for (int m = 0; m < sums.length; m++) {
            ComplexImage mode = state.estimate.probe()[m];
            if (state.workers.shifting()) {
                state.workers.kernel(0).fft().inverse(sums[m].re(), sums[m].im());
            }
            for (int i = 0; i < weight.length; i++) {
                float length = b / Math.max(weight[i], Float.MIN_NORMAL);
                mode.re()[i] += length * sums[m].re()[i];
                mode.im()[i] += length * sums[m].im()[i];
            }
        }
    }

    /** patch = kept + share patch. */
    private static void combine(float[] kept, float share, float[] patch, int n) {
        for (int i = 0; i < n; i++) {
            patch[i] = kept[i] + share * patch[i];
        }
    }

    /** With c = a change / (light + floor): change = v + 2c = 2w - v, kept = v - twice (v + c) = v - 2 rho w. */
    private static void reflect(
            float[] v, float[] change, float[] light, float[] kept, float a, float floor, float twice, int n) {
        for (int i = 0; i < n; i++) {
            float c = a * change[i] / (light[i] + floor);
            change[i] = v[i] + 2 * c;
            kept[i] = v[i] - twice * (v[i] + c);
        }
    }

    /** light = (light scale)^(k / 2). */
    private static void weigh(float[] light, float scale, double k, int n) {
        if (k == 1.5) {
            weighUsual(light, scale, n);
        } else {
            for (int i = 0; i < n; i++) {
                light[i] = (float) Math.pow(light[i] * scale, k / 2);
            }
        }
    }

    /** k = 1.5, by square roots, which are vector instructions. */
    private static void weighUsual(float[] light, float scale, int n) {
        for (int i = 0; i < n; i++) {
            float root = (float) Math.sqrt(light[i] * scale);
            light[i] = root * (float) Math.sqrt(root);
        }
    }

    /** z = (k z + sum) / (k + weight). */
    private static void average(ComplexImage z, float[][] sums, int from, int to) {
        average(z.re(), sums[0], sums[2], from, to);
        average(z.im(), sums[1], sums[2], from, to);
    }

    private static void average(float[] z, float[] sum, float[] weight, int from, int to) {
        for (int i = from; i < to; i++) {
            z[i] = (INERTIA * z[i] + sum[i]) / (INERTIA + weight[i]);
        }
    }
}
