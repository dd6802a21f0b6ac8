package org.polyptych.physics;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.Fft2;

/**
 * One frame, in cache: patch and probe to exit wave, to the detector, and the adjoint of each. Holds the scratch arrays
 * of one thread; engines work on {@link #wave} and {@link #patch} in place.
 *
 * <p>Exit wave psi_m(r) = P_m(r - f) O(r + r_j), with whole-pixel offset r_j and fraction f; detector wave Psi_m = F
 * psi_m with the unitary transform, in FFT order. A centred probe is transformed as it stands: the factor (-1)^(k_x +
 * k_y) that this leaves on Psi is on every wave alike and drops out of intensities. In the near field Psi_m = F^-1 H F
 * psi_m ({@link AngularSpectrum}), in the order of the frames, and shifted back by f: beam and detector stand still, it is
 * the specimen that moves.
 */
public final class FrameKernel implements AutoCloseable {
    static final int BLOCK_PIXELS = 1024;

    private final int columns;
    private final int rows;
    private final int pixels;
    private final Fft2 fft;
    /** Null in the far field. */
    private final AngularSpectrum near;

    private final SubPixelShift shift;
    private final ComplexImage patch;
    private final ComplexImage[] waves;
    private final ComplexImage[] shifted;
    private final ComplexImage spectrum;
    private final ComplexImage[] seen;
    /** Made when the first frame has a descan. */
    private DescanRamp ramp;

    private boolean wandering;

    /** A kernel of the far field. @param shifting true if frames may lie on fractions of a pixel */
    public FrameKernel(int rows, int columns, int modes, boolean shifting) {
        this(Propagation.farField(rows, columns), modes, shifting);
    }

    /** @param shifting true if frames may lie on fractions of a pixel */
    public FrameKernel(Propagation propagation, int modes, boolean shifting) {
        this.rows = propagation.rows();
        this.columns = propagation.columns();
        this.near = propagation.spectrum();
        this.pixels = rows * columns;
        this.shift = shifting ? new SubPixelShift(rows, columns) : null;
        this.patch = ComplexImage.zeros(rows, columns);
        this.waves = new ComplexImage[modes];
        this.shifted = new ComplexImage[modes];
        this.spectrum = shifting ? ComplexImage.zeros(rows, columns) : null;
        this.seen = new ComplexImage[modes];
        for (int m = 0; m < modes; m++) {
            waves[m] = ComplexImage.zeros(rows, columns);
            shifted[m] = shifting ? ComplexImage.zeros(rows, columns) : null;
        }
        // last, because it holds native memory, which nobody would free if the arrays did not fit
        this.fft = Fft2.of(rows, columns);
    }

    public int modes() {
        return waves.length;
    }

    public int pixels() {
        return pixels;
    }

    /** The transform of this thread. */
    public Fft2 fft() {
        return fft;
    }

    /** The frame's part of the specimen, as cut last. */
    public ComplexImage patch() {
        return patch;
    }

    /** A mode's wave: exit wave or detector wave, whichever was made last. */
    public ComplexImage wave(int mode) {
        return waves[mode];
    }

    /** The waves of all modes: the arrays themselves. */
    public ComplexImage[] waves() {
        return waves;
    }

    /** A mode of the probe as the frame sees it: shifted by the fraction of a pixel. */
    public ComplexImage probe(int mode) {
        return seen[mode];
    }

    /** All modes of the probe as the frame sees it: the array itself. */
    public ComplexImage[] probes() {
        return seen;
    }

    /** Cuts the frame's patch out of the specimen and shifts the probe to the frame. */
    public void place(ComplexImage specimen, ProbeSpectrum probe, FramePlacements placements, int frame) {
        cut(specimen, placements, frame);
        see(probe, placements, frame);
    }

    /** Cuts the frame's patch out of the specimen. */
    public void cut(ComplexImage specimen, FramePlacements placements, int frame) {
        cut(specimen, placements, frame, 0, rows);
    }

