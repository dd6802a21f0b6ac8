package org.polyptych.engines.projection;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.engines.FrameWorkers;
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.ObjectSums;
import org.polyptych.physics.ProbeSpectrum;

/**
 * Pi_O: the object and probe that explain all exit waves best, found by turns (Thibault 2009, eqs. 9 and 10). Of the two,
 * one that is known stays as it is.
 */
final class OverlapProjection {
    /** Sums on the object's grid: real and imaginary part of sum conj(P) psi, and sum |P|^2. */
    static final int PLANES = 3;

    private final OverlapSettings settings;

    OverlapProjection(OverlapSettings settings) {
        this.settings = settings;
    }

    /** Object from the sums that were made with the waves, then probe, and both again until the probe changes little. */
    void fit(ProjectionState state, int iteration) {
        if (!state.objectKnown) {
            updateObject(state);
        }
        boolean probeWanted = state.objectKnown || iteration >= settings.probeFrom();
        if (state.probeKnown || !probeWanted) {
            return;
        }
        double change = updateProbe(state);
        for (int round = 1; change > settings.innerTolerance() && round < settings.innerRounds(); round++) {
            if (!state.objectKnown) {
                sumObject(state);
                updateObject(state);
            } else if (!state.workers.shifting()) {
                return; // with the object fixed, one update at whole pixels is the best fit
            }
            change = updateProbe(state);
        }
    }

    /** The object's sums from the waves as they are. */
    private static void sumObject(ProjectionState state) {
        FrameWorkers workers = state.workers;
        FrameStack frames = workers.frames();
        FramePlacements placements = workers.placements();
        ProbeSpectrum spectrum = workers.spectrum(state.probe);
        workers.parallel().forChunks(frames.count(), (worker, chunk, from, to) -> {
            ObjectSums.Chunk sums = workers.objectSums().begin(chunk);
            FrameKernel kernel = workers.kernel(worker);
            for (int j = from; j < to; j++) {
                kernel.see(spectrum, placements, j);
                for (int plane = 0; plane < PLANES; plane++) {
                    sums.cut(plane, placements, j, workers.sumScratch(worker)[plane], 0, frames.rows());
                }
                float[][] sumOf = workers.sumScratch(worker);
                kernel.addToPatch(state.fitted[j], sumOf[0], sumOf[1]);
                kernel.addProbeIntensity(sumOf[2]);
                for (int plane = 0; plane < PLANES; plane++) {
                    sums.paste(plane, placements, j, workers.sumScratch(worker)[plane], 0, frames.rows());
                }
            }
        });
    }

    /** O = (k O + sum conj(P) psi) / (k + sum |P|^2). */
    private void updateObject(ProjectionState state) {
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
    private double updateProbe(ProjectionState state) {
        FrameWorkers workers = state.workers;
        FrameStack frames = workers.frames();
        boolean shifting = workers.shifting();
        ProbeSpectrum spectrum = workers.spectrum(state.probe);
        workers.parallel().forChunks(frames.count(), (worker, chunk, from, to) -> {
            ComplexImage[] sums = workers.probeSums().begin(chunk);
            float[] weight = workers.probeSums().weight(chunk);
            for (int j = from; j < to; j++) {
                if (shifting) {
                    addResidual(state, spectrum, worker, j, sums, weight);
                } else {
                    addWaves(state, worker, j, sums, weight);
                }
            }
        });
        ComplexImage[] sums = workers.probeSums().total(workers.parallel());
        float[] weight = workers.probeSums().totalWeight(workers.parallel());
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

    /** sum += conj(O) psi_j and weight += |O|^2 at whole pixels, a block of rows at a time. */
    private static void addWaves(ProjectionState state, int worker, int j, ComplexImage[] sums, float[] weight) {
        FrameWorkers workers = state.workers;
        FrameKernel kernel = workers.kernel(worker);
        ComplexImage patch = kernel.wave(0);
        int rows = workers.frames().rows();
        int columns = workers.frames().columns();
        for (int row = 0; row < rows; row += kernel.rowsInBlock()) {
            int toRow = Math.min(rows, row + kernel.rowsInBlock());
            int from = row * columns;
            int to = toRow * columns;
            kernel.cutInto(patch, state.object, workers.placements(), j, row, toRow);
            ComplexLoops.addSquaredModulus(patch.re(), patch.im(), weight, from, to);
            for (int m = 0; m < sums.length; m++) {
                ComplexImage wave = state.fitted[j][m];
                ComplexLoops.addConjugateProduct(
                        patch.re(), patch.im(), wave.re(), wave.im(), sums[m].re(), sums[m].im(), from, to);
            }
        }
    }

    /** sum += the spectrum of conj(O) (psi_j - S_j P O), shifted back, and weight += |O|^2. */
    private static void addResidual(
            ProjectionState state, ProbeSpectrum spectrum, int worker, int j, ComplexImage[] sums, float[] weight) {
        FrameWorkers workers = state.workers;
        FrameKernel kernel = workers.kernel(worker);
        kernel.place(state.object, spectrum, workers.placements(), j);
        ComplexLoops.addSquaredModulus(kernel.patch().re(), kernel.patch().im(), weight, 0, weight.length);
        for (int m = 0; m < sums.length; m++) {
            ComplexImage wave = state.fitted[j][m];
            System.arraycopy(wave.re(), 0, kernel.wave(m).re(), 0, wave.size());
            System.arraycopy(wave.im(), 0, kernel.wave(m).im(), 0, wave.size());
        }
        kernel.subtractExitWaves();
        for (int m = 0; m < sums.length; m++) {
            kernel.addToProbe(kernel.wave(m), sums[m]);
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
