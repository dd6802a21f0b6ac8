package org.polyptych.physics.simulation;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.FftOrder;
import org.polyptych.core.Parallel;
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.FreeSpace;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.ProbeSpectrum;
import org.polyptych.physics.Specimen;

/**
 * The intensities that a perfect detector would see: I_j = 1/M sum over sub-positions d_k and modes m of |F(P_m(r) O(r +
 * r_j + d_k))|^2, spread by the detector, with the kernel of the engines ({@link FrameKernel}). The states of the object are
 * summed like the modes of the probe; in a thick object the wave behind a slice travels to the next ({@link FreeSpace}).
 */
final class CleanFrames {
    /** Pixels may differ by this part, by rounding where they are computed from distance and wavelength. */
    private static final double SAME = 1e-6;

    private final Geometry geometry;
    private final Specimen specimen;
    private final ComplexImage[] modes;
    private final FlyScan flyScan;
    private final PointSpread pointSpread;
    private final boolean fine;
    private final int rows;
    private final int columns;
    /** Between the slices. */
    private final FreeSpace[] gaps;

    CleanFrames(Geometry geometry, Specimen specimen, Probe probe, FlyScan flyScan, PointSpread pointSpread) {
        this.geometry = geometry;
        this.specimen = specimen;
        this.flyScan = flyScan;
        this.pointSpread = pointSpread;
        this.fine = isFine(geometry, specimen);
        Probe used = fine ? FineGrid.fine(probe) : probe;
        this.rows = used.rows();
        this.columns = used.columns();
        this.modes = new ComplexImage[used.modes()];
        for (int m = 0; m < modes.length; m++) {
            modes[m] = used.mode(m);
        }
        this.gaps = Arrays.stream(specimen.sliceSpacing())
                .mapToObj(distance -> FreeSpace.over(
                        distance, rows, columns, specimen.pixelHeight(), specimen.pixelWidth(), geometry.wavelength()))
                .toArray(FreeSpace[]::new);
    }

    /**
     * Whether the specimen is on the finer grid.
     *
     * @throws BadInputException if its pixels are neither those of the geometry nor half as large
     */
    static boolean isFine(Geometry geometry, Specimen specimen) {
        double down = geometry.pixelHeight() / specimen.pixelHeight();
        double right = geometry.pixelWidth() / specimen.pixelWidth();
        for (int factor = 1; factor <= 2; factor++) {
            if (Math.abs(down - factor) < SAME && Math.abs(right - factor) < SAME) {
                return factor == 2;
            }
        }
        throw new BadInputException("the object has pixels of " + specimen.pixelHeight() + " x "
                + specimen.pixelWidth() + " m, the scan of " + geometry.pixelHeight() + " x " + geometry.pixelWidth()
                + " m; they must be the same, or the object's half as large");
    }

    /** One array a frame, zero frequency at N/2. */
    float[][] intensities(Positions positions, Parallel parallel, IntConsumer progress) {
        int points = flyScan.points();
        FramePlacements placements =
                FramePlacements.of(specimen, flyScan.subPositions(positions), rows, columns, false);
        boolean shifting = !placements.whole();
        FrameKernel[] kernels = new FrameKernel[parallel.threads()];
        float[][] frames = new float[positions.count()][];
        AtomicInteger done = new AtomicInteger();
        try {
            for (int w = 0; w < kernels.length; w++) {
                kernels[w] = new FrameKernel(rows, columns, modes.length, shifting);
            }
            ProbeSpectrum probe = ProbeSpectrum.of(modes, kernels[0].fft(), shifting);
            parallel.forEachWithWorker(frames.length, (worker, j) -> {
                frames[j] = detected(intensity(kernels[worker], probe, placements, j * points));
                progress.accept(done.incrementAndGet());
            });
        } finally {
            for (FrameKernel kernel : kernels) {
                if (kernel != null) {
                    kernel.close();
                }
            }
        }
        return frames;
    }

    /** The mean over a frame's sub-positions of the sum over the object's states, FFT order. */
    private float[] intensity(FrameKernel kernel, ProbeSpectrum probe, FramePlacements placements, int first) {
        int points = flyScan.points();
        float[] sum = new float[rows * columns];
        boolean single = points == 1 && specimen.modes() == 1;
        float[] one = single ? sum : new float[sum.length];
        for (int k = 0; k < points; k++) {
            for (ComplexImage[] slices : specimen.images()) {
                throughSlices(kernel, slices, probe, placements, first + k);
                kernel.toDetector();
                kernel.intensity(one);
                for (int i = 0; !single && i < sum.length; i++) {
                    sum[i] += one[i] / points;
                }
            }
        }
        return sum;
    }

    /** Makes the waves behind the last slice. */
    private void throughSlices(
            FrameKernel kernel, ComplexImage[] slices, ProbeSpectrum probe, FramePlacements placements, int place) {
        kernel.place(slices[0], probe, placements, place);
        kernel.exitWaves();
        for (int s = 1; s < slices.length; s++) {
            kernel.cut(slices[s], placements, place);
            ComplexImage patch = kernel.patch();
            for (ComplexImage wave : kernel.waves()) {
                gaps[s - 1].forward(wave, kernel.fft());
                ComplexLoops.multiply(
                        patch.re(), patch.im(), wave.re(), wave.im(), wave.re(), wave.im(), 0, wave.size());
            }
        }
    }

    private float[] detected(float[] intensity) {
        float[] centred = FftOrder.toCentred(intensity, rows, columns);
        pointSpread.apply(centred, rows, columns);
        return fine ? FineGrid.central(centred, geometry.rows(), geometry.columns()) : centred;
    }
}