    /** Cuts rows {@code fromRow} to {@code toRow} of the frame's patch out of the specimen. */
    public void cut(ComplexImage specimen, FramePlacements placements, int frame, int fromRow, int toRow) {
        cutInto(patch, specimen, placements, frame, fromRow, toRow);
    }

    /**
     * Cuts rows {@code fromRow} to {@code toRow} of the frame's patch into another image of the frame's size, such as a
     * wave that is about to be made of it: one image less to keep in cache.
     */
    public void cutInto(
            ComplexImage target, ComplexImage specimen, FramePlacements placements, int frame, int fromRow, int toRow) {
        cutInto(target.re(), target.im(), specimen, placements, frame, fromRow, toRow);
    }

    /** The same into two arrays of the frame's size. */
    void cutInto(
            float[] re,
            float[] im,
            ComplexImage specimen,
            FramePlacements placements,
            int frame,
            int fromRow,
            int toRow) {
        int top = placements.top(frame);
        int left = placements.left(frame);
        Patch.cut(specimen.re(), specimen.columns(), top, left, re, columns, fromRow, toRow);
        Patch.cut(specimen.im(), specimen.columns(), top, left, im, columns, fromRow, toRow);
    }

    /**
     * Rows worked on together so that what is copied in is still in the first-level cache when it is used: as many as
     * have about 1024 pixels.
     */
    public int rowsInBlock() {
        return Math.max(1, BLOCK_PIXELS / columns);
    }

    /** Shifts the probe to the frame. */
    public void see(ProbeSpectrum probe, FramePlacements placements, int frame) {
        if (shift == null) {
            see(probe.modes());
        } else {
            seeSpectrum(probe.spectra(), placements, frame);
        }
    }

    /** Takes the probe as it is, for frames on whole pixels. */
    public void see(ComplexImage[] modes) {
        System.arraycopy(modes, 0, seen, 0, seen.length);
    }

    /** Shifts the probe, given by the spectra of its modes, to the frame. */
    public void seeSpectrum(ComplexImage[] spectra, FramePlacements placements, int frame) {
        standAt(placements, frame);
        for (int m = 0; m < waves.length; m++) {
            ComplexImage to = shifted[m];
            shift.apply(spectra[m].re(), spectra[m].im(), to.re(), to.im(), 0, rows);
            fft.inverse(to.re(), to.im());
            seen[m] = to;
        }
    }

    /** Goes to the fraction of a pixel of a frame, for waves to and from the detector that others have made. */
    void standAt(FramePlacements placements, int frame) {
        if (shift != null) {
            shift.prepare(placements.down(frame), placements.right(frame));
        }
    }

    /**
     * Goes to how far a frame's pattern lies off on the detector, for waves to and from it; in the far field alone.
     *
     * @param descan null for not at all
     */
    void wander(Descan descan, int frame) {
        wandering = descan != null;
        if (wandering) {
            if (ramp == null) {
                ramp = new DescanRamp(rows, columns);
            }
            ramp.prepare(descan.y()[frame], descan.x()[frame]);
        }
    }

    /** Makes the exit waves: wave = probe times patch. */
    public void exitWaves() {
        for (int m = 0; m < waves.length; m++) {
            ComplexLoops.multiply(
                    seen[m].re(), seen[m].im(), patch.re(), patch.im(), waves[m].re(), waves[m].im(), 0, pixels);
        }
    }

    /**
     * behind = slice times before, wave by wave; the patch is the frame's part of the slice afterwards. Goes by blocks of
     * rows, so that what is cut out is still in the first-level cache when it is used.
     *
     * @param before any number of waves of the frame's size
     * @param behind as many; may be the same
     */
    public void pass(
            ComplexImage slice, FramePlacements placements, int frame, ComplexImage[] before, ComplexImage[] behind) {
        for (int row = 0; row < rows; row += rowsInBlock()) {
            int toRow = Math.min(rows, row + rowsInBlock());
            cut(slice, placements, frame, row, toRow);
            for (int m = 0; m < before.length; m++) {
                ComplexLoops.multiply(
                        patch.re(),
                        patch.im(),
                        before[m].re(),
                        before[m].im(),
                        behind[m].re(),
                        behind[m].im(),
                        row * columns,
                        toRow * columns);
            }
        }
    }

