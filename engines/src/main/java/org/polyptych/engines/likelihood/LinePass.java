package org.polyptych.engines.likelihood;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.PairwiseSum;
import org.polyptych.engines.FrameWorkers;
import org.polyptych.engines.slices.CarriedSteps;
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.ProbeSpectrum;

/**
 * The loss to second order along a direction (D, Q) of object and probe. A frame's detector wave is A + t B + t^2 C with A
 * = F(P O), B = F(P D + Q O), C = F(Q D), so that its intensity is |A|^2 + 2 t Re(A* B) + t^2 (|B|^2 + 2 Re(A* C)) + ...
 *
 * <p>Of several slices B is what the direction changes to first order ({@link CarriedSteps}), and C, which would be the sum
 * over all pairs of what moves, is left out, as Gauss and Newton do.
 */
final class LinePass {
    private static final int BLOCK = 1024;

    private final MlState state;
    private final FrameWorkers workers;
    private final FrameStack frames;
    private final FramePlacements placements;

    LinePass(MlState state) {
        this.state = state;
        this.workers = state.workers;
        this.frames = workers.frames();
        this.placements = workers.placements();
    }

    /**
     * @param probeMoves false if Q is 0: then there is no C
     * @return the term of t^2, summed over all frames
     */
    double run(boolean probeMoves) {
        ProbeSpectrum probe = workers.spectrum(state.estimate.probe());
        ProbeSpectrum change = workers.spectrum(state.direction.probe());
        double[] curvatures = new double[frames.count()];
        workers.parallel().forEachWithWorker(frames.count(), (worker, j) -> {
            FrameKernel kernel = workers.kernel(worker);
            Scratch scratch = state.scratch[worker];
            kernel.see(probe, placements, j);
            if (probeMoves) {
                scratch.change().see(change, placements, j);
            }
            if (scratch.waves() != null) {
                expandThick(kernel, scratch, j, probeMoves);
            } else {
                expandThin(kernel, scratch, j, probeMoves);
            }
            curvatures[j] = PairwiseSum.destroying(scratch.planes()[2], frames.pixels());
        });
        return Arrays.stream(curvatures).sum();
    }

    private void expandThin(FrameKernel kernel, Scratch scratch, int j, boolean probeMoves) {
        boolean both = probeMoves && !state.estimate.objectKnown();
        makeWaves(kernel, scratch, j, probeMoves);
        kernel.toDetector();
        for (ComplexImage wave : scratch.middle()) {
            kernel.toDetector(wave);
        }
        if (both) {
            scratch.change().toDetector();
        }
        expand(
                scratch,
                j,
                kernel.waves(),
                scratch.middle(),
                both ? scratch.change().waves() : null);
    }

    private void expandThick(FrameKernel kernel, Scratch scratch, int j, boolean probeMoves) {
        scratch.waves().leave(kernel, placements, 0, j);
        ComplexImage[] a = scratch.waves().exit(0);
        ComplexImage[] b = scratch.carried()
                .byBoth(
                        kernel,
                        placements,
                        0,
                        j,
                        state.now.probe(),
                        probeMoves ? scratch.change().probes() : null,
                        state.estimate.objectKnown() ? null : state.direction.slices());
        for (int m = 0; m < a.length; m++) {
            kernel.toDetector(a[m]);
            kernel.toDetector(b[m]);
        }
        expand(scratch, j, a, b, null);
    }

