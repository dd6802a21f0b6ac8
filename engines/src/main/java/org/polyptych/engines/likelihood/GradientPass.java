package org.polyptych.engines.likelihood;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.PairwiseSum;
import org.polyptych.engines.FrameWorkers;
import org.polyptych.engines.slices.SliceWaves;
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.ObjectSums;
import org.polyptych.physics.ProbeSpectrum;

/**
 * The loss of all frames and its gradient, to the detector and back; and the sums of |P|^2 and |O|^2 by which gradients are
 * preconditioned: of several slices of what falls on each, and of the first.
 */
final class GradientPass {
    /** Sums on the object's grid of each slice: real and imaginary part of the gradient, and sum |P|^2. */
    static final int PLANES = 3;

    private static final int BLOCK = 1024;

    private final MlState state;
    private final FrameWorkers workers;
    private final FrameStack frames;
    private final FramePlacements placements;

    GradientPass(MlState state) {
        this.state = state;
        this.workers = state.workers;
        this.frames = workers.frames();
        this.placements = workers.placements();
    }

    /** Fills the state's gradient and scales; returns the sum of the loss over frames. */
    double run(boolean probeWanted) {
        boolean objectWanted = !state.estimate.objectKnown();
        ProbeSpectrum spectrum = workers.spectrum(state.estimate.probe());
        double[] losses = new double[frames.count()];
        workers.parallel().forChunks(frames.count(), (worker, chunk, from, to) -> {
            ObjectSums.Chunk objectSums = objectWanted ? workers.objectSums().begin(chunk) : null;
            ComplexImage[] probeSums = probeWanted ? workers.probeSums().begin(chunk) : null;
            FrameKernel kernel = workers.kernel(worker);
            for (int j = from; j < to; j++) {
                SliceWaves thick = state.scratch[worker].waves();
                ComplexImage[] exit = leave(kernel, thick, spectrum, j);
                for (ComplexImage wave : exit) {
                    kernel.toDetector(wave);
                }
                losses[j] = onDetector(worker, j, exit);
                for (ComplexImage wave : exit) {
                    kernel.fromDetector(wave);
                }
                if (thick != null) {
                    thick.comeBack(kernel, placements, 0, j);
                }
                for (int k = 0; objectWanted && k < state.now.slices().length; k++) {
                    ComplexImage[] falling =
                            thick == null || thick.falling(k) == null ? kernel.probes() : thick.falling(k)[0];
                    sumObject(worker, j, k, falling, thick == null ? exit : thick.chi(k)[0], objectSums);
                }
                if (probeWanted) {
                    ComplexImage[] behind = thick == null ? exit : thick.chi(0)[0];
                    for (int m = 0; m < probeSums.length; m++) {
                        kernel.addToProbe(behind[m], probeSums[m]);
                    }
                    ComplexImage patch = kernel.patch();
                    ComplexLoops.addSquaredModulus(
                            patch.re(), patch.im(), workers.probeSums().weight(chunk), 0, frames.pixels());
                }
            }
        });
        if (objectWanted) {
            totalObject();
        }
        if (probeWanted) {
            totalProbe();
        }
        return Arrays.stream(losses).sum();
    }

    /** Makes the exit waves of a frame. */
    private ComplexImage[] leave(FrameKernel kernel, SliceWaves thick, ProbeSpectrum spectrum, int j) {
        if (thick == null) {
            kernel.place(state.now.slices()[0], spectrum, placements, j);
            kernel.exitWaves();
            return kernel.waves();
        }
        kernel.see(spectrum, placements, j);
        thick.leave(kernel, placements, 0, j);
        return thick.exit(0);
    }

