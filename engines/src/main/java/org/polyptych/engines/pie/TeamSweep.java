package org.polyptych.engines.pie;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.Opened;
import org.polyptych.core.RunningMax;
import org.polyptych.core.SpinBarrier;
import org.polyptych.engines.FrameWorkers;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.TeamKernel;

/**
 * The exact order: one frame after the other, each worked on by all threads together. A thread owns the same rows of
 * patch and probe throughout.
 */
final class TeamSweep implements Sweep {
    private final TeamKernel kernel;
    private final boolean updateObject;
    private final float alpha;
    private final float probeAlpha;
    private final float step;
    private final float probeStep;
    private final float[] probeIntensity;
    private final float[] objectIntensity;
    private final float[] stepRe;
    private final float[] stepIm;
    private final RunningMax[] probeMax;
    private final RunningMax[] objectMax;
    private final float[] probeMaxima;
    private final float[] objectMaxima;
    private final int columns;
    private final int rowsInBlock;

    /** @param members threads that would like to share the work */
    TeamSweep(PieState state, PieSteps steps, int members) {
        FrameWorkers workers = state.workers;
        FrameStack frames = workers.frames();
        this.updateObject = !state.objectKnown;
        try (Opened opened = new Opened()) {
            this.kernel = opened.add(
                    new TeamKernel(frames.rows(), frames.columns(), state.probe.length, workers.shifting(), members));
            this.alpha = (float) steps.alpha();
            this.probeAlpha = (float) steps.probeAlpha();
            this.step = (float) steps.step();
            this.probeStep = (float) steps.probeStep();
            this.probeIntensity = new float[frames.pixels()];
            this.objectIntensity = new float[frames.pixels()];
            this.stepRe = new float[frames.pixels()];
            this.stepIm = new float[frames.pixels()];
            this.probeMax = new RunningMax[kernel.members()];
            this.objectMax = new RunningMax[kernel.members()];
            Arrays.setAll(probeMax, part -> new RunningMax());
            Arrays.setAll(objectMax, part -> new RunningMax());
            this.probeMaxima = new float[kernel.members()];
            this.objectMaxima = new float[kernel.members()];
            this.columns = frames.columns();
            this.rowsInBlock = workers.kernel(0).rowsInBlock();
            opened.keep();
        }
    }

    @Override
    public double run(PieState state, int[] order, boolean updateProbe) {
        state.workers.parallel().team(kernel.members(), (part, barrier) -> {
            for (int j : order) {
                visit(state, j, part, barrier, updateProbe);
            }
        });
        return kernel.takeError();
    }

    private void visit(PieState state, int j, int part, SpinBarrier barrier, boolean updateProbe) {
        FrameWorkers workers = state.workers;
        FrameStack frames = workers.frames();
        boolean shifting = workers.shifting();
        if (shifting) {
            kernel.shift(part, barrier, state.probe, workers.placements(), j);
        }
        ComplexImage[] probe = shifting ? kernel.shifted() : state.probe;
        leave(state, j, part, probe, updateProbe);
        kernel.project(part, barrier, frames.amplitudes(j), frames.weights());
        comeBack(state, j, part, probe, updateProbe);
        if (shifting && updateProbe) {
            kernel.addShiftedBack(part, barrier, state.probe);
        } else {
            barrier.await();
        }
    }

    /** Exit waves, the intensities of probe and patch and their largest values, on the member's rows. */
    private void leave(PieState state, int j, int part, ComplexImage[] probe, boolean updateProbe) {
        RunningMax brightest = probeMax[part];
        RunningMax clearest = objectMax[part];
        brightest.reset();
        clearest.reset();
        int end = kernel.firstRow(part + 1);
        for (int row = kernel.firstRow(part); row < end; row += rowsInBlock) {
            int toRow = Math.min(end, row + rowsInBlock);
            int from = row * columns;
            int to = toRow * columns;
            kernel.cut(state.object, state.workers.placements(), j, row, toRow);
            kernel.exitWaves(probe, from, to);
            ComplexLoops.squaredModulus(probe[0].re(), probe[0].im(), probeIntensity, from, to);
            for (int m = 1; m < probe.length; m++) {
                ComplexLoops.addSquaredModulus(probe[m].re(), probe[m].im(), probeIntensity, from, to);
            }
            brightest.take(probeIntensity, from, to);
            if (updateProbe) {
                ComplexLoops.squaredModulus(kernel.patch().re(), kernel.patch().im(), objectIntensity, from, to);
                clearest.take(objectIntensity, from, to);
            }
        }
        probeMaxima[part] = brightest.value();
        objectMaxima[part] = clearest.value();
    }

