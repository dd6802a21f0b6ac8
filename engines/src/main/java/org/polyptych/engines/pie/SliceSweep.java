package org.polyptych.engines.pie;

import java.util.Arrays;
import java.util.List;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.RunningMax;
import org.polyptych.engines.FrameWorkers;
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.FreeSpace;
import org.polyptych.physics.Specimen;

/**
 * The exact order for objects of several slices (3PIE: A. M. Maiden, M. J. Humphry, J. M. Rodenburg, JOSA A 29, 1606,
 * 2012), with the regularised steps of {@link Rpie} and {@link Epie}. Forwards, psi_s is the wave that falls on slice s, the
 * probe on the first, and psi_{s+1} = propagated(psi_s O_s). The change Delta that the modulus projection makes behind the
 * last slice goes back from slice to slice:
 *
 * <pre>O_s += step conj(psi_s) Delta / ((1 - a) |psi_s|^2 + a max |psi_s|^2)
 * Delta &lt;- propagated back( conj(O_s) Delta / ((1 - b) |O_s|^2 + b max |O_s|^2) )</pre>
 *
 * with O_s as it was before, and what leaves the first slice, times the probe's step, is the update of the probe.
 *
 * <p>Deviations from the paper: what goes back is not shortened by the probe's step, so that short steps are as short in
 * every slice; several modes, whose updates of a slice add; fractions of a pixel by a Fourier shift of the probe. One thread
 * works.
 */
final class SliceSweep implements Sweep {
    private final PieSteps steps;
    private final FreeSpace[] gaps;
    private final int pixels;
    /** One a slice. */
    private final ComplexImage[] patches;
    /** [slice][mode]: what falls on it. */
    private final ComplexImage[][] incident;

    private final ComplexImage step;
    private final float[] light;
    private final float[] clearness;
    private final RunningMax max = new RunningMax();

    /** @param specimen whose grid and distances count, not its pixels */
    SliceSweep(PieState state, PieSteps steps, Specimen specimen, double wavelength) {
        FrameStack frames = state.workers.frames();
        int rows = frames.rows();
        int columns = frames.columns();
        this.steps = steps;
        this.pixels = frames.pixels();
        this.gaps = FreeSpace.between(specimen, rows, columns, wavelength);
        this.patches = images(specimen.slices(), rows, columns);
        this.incident = new ComplexImage[specimen.slices()][];
        for (int s = 1; s < incident.length; s++) {
            incident[s] = images(state.probe.length, rows, columns);
        }
        this.step = ComplexImage.zeros(rows, columns);
        this.light = new float[pixels];
        this.clearness = new float[pixels];
    }

    private static ComplexImage[] images(int count, int rows, int columns) {
        ComplexImage[] images = new ComplexImage[count];
        Arrays.setAll(images, k -> ComplexImage.zeros(rows, columns));
        return images;
    }

    @Override
    public double run(PieState state, int[] order, boolean updateProbe, double length) {
        PieSteps now = steps.shortened(length);
        state.workers.frames().expect(order);
        double error = 0;
        for (int j : order) {
            error += visit(state, j, updateProbe, now);
        }
        return error;
    }

    private double visit(PieState state, int j, boolean updateProbe, PieSteps now) {
        FrameWorkers workers = state.workers;
        FrameStack frames = workers.frames();
        FrameKernel kernel = workers.kernel(0);
        if (workers.shifting()) {
            kernel.seeSpectrum(state.probe, workers.placements(), j);
        } else {
            kernel.see(state.probe);
        }
        leave(state, kernel, j);
        kernel.toDetector();
        double error = workers.projection(0).applyAndMeasure(kernel, frames.amplitudes(j), frames.weights());
        kernel.fromDetector();
        comeBack(state, kernel, j, updateProbe, now);
        return error;
    }

    /** The waves that fall on all slices, and the exit waves behind the last. */
    private void leave(PieState state, FrameKernel kernel, int j) {
        int modes = kernel.modes();
        incident[0] = new ComplexImage[modes];
        Arrays.setAll(incident[0], kernel::probe);
        for (int s = 0; s < patches.length; s++) {
            ComplexImage patch = patches[s];
            kernel.cutInto(patch, state.objects.get(s), state.workers.placements(), j, 0, patch.rows());
            for (int m = 0; m < modes; m++) {
                ComplexImage before = incident[s][m];
                ComplexImage behind = s < gaps.length ? incident[s + 1][m] : kernel.wave(m);
                ComplexLoops.multiply(
                        before.re(), before.im(), patch.re(), patch.im(), behind.re(), behind.im(), 0, pixels);
                if (s < gaps.length) {
                    gaps[s].forward(behind, kernel.fft());
                }
            }
        }
    }

    /** The kernel's waves are psi' behind the last slice; on the way back they hold Delta. */
    private void comeBack(PieState state, FrameKernel kernel, int j, boolean updateProbe, PieSteps now) {
        int last = patches.length - 1;
        for (int m = 0; m < kernel.modes(); m++) {
            ComplexImage before = incident[last][m];
            ComplexImage patch = patches[last];
            ComplexImage wave = kernel.wave(m);
            ComplexLoops.subtractProduct(
                    before.re(), before.im(), patch.re(), patch.im(), wave.re(), wave.im(), 0, pixels);
        }
        for (int s = last; s >= 0; s--) {
            gatherStep(kernel, incident[s]);
            if (s > 0 || updateProbe) {
                passBack(kernel, patches[s], (float) now.probeAlpha(), s > 0 ? 1 : (float) now.probeStep());
            }
            if (!state.objectKnown) {
                ComplexImage patch = patches[s];
                RegularisedStep.apply(
                        patch.re(),
                        patch.im(),
                        step.re(),
                        step.im(),
                        light,
                        (float) now.step(),
                        (float) now.alpha(),
                        largest(light),
                        0,
                        pixels);
                kernel.paste(patch, state.objects.get(s), state.workers.placements(), j);
            }
            for (int m = 0; s > 0 && m < kernel.modes(); m++) {
                gaps[s - 1].back(kernel.wave(m), kernel.fft());
            }
        }
        for (int m = 0; updateProbe && m < kernel.modes(); m++) {
            kernel.addToProbeUpdate(kernel.wave(m), state.probe[m]);
        }
    }

    /** The sum over modes of conj(psi) Delta, and the light. */
    private void gatherStep(FrameKernel kernel, ComplexImage[] before) {
        Arrays.fill(step.re(), 0);
        Arrays.fill(step.im(), 0);
        for (int m = 0; m < before.length; m++) {
            ComplexImage wave = kernel.wave(m);
            ComplexLoops.addConjugateProduct(
                    before[m].re(), before[m].im(), wave.re(), wave.im(), step.re(), step.im(), 0, pixels);
        }
        FrameLoops.intensity(before, light, 0, pixels);
    }

    /** Delta behind a slice to the change of what falls on it. */
    private void passBack(FrameKernel kernel, ComplexImage patch, float alpha, float length) {
        FrameLoops.intensity(new ComplexImage[] {patch}, clearness, 0, pixels);
        float floor = Math.max(alpha * largest(clearness), Float.MIN_NORMAL);
        for (ComplexImage wave : List.of(kernel.waves())) {
            FrameLoops.probeStep(
                    patch.re(), patch.im(), clearness, wave.re(), wave.im(), length, 1 - alpha, floor, 0, pixels);
        }
    }

    private float largest(float[] values) {
        max.reset();
        max.take(values, 0, pixels);
        return max.value();
    }

    @Override
    public void close() {
        // the kernels are the state's
    }
}
