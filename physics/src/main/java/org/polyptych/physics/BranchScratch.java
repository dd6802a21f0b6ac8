package org.polyptych.physics;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;

/**
 * The waves of all branches of a frame on one thread, and what they add to slices and probe. Loops run over blocks of
 * rows, so that what is cut out of the specimen is still in the first-level cache when it is used.
 */
final class BranchScratch implements AutoCloseable {
    /**
     * What decides how many waves there are.
     *
     * @param parts sub-positions a frame
     * @param modes of the object
     * @param slices of each of them
     * @param probes modes of the probe
     * @param shifting true if frames may lie on fractions of a pixel
     * @param mixing true if the probe of a frame is a weighted sum of variations
     */
    record Shape(
            int rows, int columns, int parts, int modes, int slices, int probes, boolean shifting, boolean mixing) {}

    final FrameKernel kernel;
    final SubPixelShift shift;
    /** Two arrays of a frame's size. */
    final float[] re;

    final float[] im;
    final float[] intensity;
    final float[] factor;
    /** The detector waves of all branches. */
    final ComplexImage[] detector;
    /** By each mode of the probe, as a sub-position sees it. */
    final ComplexImage[] byProbe;
    /** The probe of a frame where it differs from frame to frame; else null. */
    final ProbeMixture mixture;
    /** The derivative of a detector wave by the position; null in the far field. */
    final ComplexImage slope;
    /** Sum that belongs to a frame: {down, right}. */
    final double[] moved = new double[2];

    private final Shape shape;
    /** [part][object mode][slice][probe mode]: the wave that falls on a slice; at the last index the one behind all. */
    private final ComplexImage[][][][] waves;

    /** @param propagation the way to the detector, for waves of the shape's size */
    BranchScratch(Shape shape, Propagation propagation) {
        this.shape = shape;
        int pixels = shape.rows() * shape.columns();
        this.re = new float[pixels];
        this.im = new float[pixels];
        this.intensity = new float[pixels];
        this.factor = new float[pixels];
        this.shift = shape.shifting() ? new SubPixelShift(shape.rows(), shape.columns()) : null;
        this.slope = shape.shifting() && propagation.near() ? ComplexImage.zeros(shape.rows(), shape.columns()) : null;
        this.byProbe = shape.shifting() ? images() : null;
        this.mixture = shape.mixing() ? new ProbeMixture(shape.probes(), shape.rows(), shape.columns()) : null;
        this.waves = new ComplexImage[shape.parts()][shape.modes()][shape.slices() + 1][];
        for (ComplexImage[][][] part : waves) {
            ComplexImage[] probe = shape.shifting() ? images() : null;
            for (ComplexImage[][] mode : part) {
                mode[0] = probe;
                for (int s = 1; s <= shape.slices(); s++) {
                    mode[s] = images();
                }
            }
        }
        this.detector = Arrays.stream(waves)
                .flatMap(Arrays::stream)
                .flatMap(mode -> Arrays.stream(mode[shape.slices()]))
                .toArray(ComplexImage[]::new);
        // last, because it holds native memory, which nobody would free if the arrays did not fit
        this.kernel = new FrameKernel(propagation, 1, shape.shifting() && propagation.near());
    }

    private ComplexImage[] images() {
        ComplexImage[] images = new ComplexImage[shape.probes()];
        Arrays.setAll(images, m -> ComplexImage.zeros(shape.rows(), shape.columns()));
        return images;
    }

    /** [slice][probe mode]: the waves that fall on each slice, the probe first, and at the end those behind the last. */
    ComplexImage[][] waves(int part, int mode) {
        return waves[part][mode];
    }

    /**
     * Shifts the probe to a sub-position of a frame.
     *
     * @param probe its modes; their spectra if frames may lie on fractions of a pixel
     */
    void see(int part, ComplexImage[] probe, FramePlacements placements, int at) {
        if (shift == null) {
            for (ComplexImage[][] mode : waves[part]) {
                mode[0] = probe;
            }
            return;
        }
        shift.prepare(placements.down(at), placements.right(at));
        for (int m = 0; m < shape.probes(); m++) {
            ComplexImage from = probe[m];
            ComplexImage to = waves[part][0][0][m];
            shift.apply(from.re(), from.im(), to.re(), to.im(), 0, shape.rows());
            kernel.fft().inverse(to.re(), to.im());
        }
    }

    /**
     * The detector waves of a sub-position.
     *
     * @param probe its modes; their spectra if frames may lie on fractions of a pixel
     * @param at its number in the placements
     * @param gaps between the slices
     */
    void toDetector(
            int part, Specimen specimen, ComplexImage[] probe, FramePlacements placements, int at, FreeSpace[] gaps) {
        see(part, probe, placements, at);
        kernel.standAt(placements, at);
        for (int q = 0; q < shape.modes(); q++) {
            ComplexImage[][] through = waves[part][q];
            for (int s = 0; s < shape.slices(); s++) {
                kernel.pass(specimen.images()[q][s], placements, at, through[s], through[s + 1]);
                for (ComplexImage wave : through[s + 1]) {
                    if (s < gaps.length) {
                        gaps[s].forward(wave, kernel.fft());
                    } else {
                        kernel.toDetector(wave);
                    }
                }
            }
        }
    }

    /** sum += conj(before) gradient, the adjoint of {@link FrameKernel#pass} towards the slice. */
    void addToSlice(
            ObjectSums.Chunk sum,
            int plane,
            FramePlacements placements,
            int at,
            ComplexImage[] before,
            ComplexImage[] gradient) {
        for (int row = 0; row < shape.rows(); row += kernel.rowsInBlock()) {
            int toRow = Math.min(shape.rows(), row + kernel.rowsInBlock());
            sum.cut(plane, placements, at, re, row, toRow);
            sum.cut(plane + 1, placements, at, im, row, toRow);
            for (int m = 0; m < before.length; m++) {
                ComplexLoops.addConjugateProduct(
                        before[m].re(),
                        before[m].im(),
                        gradient[m].re(),
                        gradient[m].im(),
                        re,
                        im,
                        row * shape.columns(),
                        toRow * shape.columns());
            }
            sum.paste(plane, placements, at, re, row, toRow);
            sum.paste(plane + 1, placements, at, im, row, toRow);
        }
    }

    /**
     * moved += half the derivative of the loss by the shift of the pattern {down, right}, in pixels.
     *
     * @param slice the last one
     * @param before the waves that fall on it
     * @param gradient by the conjugates of those behind it
     */
    void addDescanSlope(
            ComplexImage slice, FramePlacements placements, int at, ComplexImage[] before, ComplexImage[] gradient) {
        kernel.cutInto(re, im, slice, placements, at, 0, shape.rows());
        for (int m = 0; m < before.length; m++) {
            DescanRamp.addDerivative(re, im, before[m], gradient[m], moved);
        }
    }

    /** sum += conj(slice) gradient, mode by mode. */
    void addToProbe(
            ComplexImage slice, FramePlacements placements, int at, ComplexImage[] gradient, ComplexImage[] sum) {
        for (int row = 0; row < shape.rows(); row += kernel.rowsInBlock()) {
            int toRow = Math.min(shape.rows(), row + kernel.rowsInBlock());
            int from = row * shape.columns();
            int to = toRow * shape.columns();
            kernel.cutInto(re, im, slice, placements, at, row, toRow);
            for (int m = 0; m < gradient.length; m++) {
                ComplexLoops.addConjugateProduct(
                        re, im, gradient[m].re(), gradient[m].im(), sum[m].re(), sum[m].im(), from, to);
            }
        }
    }

    @Override
    public void close() {
        kernel.close();
    }
}
