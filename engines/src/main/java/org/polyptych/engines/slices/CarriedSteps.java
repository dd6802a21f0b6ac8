package org.polyptych.engines.slices;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FramePlacements;

/**
 * What steps of object and probe change behind the last slice, to first order: with psi_s the wave that falls on slice s,
 *
 * <pre>u_1 = P Delta O_1,  u_s = propagated(u_(s-1)) O_s + psi_s Delta O_s
 * v_1 = Delta P O_1,  v_s = propagated(v_(s-1)) O_s</pre>
 *
 * Scratch of one thread.
 */
public final class CarriedSteps {
    private final SliceWaves waves;
    private final int columns;
    private final ComplexImage[] byProbe;
    /** Of a slice, cut for a frame. */
    private final ComplexImage step;

    /** @param probe whose modes count, not their pixels */
    public CarriedSteps(SliceWaves waves, ComplexImage[] probe) {
        this.waves = waves;
        this.columns = probe[0].columns();
        this.byProbe = new ComplexImage[probe.length];
        Arrays.setAll(byProbe, m -> ComplexImage.zeros(probe[m].rows(), columns));
        this.step = ComplexImage.zeros(probe[0].rows(), columns);
    }

    /**
     * u of frame j, number s of the batch: the kernel's waves.
     *
     * @param probe as it is, for frames that see it so
     * @param steps of the slices
     */
    public ComplexImage[] byObject(
            FrameKernel kernel, FramePlacements placements, int s, int j, ComplexImage[] probe, ComplexImage[] steps) {
        return byBoth(kernel, placements, s, j, probe, null, steps);
    }

    /**
     * u + v of frame j, number s of the batch: the kernel's waves.
     *
     * @param probe as it is, for frames that see it so
     * @param probeSteps as the frame sees them; null for none
     * @param steps of the slices; null for none
     */
    public ComplexImage[] byBoth(
            FrameKernel kernel,
            FramePlacements placements,
            int s,
            int j,
            ComplexImage[] probe,
            ComplexImage[] probeSteps,
            ComplexImage[] steps) {
        ComplexImage[] sum = kernel.waves();
        for (ComplexImage wave : sum) {
            if (probeSteps == null) {
                Arrays.fill(wave.re(), 0);
                Arrays.fill(wave.im(), 0);
            }
        }
        for (int k = 0; k < waves.slices(); k++) {
            if (k > 0 || probeSteps != null) {
                kernel.pass(waves.slice(k), placements, j, k > 0 ? sum : probeSteps, sum);
            }
            if (steps != null) {
                ComplexImage[][] falling = waves.falling(k);
                addProduct(kernel, placements, j, steps[k], falling == null ? probe : falling[s], sum);
            }
            waves.cross(k, sum, kernel);
        }
        return sum;
    }

    /** sum += slice times wave, mode by mode. */
    private void addProduct(
            FrameKernel kernel,
            FramePlacements placements,
            int j,
            ComplexImage slice,
            ComplexImage[] wave,
            ComplexImage[] sum) {
        for (int row = 0; row < step.rows(); row += kernel.rowsInBlock()) {
            int toRow = Math.min(step.rows(), row + kernel.rowsInBlock());
            kernel.cutInto(step, slice, placements, j, row, toRow);
            for (int m = 0; m < sum.length; m++) {
                ComplexLoops.addProduct(
                        step.re(),
                        step.im(),
                        wave[m].re(),
                        wave[m].im(),
                        sum[m].re(),
                        sum[m].im(),
                        row * columns,
                        toRow * columns);
            }
        }
    }

    /**
     * v of frame j.
     *
     * @param kernel that has shifted the probe's step to the frame
     */
    public ComplexImage[] byProbe(FrameKernel kernel, FramePlacements placements, int j) {
        ComplexImage[] before = kernel.probes();
        for (int k = 0; k < waves.slices(); k++) {
            kernel.pass(waves.slice(k), placements, j, before, byProbe);
            waves.cross(k, byProbe, kernel);
            before = byProbe;
        }
        return byProbe;
    }
}
