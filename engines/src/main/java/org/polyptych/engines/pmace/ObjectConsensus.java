package org.polyptych.engines.pmace;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.engines.FrameWorkers;
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.ObjectSums;
import org.polyptych.physics.ProbeSpectrum;

/** The frames agree on the object, with the probe as it is. */
final class ObjectConsensus {
    private static final float INERTIA = 1e-6f;

    private final PmaceSettings settings;

    ObjectConsensus(PmaceSettings settings) {
        this.settings = settings;
    }

    /** One round; writes the squared amplitude errors of the frames' estimates, in counts. */
    void run(PmaceState state, double[] errors) {
        FrameWorkers workers = state.workers;
        ProbeSpectrum spectrum = workers.spectrum(state.estimate.probe());
        float brightest = brightest(state);
        workers.parallel().forChunks(errors.length, (worker, chunk, from, to) -> {
            ObjectSums.Chunk sums = workers.objectSums().begin(chunk);
            for (int j = from; j < to; j++) {
                errors[j] = findChange(state, spectrum, worker, j);
                agree(state, sums, worker, j, brightest);
            }
        });
        ComplexImage z = state.estimate.object();
        workers.objectSums().totals(workers.parallel(), (sums, from, to) -> average(z, sums, from, to));
    }

    /** The largest |P|^2, summed over modes. */
    private static float brightest(PmaceState state) {
        float[] light = new float[state.workers.frames().pixels()];
        for (ComplexImage mode : state.estimate.probe()) {
            ComplexLoops.addSquaredModulus(mode.re(), mode.im(), light, 0, light.length);
        }
        return Weights.largest(light);
    }

    /** Leaves v_j in the kernel's patch and Delta_j in its waves; returns the squared amplitude error in counts. */
    private double findChange(PmaceState state, ProbeSpectrum spectrum, int worker, int j) {
        FrameWorkers workers = state.workers;
        FrameStack frames = workers.frames();
        FrameKernel kernel = workers.kernel(worker);
        kernel.place(state.estimate.object(), spectrum, workers.placements(), j);
        float share = (float) (2 * settings.pace());
        ComplexImage patch = kernel.patch();
        combine(state.kept[j].re(), share, patch.re(), frames.pixels());
        combine(state.kept[j].im(), share, patch.im(), frames.pixels());
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
        Weights.weigh(s.light, 1 / brightest, settings.power(), n);
        ComplexLoops.scale(s.re, s.im, s.light, 0, n);
        float[][] addends = {s.re, s.im, s.light};
        for (int plane = 0; plane < addends.length; plane++) {
            sums.cut(plane, placements, j, s.sum, 0, rows);
            ComplexLoops.add(addends[plane], s.sum, 0, n);
            sums.paste(plane, placements, j, s.sum, 0, rows);
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
