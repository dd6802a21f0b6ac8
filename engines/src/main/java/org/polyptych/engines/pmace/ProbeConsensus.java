package org.polyptych.engines.pmace;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.engines.FrameWorkers;
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.ProbeSpectrum;

/**
 * The frames agree on the probe, with the object as it is. Where frames lie on fractions of a pixel, each keeps the probe
 * as it sees it, and the average is taken of what the frames would have changed, each shifted back.
 */
final class ProbeConsensus {
    /** Share of the largest weight below which a pixel counts as dark in all frames. */
    private static final float DARK = 1e-6f;

    private final PmaceSettings settings;

    ProbeConsensus(PmaceSettings settings) {
        this.settings = settings;
    }

    /** One round; writes the squared amplitude errors of the frames' estimates, in counts. */
    void run(PmaceState state, double[] errors) {
        FrameWorkers workers = state.workers;
        ComplexImage[] probe = state.estimate.probe();
        ProbeSpectrum spectrum = workers.spectrum(probe);
        float[] clarity = new float[state.estimate.object().size()];
        ComplexImage object = state.estimate.object();
        ComplexLoops.squaredModulus(object.re(), object.im(), clarity, 0, clarity.length);
        float clearest = Weights.largest(clarity);
        workers.parallel().forChunks(errors.length, (worker, chunk, from, to) -> {
            ComplexImage[] sums = workers.probeSums().begin(chunk);
            float[] weight = workers.probeSums().weight(chunk);
            for (int j = from; j < to; j++) {
                errors[j] = agree(state, spectrum, worker, j, clearest, sums, weight);
            }
        });
        ComplexImage[] sums = workers.probeSums().total(workers.parallel());
        float[] weight = workers.probeSums().totalWeight(workers.parallel());
        for (int m = 0; m < probe.length; m++) {
            if (workers.shifting()) {
                workers.kernel(0).fft().inverse(sums[m].re(), sums[m].im());
            }
            step(sums[m].re(), weight, probe[m].re(), weight.length);
            step(sums[m].im(), weight, probe[m].im(), weight.length);
        }
    }

    private double agree(
            PmaceState state,
            ProbeSpectrum spectrum,
            int worker,
            int j,
            float clearest,
            ComplexImage[] sums,
            float[] weight) {
        FrameWorkers workers = state.workers;
        FrameStack frames = workers.frames();
        FrameKernel kernel = workers.kernel(worker);
        int n = frames.pixels();
        float share = (float) (2 * settings.pace());
        kernel.place(state.estimate.object(), spectrum, workers.placements(), j);
        ComplexImage patch = kernel.patch();
        ComplexImage[] own = state.keptProbe[j];
        for (int m = 0; m < own.length; m++) {
            // from here to the end the array holds the frame's estimate itself
            addTimes(kernel.probe(m).re(), share, own[m].re(), n);
            addTimes(kernel.probe(m).im(), share, own[m].im(), n);
            ComplexImage wave = kernel.wave(m);
            ComplexLoops.multiply(own[m].re(), own[m].im(), patch.re(), patch.im(), wave.re(), wave.im(), 0, n);
        }
        kernel.toDetector();
        double error = workers.projection(worker).applyAndMeasure(kernel, frames.amplitudes(j), frames.weights());
        kernel.fromDetector();
        float[] clarity = state.scratch[worker].light;
        ComplexLoops.squaredModulus(patch.re(), patch.im(), clarity, 0, n);
        float a = (float) settings.data();
        float floor = Math.max((float) (settings.dark() * clearest), Float.MIN_NORMAL);
        for (int m = 0; m < own.length; m++) {
            ComplexImage wave = kernel.wave(m);
            ComplexLoops.subtractProduct(own[m].re(), own[m].im(), patch.re(), patch.im(), wave.re(), wave.im(), 0, n);
            reflect(
                    patch.re(),
                    patch.im(),
                    wave.re(),
                    wave.im(),
                    own[m].re(),
                    own[m].im(),
                    clarity,
                    a,
                    floor,
                    share,
                    n);
            subtractReflected(kernel.probe(m).re(), wave.re(), n);
            subtractReflected(kernel.probe(m).im(), wave.im(), n);
        }
        Weights.weigh(clarity, 1 / clearest, settings.power(), n);
        ComplexLoops.add(clarity, weight, 0, n);
        // the kernel's patch takes the weights, so that what it adds to the probe's sums is weight times wave
        System.arraycopy(clarity, 0, patch.re(), 0, n);
        Arrays.fill(patch.im(), 0);
        for (int m = 0; m < own.length; m++) {
            kernel.addToProbe(kernel.wave(m), sums[m]);
        }
        return error;
    }

    /** own += share probe. */
    private static void addTimes(float[] probe, float share, float[] own, int n) {
        for (int i = 0; i < n; i++) {
            own[i] += share * probe[i];
        }
    }

    /** With c = a conj(O) wave / (|O|^2 + floor): wave = own + 2c, own = own - twice (own + c). */
    private static void reflect(
            float[] oRe,
            float[] oIm,
            float[] re,
            float[] im,
            float[] ownRe,
            float[] ownIm,
            float[] clarity,
            float a,
            float floor,
            float twice,
            int n) {
        for (int i = 0; i < n; i++) {
            float scale = a / (clarity[i] + floor);
            float or = oRe[i];
            float oi = oIm[i];
            float r = re[i];
            float m = im[i];
            float cr = scale * (or * r + oi * m);
            float ci = scale * (or * m - oi * r);
            float pr = ownRe[i];
            float pi = ownIm[i];
            re[i] = pr + 2 * cr;
            im[i] = pi + 2 * ci;
            ownRe[i] = pr - twice * (pr + cr);
            ownIm[i] = pi - twice * (pi + ci);
        }
    }

    /** wave -= probe: what the frame would have changed. */
    private static void subtractReflected(float[] probe, float[] wave, int n) {
        for (int i = 0; i < n; i++) {
            wave[i] -= probe[i];
        }
    }

    /** P += sum / weight; where no frame lets light through the sum is the rounding of transforms, and is left out. */
    private static void step(float[] sum, float[] weight, float[] probe, int n) {
        float floor = Math.max(DARK * ComplexLoops.max(weight), Float.MIN_NORMAL);
        for (int i = 0; i < n; i++) {
            probe[i] += weight[i] > floor ? sum[i] / weight[i] : 0;
        }
    }
}