    /** The loss of a frame; its detector waves become dL / d conj(Psi). */
    private double onDetector(int worker, int j, ComplexImage[] waves) {
        float[][] planes = state.scratch[worker].planes();
        float[] intensity = planes[0];
        float[] factor = planes[1];
        int n = frames.pixels();
        float s = state.beam(j);
        if (state.settings.floating()) {
            Scratch.intensity(waves, intensity, 0, n);
            s = (float) state.scratch[worker].floating(state.likelihood, frames, j, planes[1], planes[2]);
        }
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(n, from + BLOCK);
            Scratch.intensity(waves, intensity, from, to);
            if (s != 1) {
                Scratch.scale(intensity, s, from, to);
            }
            if (state.background != null) {
                ComplexLoops.add(state.background, intensity, from, to);
            }
            state.likelihood.evaluate(intensity, frames.amplitudes(j), frames.weights(), factor, from, to);
            if (s != 1) {
                Scratch.scale(factor, s, from, to);
            }
            for (ComplexImage wave : waves) {
                ComplexLoops.scale(wave.re(), wave.im(), factor, from, to);
            }
        }
        return PairwiseSum.destroying(intensity, n);
    }

    /**
     * The sums of slice k += conj(P) chi and |P|^2, a block of rows at a time.
     *
     * @param falling P, or what falls on the slice
     * @param chi the gradient by the waves behind it
     */
    private void sumObject(
            int worker, int j, int k, ComplexImage[] falling, ComplexImage[] chi, ObjectSums.Chunk sums) {
        FrameKernel kernel = workers.kernel(worker);
        float[][] planes = state.scratch[worker].planes();
        int columns = frames.columns();
        for (int row = 0; row < frames.rows(); row += kernel.rowsInBlock()) {
            int toRow = Math.min(frames.rows(), row + kernel.rowsInBlock());
            for (int plane = 0; plane < PLANES; plane++) {
                sums.cut(PLANES * k + plane, placements, j, planes[plane], row, toRow);
            }
            for (int m = 0; m < kernel.modes(); m++) {
                addSums(
                        falling[m].re(),
                        falling[m].im(),
                        chi[m].re(),
                        chi[m].im(),
                        planes[0],
                        planes[1],
                        planes[2],
                        row * columns,
                        toRow * columns);
            }
            for (int plane = 0; plane < PLANES; plane++) {
                sums.paste(PLANES * k + plane, placements, j, planes[plane], row, toRow);
            }
        }
    }

    /** sum += conj(P) chi, light += |P|^2. */
    private static void addSums(
            float[] pRe,
            float[] pIm,
            float[] re,
            float[] im,
            float[] sumRe,
            float[] sumIm,
            float[] light,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            float pr = pRe[i];
            float pi = pIm[i];
            sumRe[i] += pr * re[i] + pi * im[i];
            sumIm[i] += pr * im[i] - pi * re[i];
            light[i] += pr * pr + pi * pi;
        }
    }

    private void totalObject() {
        ComplexImage[] gradient = state.gradient.slices();
        workers.objectSums().totals(workers.parallel(), (sums, from, to) -> {
            for (int k = 0; k < gradient.length; k++) {
                System.arraycopy(sums[PLANES * k], from, gradient[k].re(), from, to - from);
                System.arraycopy(sums[PLANES * k + 1], from, gradient[k].im(), from, to - from);
                System.arraycopy(sums[PLANES * k + 2], from, state.objectScale[k], from, to - from);
            }
        });
        for (float[] scale : state.objectScale) {
            invert(scale, state.settings.alpha(), 1);
        }
    }

    private void totalProbe() {
        ComplexImage[] sums = workers.probeSums().total(workers.parallel());
        for (int m = 0; m < sums.length; m++) {
            if (workers.shifting()) {
                workers.kernel(0).fft().inverse(sums[m].re(), sums[m].im());
            }
            ComplexImage gradient = state.gradient.probe()[m];
            System.arraycopy(sums[m].re(), 0, gradient.re(), 0, gradient.size());
            System.arraycopy(sums[m].im(), 0, gradient.im(), 0, gradient.size());
        }
        float[] weight = workers.probeSums().totalWeight(workers.parallel());
        System.arraycopy(weight, 0, state.probeScale, 0, weight.length);
        invert(state.probeScale, state.settings.alpha(), state.settings.probeScale());
    }

    /** s becomes length / ((1 - alpha) s + alpha max(s)). */
    private static void invert(float[] s, double alpha, double length) {
        float max = 0;
        for (float value : s) {
            max = Math.max(max, value);
        }
        for (int i = 0; i < s.length; i++) {
            s[i] = max > 0 ? (float) (length / ((1 - alpha) * s[i] + alpha * max)) : 0;
        }
    }
}
