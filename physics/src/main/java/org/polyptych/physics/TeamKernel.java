package org.polyptych.physics;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.FftPasses;
import org.polyptych.core.Opened;
import org.polyptych.core.PairwiseSum;
import org.polyptych.core.SpinBarrier;

/**
 * One frame worked on by several threads at once, for methods that must take frames one after the other. Each member of
 * the team owns a part of the rows; the members meet at a barrier between transforms along columns and work on rows.
 * The steps and the bits are those of {@link FrameKernel} up to rounding, and do not depend on the size of the team.
 *
 * <p>Every method is called by every member with its part; {@link #firstRow} to {@code firstRow(part + 1)} are its rows.
 */
public final class TeamKernel implements AutoCloseable {
    private final int columns;
    private final FftPasses fft;
    /** Null in the far field. */
    private final AngularSpectrum near;

    private final SubPixelShift[] shifts;
    private final ComplexImage patch;
    private final ComplexImage[] waves;
    private final ComplexImage[] shifted;
    private final float[] factor;
    private final float[] error;

    /** @param shifting true if frames may lie on fractions of a pixel */
    public TeamKernel(Propagation propagation, int modes, boolean shifting, int members) {
        int rows = propagation.rows();
        this.columns = propagation.columns();
        this.near = propagation.spectrum();
        this.patch = ComplexImage.zeros(rows, columns);
        this.waves = new ComplexImage[modes];
        this.shifted = new ComplexImage[modes];
        this.factor = new float[rows * columns];
        this.error = new float[rows * columns];
        for (int m = 0; m < modes; m++) {
            waves[m] = ComplexImage.zeros(rows, columns);
            shifted[m] = shifting ? ComplexImage.zeros(rows, columns) : null;
        }
        try (Opened opened = new Opened()) {
            this.fft = opened.add(FftPasses.of(rows, columns, members));
            this.shifts = shifting ? new SubPixelShift[fft.parts()] : null;
            for (int p = 0; shifting && p < shifts.length; p++) {
                shifts[p] = new SubPixelShift(rows, columns);
            }
            opened.keep();
        }
    }

    /** How many members the team can really have. */
    public int members() {
        return fft.parts();
    }

    /** First row of a part; part {@link #members()} begins after the last row. */
    public int firstRow(int part) {
        return fft.firstRow(part);
    }

    /** The frame's part of the specimen. */
    public ComplexImage patch() {
        return patch;
    }

    /** A mode's wave. */
    public ComplexImage wave(int mode) {
        return waves[mode];
    }

    /** The modes of the probe shifted to the frame, if the kernel shifts. */
    public ComplexImage[] shifted() {
        return shifted;
    }

    /**
     * Sum over the detector of the squared amplitude errors before all projections since this was last asked, in counts.
     * To be called by one thread while the team is at rest.
     */
    public double takeError() {
        double sum = PairwiseSum.destroying(error, error.length);
        Arrays.fill(error, 0);
        return sum;
    }

    /** Shifts the probe, given by its spectrum, to the frame. Ends with the members having met. */
    public void shift(int part, SpinBarrier barrier, ComplexImage[] spectra, FramePlacements placements, int frame) {
        SubPixelShift shift = shifts[part];
        shift.prepare(placements.down(frame), placements.right(frame));
        for (int m = 0; m < waves.length; m++) {
            ComplexImage to = shifted[m];
            shift.apply(spectra[m].re(), spectra[m].im(), to.re(), to.im(), firstRow(part), firstRow(part + 1));
            fft.rowsInverse(part, to.re(), to.im());
        }
        barrier.await();
        for (ComplexImage to : shifted) {
            fft.columnsInverse(part, to.re(), to.im());
        }
        barrier.await();
    }

    /** Cuts rows {@code fromRow} to {@code toRow} of the frame's patch. */
    public void cut(ComplexImage specimen, FramePlacements placements, int frame, int fromRow, int toRow) {
        int top = placements.top(frame);
        int left = placements.left(frame);
        Patch.cut(specimen.re(), specimen.columns(), top, left, patch.re(), columns, fromRow, toRow);
        Patch.cut(specimen.im(), specimen.columns(), top, left, patch.im(), columns, fromRow, toRow);
    }