    /** The update of object and probe on the member's rows. */
    private void comeBack(PieState state, int j, int part, ComplexImage[] probe, boolean updateProbe) {
        float brightest = ComplexLoops.max(probeMaxima);
        float clearest = ComplexLoops.max(objectMaxima);
        boolean shifting = state.workers.shifting();
        int end = kernel.firstRow(part + 1);
        for (int row = kernel.firstRow(part); row < end; row += rowsInBlock) {
            int toRow = Math.min(end, row + rowsInBlock);
            update(probe, shifting, row * columns, toRow * columns, updateProbe, brightest, clearest);
            if (updateObject) {
                kernel.paste(state.object, state.workers.placements(), j, row, toRow);
            }
        }
    }

    private void update(
            ComplexImage[] probe,
            boolean shifting,
            int from,
            int to,
            boolean updateProbe,
            float brightest,
            float clearest) {
        ComplexImage patch = kernel.patch();
        Arrays.fill(stepRe, from, to, 0);
        Arrays.fill(stepIm, from, to, 0);
        for (int m = 0; m < probe.length; m++) {
            ComplexImage mode = probe[m];
            ComplexImage wave = kernel.wave(m);
            addChange(mode.re(), mode.im(), patch.re(), patch.im(), wave.re(), wave.im(), stepRe, stepIm, from, to);
            if (updateProbe && shifting) {
                probeStep(
                        patch.re(),
                        patch.im(),
                        objectIntensity,
                        wave.re(),
                        wave.im(),
                        probeStep,
                        probeAlpha,
                        clearest,
                        from,
                        to);
            } else if (updateProbe) {
                stepProbe(
                        patch.re(),
                        patch.im(),
                        objectIntensity,
                        wave.re(),
                        wave.im(),
                        mode.re(),
                        mode.im(),
                        probeStep,
                        probeAlpha,
                        clearest,
                        from,
                        to);
            }
        }
        if (updateObject) {
            RegularisedStep.apply(
                    patch.re(), patch.im(), stepRe, stepIm, probeIntensity, step, alpha, brightest, from, to);
        }
    }

    /** wave = Delta = wave - P O; step += conj(P) Delta. */
    private static void addChange(
            float[] pRe,
            float[] pIm,
            float[] oRe,
            float[] oIm,
            float[] re,
            float[] im,
            float[] stepRe,
            float[] stepIm,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            float pr = pRe[i];
            float pi = pIm[i];
            float dr = re[i] - (pr * oRe[i] - pi * oIm[i]);
            float di = im[i] - (pr * oIm[i] + pi * oRe[i]);
            re[i] = dr;
            im[i] = di;
            stepRe[i] += pr * dr + pi * di;
            stepIm[i] += pr * di - pi * dr;
        }
    }

    /** P += conj(O) Delta / ((1 - b) |O|^2 + b max |O|^2). */
    private static void stepProbe(
            float[] oRe,
            float[] oIm,
            float[] intensity,
            float[] re,
            float[] im,
            float[] pRe,
            float[] pIm,
            float length,
            float b,
            float max,
            int from,
            int to) {
        float floor = Math.max(b * max, Float.MIN_NORMAL);
        for (int i = from; i < to; i++) {
            float scale = length / ((1 - b) * intensity[i] + floor);
            pRe[i] += scale * (oRe[i] * re[i] + oIm[i] * im[i]);
            pIm[i] += scale * (oRe[i] * im[i] - oIm[i] * re[i]);
        }
    }

    /** wave = conj(O) Delta / ((1 - b) |O|^2 + b max |O|^2), to be shifted back. */
    private static void probeStep(
            float[] oRe,
            float[] oIm,
            float[] intensity,
            float[] re,
            float[] im,
            float length,
            float b,
            float max,
            int from,
            int to) {
        float floor = Math.max(b * max, Float.MIN_NORMAL);
        for (int i = from; i < to; i++) {
            float scale = length / ((1 - b) * intensity[i] + floor);
            float r = re[i];
            float m = im[i];
            re[i] = scale * (oRe[i] * r + oIm[i] * m);
            im[i] = scale * (oRe[i] * m - oIm[i] * r);
        }
    }

    @Override
    public void close() {
        kernel.close();
    }
}