    /** The exit waves that A, B and C are the transforms of, a block of rows at a time. */
    private void makeWaves(FrameKernel kernel, Scratch scratch, int j, boolean probeMoves) {
        FrameKernel change = scratch.change();
        ComplexImage object = state.now.slices()[0];
        boolean objectMoves = !state.estimate.objectKnown();
        int columns = frames.columns();
        for (int row = 0; row < frames.rows(); row += kernel.rowsInBlock()) {
            int toRow = Math.min(frames.rows(), row + kernel.rowsInBlock());
            int from = row * columns;
            int to = toRow * columns;
            for (int m = 0; m < kernel.modes(); m++) {
                ComplexImage p = kernel.probe(m);
                ComplexImage a = kernel.wave(m);
                ComplexImage b = scratch.middle()[m];
                ComplexImage c = change.wave(m);
                kernel.cutInto(a, object, placements, j, row, toRow);
                if (objectMoves && probeMoves) {
                    kernel.cutInto(c, state.direction.slices()[0], placements, j, row, toRow);
                    ComplexImage q = change.probe(m);
                    crossProducts(
                            p.re(), p.im(), q.re(), q.im(), a.re(), a.im(), b.re(), b.im(), c.re(), c.im(), from, to);
                    continue;
                }
                if (objectMoves) {
                    kernel.cutInto(b, state.direction.slices()[0], placements, j, row, toRow);
                    ComplexLoops.multiply(p.re(), p.im(), b.re(), b.im(), b.re(), b.im(), from, to);
                } else {
                    ComplexImage q = change.probe(m);
                    ComplexLoops.multiply(q.re(), q.im(), a.re(), a.im(), b.re(), b.im(), from, to);
                }
                ComplexLoops.multiply(p.re(), p.im(), a.re(), a.im(), a.re(), a.im(), from, to);
            }
        }
    }

    /** a = P a, b = P c + Q a, c = Q c, where a holds O and c holds D before. */
    private static void crossProducts(
            float[] pRe,
            float[] pIm,
            float[] qRe,
            float[] qIm,
            float[] aRe,
            float[] aIm,
            float[] bRe,
            float[] bIm,
            float[] cRe,
            float[] cIm,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            float pr = pRe[i];
            float pi = pIm[i];
            float qr = qRe[i];
            float qi = qIm[i];
            float or = aRe[i];
            float oi = aIm[i];
            float dr = cRe[i];
            float di = cIm[i];
            aRe[i] = pr * or - pi * oi;
            aIm[i] = pr * oi + pi * or;
            bRe[i] = pr * dr - pi * di + qr * or - qi * oi;
            bIm[i] = pr * di + pi * dr + qr * oi + qi * or;
            cRe[i] = qr * dr - qi * di;
            cIm[i] = qr * di + qi * dr;
        }
    }

    /**
     * Leaves the term of t^2 of every pixel's loss in plane 2.
     *
     * @param allA one wave a mode
     * @param allC null for none
     */
    private void expand(Scratch scratch, int j, ComplexImage[] allA, ComplexImage[] allB, ComplexImage[] allC) {
        float[][] planes = scratch.planes();
        int n = frames.pixels();
        float s = state.beam(j);
        if (state.settings.floating()) {
            Scratch.intensity(allA, planes[0], 0, n);
            s = (float) scratch.floating(state.likelihood, frames, j, planes[1], planes[2]);
        }
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(n, from + BLOCK);
            for (float[] plane : planes) {
                Arrays.fill(plane, from, to, 0);
            }
            for (int m = 0; m < allA.length; m++) {
                ComplexImage a = allA[m];
                ComplexImage b = allB[m];
                addLine(a.re(), a.im(), b.re(), b.im(), planes[0], planes[1], planes[2], from, to);
                if (allC != null) {
                    ComplexImage c = allC[m];
                    addTwiceProduct(a.re(), a.im(), c.re(), c.im(), planes[2], from, to);
                }
            }
            for (int plane = 0; s != 1 && plane < planes.length; plane++) {
                Scratch.scale(planes[plane], s, from, to);
            }
            if (state.background != null) {
                ComplexLoops.add(state.background, planes[0], from, to);
            }
            state.likelihood.expand(planes[0], frames.amplitudes(j), frames.weights(), planes[1], planes[2], from, to);
        }
    }

    /** intensity += |A|^2, first += 2 Re(A* B), second += |B|^2. */
    private static void addLine(
            float[] aRe,
            float[] aIm,
            float[] bRe,
            float[] bIm,
            float[] intensity,
            float[] first,
            float[] second,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            float ar = aRe[i];
            float ai = aIm[i];
            float br = bRe[i];
            float bi = bIm[i];
            intensity[i] += ar * ar + ai * ai;
            first[i] += 2 * (ar * br + ai * bi);
            second[i] += br * br + bi * bi;
        }
    }

    /** second += 2 Re(A* C). */
    private static void addTwiceProduct(
            float[] aRe, float[] aIm, float[] cRe, float[] cIm, float[] second, int from, int to) {
        for (int i = from; i < to; i++) {
            second[i] += 2 * (aRe[i] * cRe[i] + aIm[i] * cIm[i]);
        }
    }
}
