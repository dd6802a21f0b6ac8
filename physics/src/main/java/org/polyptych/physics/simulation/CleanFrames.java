package org.polyptych.physics.simulation;

import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.Parallel;
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.ProbeSpectrum;
import org.polyptych.physics.Propagation;
import org.polyptych.physics.SliceStack;
import org.polyptych.physics.Specimen;

/**
 * The intensities that a perfect detector would see: I_j = 1/M sum over sub-positions d_k and modes m of |F(P_m(r) O(r +
 * r_j + d_k))|^2, spread by the detector, with the kernel of the engines ({@link FrameKernel}), through all slices and states of
 * the object ({@link SliceStack}).
 */
final class CleanFrames {
    /** Pixels may differ by this part, by rounding where they are computed from distance and wavelength. */
    private static final double SAME = 1e-6;

    private final Geometry geometry;
    private final Specimen specimen;
    private final ComplexImage[] modes;
    private final FlyScan flyScan;
    private final PointSpread pointSpread;
    private final ProbeDrift drift;
    private final boolean fine;
    private final Propagation propagation;
    private final int rows;
    private final int columns;
    private final SliceStack slices;

    CleanFrames(
            Geometry geometry,
            Specimen specimen,
            Probe probe,
            FlyScan flyScan,
            PointSpread pointSpread,
            ProbeDrift drift,
            OptionalDouble bandLimit) {
        this.geometry = geometry;
        this.specimen = specimen;
        this.flyScan = flyScan;
        this.pointSpread = pointSpread;
        this.drift = drift;
        this.fine = isFine(geometry, specimen);
        Probe used = fine ? FineGrid.fine(probe) : probe;
        this.rows = used.rows();
        this.columns = used.columns();
        if (fine && geometry.near().isPresent()) {
            throw new BadInputException(
                    "a near field is not simulated on a finer grid; give an object with the pixels of" + " the scan");
        }
        if (bandLimit.isPresent() && geometry.near().isPresent()) {
            throw new BadInputException("a near field is simulated without a band limit");
        }
        this.propagation = fine ? Propagation.farField(rows, columns) : Propagation.of(geometry);
        this.modes = new ComplexImage[used.modes()];
        for (int m = 0; m < modes.length; m++) {
            modes[m] = used.mode(m);
        }
        SliceStack all = new SliceStack(specimen, rows, columns, geometry.wavelength());
        this.slices = bandLimit.isPresent() ? all.limited(bandLimit.getAsDouble()) : all;
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
                kernels[w] = new FrameKernel(propagation, modes.length, shifting);
            }
            ProbeSpectrum probe = ProbeSpectrum.of(modes, kernels[0].fft(), shifting);
            parallel.forEachWithWorker(frames.length, (worker, j) -> {
                ProbeSpectrum seen = drift.none() ? probe : drifted(j, frames.length, kernels[worker].fft(), shifting);
                frames[j] = detected(slices.intensity(kernels[worker], seen, placements, j * points, points));
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

    /** The probe of a frame. */
    private ProbeSpectrum drifted(int j, int frames, Fft2 fft, boolean shifting) {
        ComplexImage[] now = drift.probe(
                modes, j, frames, specimen.pixelHeight(), specimen.pixelWidth(), geometry.wavelength(), fft);
        return ProbeSpectrum.of(now, fft, shifting);
    }

    private float[] detected(float[] intensity) {
        float[] centred = propagation.toFile(intensity);
        pointSpread.apply(centred, rows, columns);
        return fine ? FineGrid.central(centred, geometry.rows(), geometry.columns()) : centred;
    }
}