    /** before = conj(slice) times behind, wave by wave: the adjoint of {@link #pass} towards the waves. */
    public void passBack(
            ComplexImage slice, FramePlacements placements, int frame, ComplexImage[] behind, ComplexImage[] before) {
        for (int row = 0; row < rows; row += rowsInBlock()) {
            int toRow = Math.min(rows, row + rowsInBlock());
            cut(slice, placements, frame, row, toRow);
            for (int m = 0; m < behind.length; m++) {
                ComplexLoops.multiplyConjugate(
                        patch.re(),
                        patch.im(),
                        behind[m].re(),
                        behind[m].im(),
                        before[m].re(),
                        before[m].im(),
                        row * columns,
                        toRow * columns);
            }
        }
    }

    /** Exit waves to detector waves, in place. */
    public void toDetector() {
        for (ComplexImage wave : waves) {
            toDetector(wave);
        }
    }

    /** An exit wave of the frame's size to a detector wave, in place. */
    public void toDetector(ComplexImage wave) {
        if (near == null) {
            if (wandering) {
                ramp.apply(wave);
            }
            fft.forward(wave.re(), wave.im());
        } else {
            fft.forward(wave.re(), wave.im());
            near.times(wave, 0, pixels);
            if (shift != null) {
                shift.applyBack(wave, 0, rows);
            }
            fft.inverse(wave.re(), wave.im());
        }
    }

    /** Detector waves to exit waves, in place: the inverse and the adjoint of {@link #toDetector()}. */
    public void fromDetector() {
        for (ComplexImage wave : waves) {
            fromDetector(wave);
        }
    }

    /** The inverse and the adjoint of {@link #toDetector(ComplexImage)}. */
    public void fromDetector(ComplexImage wave) {
        if (near == null) {
            fft.inverse(wave.re(), wave.im());
            if (wandering) {
                ramp.applyBack(wave);
            }
        } else {
            fft.forward(wave.re(), wave.im());
            near.timesConjugate(wave, 0, pixels);
            if (shift != null) {
                shift.apply(wave, 0, rows);
            }
            fft.inverse(wave.re(), wave.im());
        }
    }

    /** wave -= probe times patch: what a projection has changed. */
    public void subtractExitWaves() {
        for (int m = 0; m < waves.length; m++) {
            ComplexLoops.subtractProduct(
                    seen[m].re(), seen[m].im(), patch.re(), patch.im(), waves[m].re(), waves[m].im(), 0, pixels);
        }
    }

    /** out = sum over modes of |wave|^2. */
    public void intensity(float[] out) {
        ComplexLoops.squaredModulus(waves[0].re(), waves[0].im(), out, 0, pixels);
        for (int m = 1; m < waves.length; m++) {
            ComplexLoops.addSquaredModulus(waves[m].re(), waves[m].im(), out, 0, pixels);
        }
    }

    /** wave *= factor, for all modes. */
    public void scaleWaves(float[] factor) {
        for (ComplexImage wave : waves) {
            ComplexLoops.scale(wave.re(), wave.im(), factor, 0, pixels);
        }
    }

    /** sum += sum over modes of conj(probe) exit wave: the adjoint of {@link #exitWaves()} towards the patch. */
    public void addToPatch(ComplexImage[] exitWaves, float[] sumRe, float[] sumIm) {
        for (int m = 0; m < waves.length; m++) {
            ComplexImage wave = exitWaves[m];
            ComplexLoops.addConjugateProduct(seen[m].re(), seen[m].im(), wave.re(), wave.im(), sumRe, sumIm, 0, pixels);
        }
    }

