package org.polyptych.physics;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.Opened;
import org.polyptych.core.PairwiseSum;
import org.polyptych.physics.loss.Loss;

/**
 * What a forward model needs on each thread, kept from one evaluation to the next: a kernel and two arrays of a frame's
 * size. All loops run over blocks of rows, so that what one has written is still in the first-level cache for the next,
 * and patches are cut from the specimen where they are needed, so that a frame's work stays in the second-level cache.
 */
final class ForwardScratch implements AutoCloseable {
    private final int modes;
    private final boolean shifting;
    private final FrameKernel[] kernels;
    private final float[][] first;
    private final float[][] second;

    ForwardScratch(int workers, Propagation propagation, int modes, boolean shifting) {
        this.modes = modes;
        this.shifting = shifting;
        this.kernels = new FrameKernel[workers];
        this.first = new float[workers][propagation.rows() * propagation.columns()];
        this.second = new float[workers][propagation.rows() * propagation.columns()];
        try (Opened opened = new Opened()) {
            for (int w = 0; w < workers; w++) {
                kernels[w] = opened.add(new FrameKernel(propagation, modes, shifting));
            }
            opened.keep();
        }
    }

    boolean serves(int modesWanted, boolean shiftingWanted) {
        return modes == modesWanted && shifting == shiftingWanted;
    }

    FrameKernel kernel(int worker) {
        return kernels[worker];
    }

    /** Makes the exit waves of a frame, whose probe the kernel sees already. */
    void exitWaves(int worker, ComplexImage image, FramePlacements placements, int j, int rows, int columns) {
        FrameKernel kernel = kernels[worker];
        for (int row = 0; row < rows; row += kernel.rowsInBlock()) {
            int toRow = Math.min(rows, row + kernel.rowsInBlock());
            for (int m = 0; m < modes; m++) {
                ComplexImage wave = kernel.wave(m);
                ComplexImage probe = kernel.probe(m);
                kernel.cutInto(wave, image, placements, j, row, toRow);
                ComplexLoops.multiply(
                        probe.re(),
                        probe.im(),
                        wave.re(),
                        wave.im(),
                        wave.re(),
                        wave.im(),
                        row * columns,
                        toRow * columns);
            }
        }
    }

    /**
     * The loss of the detector waves.
     *
     * @param scale true to multiply the waves by dl/dI, which makes them the gradient by their conjugates
     */
    double measure(int worker, Loss loss, float[] amplitude, float[] weights, boolean scale) {
        FrameKernel kernel = kernels[worker];
        float[] intensity = first[worker];
        float[] factor = second[worker];
        int block = FrameKernel.BLOCK_PIXELS;
        for (int from = 0; from < intensity.length; from += block) {
            int to = Math.min(intensity.length, from + block);
            ComplexImage wave = kernel.wave(0);
            ComplexLoops.squaredModulus(wave.re(), wave.im(), intensity, from, to);
            for (int m = 1; m < modes; m++) {
                ComplexLoops.addSquaredModulus(
                        kernel.wave(m).re(), kernel.wave(m).im(), intensity, from, to);
            }
            loss.evaluate(intensity, amplitude, weights, factor, from, to);
            for (int m = 0; scale && m < modes; m++) {
                ComplexLoops.scale(kernel.wave(m).re(), kernel.wave(m).im(), factor, from, to);
            }
        }
        return PairwiseSum.destroying(intensity, intensity.length);
    }

    /**
     * The adjoint of {@link #exitWaves}, at whole pixels towards both specimen and probe.
     *
     * @param objectSum where conj(probe) wave is added; null for nowhere
     * @param probeSum where conj(patch) wave is added, an image a mode; null for nowhere
     */
    void addBack(
            int worker,
            ComplexImage image,
            FramePlacements placements,
            int j,
            int rows,
            int columns,
            ObjectSums.Chunk objectSum,
            ComplexImage[] probeSum) {
        FrameKernel kernel = kernels[worker];
        float[] re = first[worker];
        float[] im = second[worker];
        for (int row = 0; row < rows; row += kernel.rowsInBlock()) {
            int toRow = Math.min(rows, row + kernel.rowsInBlock());
            int from = row * columns;
            int to = toRow * columns;
            if (probeSum != null) {
                kernel.cutInto(re, im, image, placements, j, row, toRow);
                for (int m = 0; m < modes; m++) {
                    addConjugateProduct(re, im, kernel.wave(m), probeSum[m].re(), probeSum[m].im(), from, to);
                }
            }
            if (objectSum != null) {
                objectSum.cut(0, placements, j, re, row, toRow);
                objectSum.cut(1, placements, j, im, row, toRow);
                for (int m = 0; m < modes; m++) {
                    ComplexImage probe = kernel.probe(m);
                    addConjugateProduct(probe.re(), probe.im(), kernel.wave(m), re, im, from, to);
                }
                objectSum.paste(0, placements, j, re, row, toRow);
                objectSum.paste(1, placements, j, im, row, toRow);
            }
        }
    }

    private static void addConjugateProduct(
            float[] re, float[] im, ComplexImage wave, float[] sumRe, float[] sumIm, int from, int to) {
        ComplexLoops.addConjugateProduct(re, im, wave.re(), wave.im(), sumRe, sumIm, from, to);
    }

    @Override
    public void close() {
        for (FrameKernel kernel : kernels) {
            kernel.close();
        }
    }
}