    /** Puts rows {@code fromRow} to {@code toRow} of the patch back into the specimen. */
    public void paste(ComplexImage specimen, FramePlacements placements, int frame, int fromRow, int toRow) {
        int top = placements.top(frame);
        int left = placements.left(frame);
        Patch.paste(patch.re(), columns, specimen.re(), specimen.columns(), top, left, fromRow, toRow);
        Patch.paste(patch.im(), columns, specimen.im(), specimen.columns(), top, left, fromRow, toRow);
    }

    /** Makes pixels {@code from} to {@code to} of the exit waves from the patch and the probe as the frame sees it. */
    public void exitWaves(ComplexImage[] probe, int from, int to) {
        for (int m = 0; m < waves.length; m++) {
            ComplexLoops.multiply(
                    probe[m].re(), probe[m].im(), patch.re(), patch.im(), waves[m].re(), waves[m].im(), from, to);
        }
    }

    /**
     * Exit waves to the detector, modulus projection, and back. Waits for the exit waves of all members at the beginning
     * and for the projected waves of all members at the end.
     */
    public void project(int part, SpinBarrier barrier, float[] amplitude, float[] weights) {
        barrier.await();
        for (ComplexImage wave : waves) {
            fft.columnsForward(part, wave.re(), wave.im());
        }
        barrier.await();
        int from = firstRow(part) * columns;
        int to = firstRow(part + 1) * columns;
        for (ComplexImage wave : waves) {
            fft.rowsForward(part, wave.re(), wave.im());
        }
        if (near != null) {
            projectNear(part, barrier, amplitude, weights);
        } else {
            ModulusProjection.project(waves, amplitude, weights, factor, error, from, to);
        }
        for (ComplexImage wave : waves) {
            fft.rowsInverse(part, wave.re(), wave.im());
        }
        barrier.await();
        for (ComplexImage wave : waves) {
            fft.columnsInverse(part, wave.re(), wave.im());
        }
        barrier.await();
    }

    /** In the near field: spectra of the exit waves to those of the projected ones, on the member's rows. */
    private void projectNear(int part, SpinBarrier barrier, float[] amplitude, float[] weights) {
        int from = firstRow(part) * columns;
        int to = firstRow(part + 1) * columns;
        for (ComplexImage wave : waves) {
            near.times(wave, from, to);
            if (shifts != null) {
                shifts[part].applyBack(wave, firstRow(part), firstRow(part + 1));
            }
            fft.rowsInverse(part, wave.re(), wave.im());
        }
        barrier.await();
        for (ComplexImage wave : waves) {
            fft.columnsInverse(part, wave.re(), wave.im());
        }
        barrier.await();
        ModulusProjection.project(waves, amplitude, weights, factor, error, from, to);
        barrier.await();
        for (ComplexImage wave : waves) {
            fft.columnsForward(part, wave.re(), wave.im());
        }
        barrier.await();
        for (ComplexImage wave : waves) {
            fft.rowsForward(part, wave.re(), wave.im());
            near.timesConjugate(wave, from, to);
            if (shifts != null) {
                shifts[part].apply(wave, firstRow(part), firstRow(part + 1));
            }
        }
    }

    /**
     * spectra += the spectrum of each wave, shifted back from the frame: for waves that hold an update of the probe.
     * Waits for the waves of all members at the beginning; at the end each member's rows of the spectra are done.
     */
    public void addShiftedBack(int part, SpinBarrier barrier, ComplexImage[] spectra) {
        barrier.await();
        for (ComplexImage wave : waves) {
            fft.columnsForward(part, wave.re(), wave.im());
        }
        barrier.await();
        for (int m = 0; m < waves.length; m++) {
            ComplexImage wave = waves[m];
            fft.rowsForward(part, wave.re(), wave.im());
            shifts[part].addAdjoint(
                    wave.re(), wave.im(), spectra[m].re(), spectra[m].im(), firstRow(part), firstRow(part + 1));
        }
    }

    @Override
    public void close() {
        fft.close();
    }
}