    /** sum += sum over modes of |probe|^2, as this frame sees it. */
    public void addProbeIntensity(float[] sum) {
        for (ComplexImage mode : seen) {
            ComplexLoops.addSquaredModulus(mode.re(), mode.im(), sum, 0, pixels);
        }
    }

    /**
     * The adjoint of {@link #exitWaves()} towards one mode of the probe. Whole pixels: sum += conj(patch) wave. With
     * shifts, sum is a spectrum: its inverse transform is the sum of conj(patch) wave, each shifted back.
     */
    public void addToProbe(ComplexImage exitWave, ComplexImage sum) {
        if (shift == null) {
            ComplexLoops.addConjugateProduct(
                    patch.re(), patch.im(), exitWave.re(), exitWave.im(), sum.re(), sum.im(), 0, pixels);
        } else {
            ComplexLoops.multiplyConjugate(
                    patch.re(), patch.im(), exitWave.re(), exitWave.im(), spectrum.re(), spectrum.im(), 0, pixels);
            fft.forward(spectrum.re(), spectrum.im());
            shift.addAdjoint(spectrum.re(), spectrum.im(), sum.re(), sum.im(), 0, rows);
        }
    }

    /**
     * sum += an update of one mode of the probe as the frame sees it. With shifts, sum is a spectrum, and the update, which
     * is lost, is shifted back.
     */
    public void addToProbeUpdate(ComplexImage update, ComplexImage sum) {
        if (shift == null) {
            ComplexLoops.add(update.re(), sum.re(), 0, pixels);
            ComplexLoops.add(update.im(), sum.im(), 0, pixels);
        } else {
            fft.forward(update.re(), update.im());
            shift.addAdjoint(update.re(), update.im(), sum.re(), sum.im(), 0, rows);
        }
    }

    /** Puts a patch of the frame's size into the specimen where the frame lies. */
    public void paste(ComplexImage from, ComplexImage specimen, FramePlacements placements, int frame) {
        int top = placements.top(frame);
        int left = placements.left(frame);
        Patch.paste(from.re(), columns, specimen.re(), specimen.columns(), top, left, 0, rows);
        Patch.paste(from.im(), columns, specimen.im(), specimen.columns(), top, left, 0, rows);
    }

    /**
     * The derivative of a mode of the probe, as the frame placed last sees it, by the frame's position in pixels. Needs a
     * kernel that shifts.
     *
     * @param down true for a move down, false for one to the right
     * @param out filled with it
     */
    public void probeSlope(ProbeSpectrum probe, int mode, boolean down, ComplexImage out) {
        ComplexImage of = probe.spectra()[mode];
        shift.apply(of.re(), of.im(), out.re(), out.im(), 0, rows);
        SubPixelShift.differentiate(out, down, -1);
        fft.inverse(out.re(), out.im());
    }

    /** True if a detector wave moves with the fraction f, and is shifted back by it: in the near field. */
    public boolean shiftsDetectorBack() {
        return near != null && shift != null;
    }

    /**
     * sum += the derivative of a detector wave by the frame's position in pixels that comes of being shifted back: in the
     * near field that of the wave itself, where {@link #probeSlope} gives the rest.
     *
     * @param detected a detector wave, which stays as it is
     * @param down true for a move down, false for one to the right
     */
    public void addDetectorSlope(ComplexImage detected, boolean down, ComplexImage sum) {
        System.arraycopy(detected.re(), 0, spectrum.re(), 0, pixels);
        System.arraycopy(detected.im(), 0, spectrum.im(), 0, pixels);
        fft.forward(spectrum.re(), spectrum.im());
        SubPixelShift.differentiate(spectrum, down, 1);
        fft.inverse(spectrum.re(), spectrum.im());
        ComplexLoops.add(spectrum.re(), sum.re(), 0, pixels);
        ComplexLoops.add(spectrum.im(), sum.im(), 0, pixels);
    }

    @Override
    public void close() {
        fft.close();
    }
}
