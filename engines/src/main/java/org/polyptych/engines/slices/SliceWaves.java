package org.polyptych.engines.slices;

import java.util.Arrays;
import java.util.List;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.FreeSpace;

/**
 * The waves of some frames, a batch, on their way through the slices of the object and back, and what is kept of them:
 *
 * <pre>psi_1 = P,  psi_(s+1) = propagated(psi_s O_s),  chi_s = propagated back(conj(O_(s+1)) chi_(s+1)),</pre>
 *
 * where psi_s falls on slice s and chi_s is the change that is wanted of the wave right behind it. Of an object of one
 * slice that is the probe, and the change of the exit wave.
 */
public final class SliceWaves {
    /** Behind each other. */
    private final ComplexImage[] slices;
    /** Between them. */
    private final FreeSpace[] gaps;
    /** [slice][frame of the batch][mode]: psi; null of the first slice if every frame sees the probe as it is. */
    private final ComplexImage[][][] falling;
    /** [slice][frame of the batch][mode] */
    private final ComplexImage[][][] chi;

    /**
     * @param most frames in a batch
     * @param probe whose modes count, not their pixels
     * @param shifting true if frames may lie on fractions of a pixel
     */
    public SliceWaves(List<ComplexImage> slices, FreeSpace[] gaps, int most, ComplexImage[] probe, boolean shifting) {
        this.slices = slices.toArray(ComplexImage[]::new);
        this.gaps = gaps;
        this.falling = new ComplexImage[this.slices.length][][];
        this.chi = new ComplexImage[this.slices.length][][];
        for (int k = 0; k < chi.length; k++) {
            falling[k] = k > 0 || shifting ? room(most, probe) : null;
            chi[k] = room(most, probe);
        }
    }

    private static ComplexImage[][] room(int most, ComplexImage[] probe) {
        ComplexImage[][] room = new ComplexImage[most][probe.length];
        for (ComplexImage[] frame : room) {
            Arrays.setAll(frame, m -> ComplexImage.zeros(probe[m].rows(), probe[m].columns()));
        }
        return room;
    }

    public int slices() {
        return slices.length;
    }

    public ComplexImage slice(int k) {
        return slices[k];
    }

    /** What falls on a slice, [frame of the batch][mode]; null if that is the probe itself. */
    public ComplexImage[][] falling(int k) {
        return falling[k];
    }

    /** The change that is wanted behind a slice, [frame of the batch][mode]. */
    public ComplexImage[][] chi(int k) {
        return chi[k];
    }

    /** Behind the last slice: the exit waves, which their wanted changes are to replace. */
    public ComplexImage[] exit(int s) {
        return chi[chi.length - 1][s];
    }

    /**
     * Makes the exit waves of frame j, number s of the batch, and keeps what falls on the slices.
     *
     * @param kernel that has shifted the probe to the frame
     */
    public void leave(FrameKernel kernel, FramePlacements placements, int s, int j) {
        ComplexImage[] before = kernel.probes();
        for (int k = 0; k < slices.length; k++) {
            ComplexImage[] behind = k < gaps.length ? falling[k + 1][s] : exit(s);
            kernel.pass(slices[k], placements, j, before, behind);
            cross(k, behind, kernel);
            before = behind;
        }
        if (falling[0] != null) {
            for (int m = 0; m < falling[0][s].length; m++) {
                ComplexImage probe = kernel.probes()[m];
                System.arraycopy(probe.re(), 0, falling[0][s][m].re(), 0, probe.size());
                System.arraycopy(probe.im(), 0, falling[0][s][m].im(), 0, probe.size());
            }
        }
    }

    /** Makes chi behind every slice from that behind the last; leaves the patch of the first slice in the kernel. */
    public void comeBack(FrameKernel kernel, FramePlacements placements, int s, int j) {
        for (int k = slices.length - 1; k > 0; k--) {
            kernel.passBack(slices[k], placements, j, chi[k][s], chi[k - 1][s]);
            for (ComplexImage wave : chi[k - 1][s]) {
                gaps[k - 1].back(wave, kernel.fft());
            }
        }
        if (slices.length > 1) {
            kernel.cut(slices[0], placements, j);
        }
    }

    /** Carries waves from behind a slice to the next; leaves those behind the last where they are. */
    void cross(int k, ComplexImage[] waves, FrameKernel kernel) {
        if (k < gaps.length) {
            for (ComplexImage wave : waves) {
                gaps[k].forward(wave, kernel.fft());
            }
        }
    }
}
