package org.polyptych.engines;

import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Opened;
import org.polyptych.core.Parallel;
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.ModulusProjection;
import org.polyptych.physics.ObjectSums;
import org.polyptych.physics.Probe;
import org.polyptych.physics.ProbeSpectrum;
import org.polyptych.physics.ProbeSums;

/**
 * What an engine that works on all frames at once needs on each thread: a kernel, a modulus projection, scratch arrays;
 * and for all threads together the frames, their placements and sums.
 */
public final class FrameWorkers implements AutoCloseable {
    private final Parallel parallel;
    private final FrameStack frames;
    private final FramePlacements placements;
    private final FrameKernel[] kernels;
    private final ModulusProjection[] projections;
    private final ObjectSums objectSums;
    private final ProbeSums probeSums;

    /**
     * @param planes number of real sums on the object's grid; 0 for no sums
     * @throws BadInputException if the problem cannot be worked on
     */
    public FrameWorkers(Problem problem, int planes) {
        Probe probe = problem.probe();
        this.parallel = problem.parallel();
        problem.requireOneSliceAndLight();
        this.frames = problem.frames();
        this.placements = FramePlacements.of(
                problem.specimen(),
                problem.scan().positions(),
                frames.rows(),
                frames.columns(),
                problem.settings().positions().round());
        try (Opened opened = new Opened()) {
            int threads = parallel.threads();
            this.kernels = new FrameKernel[threads];
            this.projections = new ModulusProjection[threads];
            for (int w = 0; w < threads; w++) {
                kernels[w] = opened.add(new FrameKernel(frames.propagation(), probe.modes(), !placements.whole()));
                projections[w] = new ModulusProjection(frames.pixels());
            }
            this.objectSums = planes == 0
                    ? null
                    : new ObjectSums(
                            placements,
                            0,
                            frames.count(),
                            problem.specimen().rows(),
                            problem.specimen().columns(),
                            frames.rows(),
                            frames.columns(),
                            planes);
            this.probeSums =
                    planes == 0 ? null : new ProbeSums(frames.count(), probe.modes(), frames.rows(), frames.columns());
            opened.keep();
        }
    }

    /** For engines that keep no sums. */
    public FrameWorkers(Problem problem) {
        this(problem, 0);
    }

    /** True if frames lie on fractions of a pixel. */
    public boolean shifting() {
        return !placements.whole();
    }

    public Parallel parallel() {
        return parallel;
    }

    public FrameStack frames() {
        return frames;
    }

    public FramePlacements placements() {
        return placements;
    }

    public FrameKernel kernel(int worker) {
        return kernels[worker];
    }

    public ModulusProjection projection(int worker) {
        return projections[worker];
    }

    /**
     * Three scratch arrays for sums on a patch: real part, imaginary part, weight. The first two are the kernel's first
     * wave, which is then lost: a frame's work has to stay within the second-level cache.
     */
    public float[][] sumScratch(int worker) {
        ComplexImage wave = kernels[worker].wave(0);
        return new float[][] {wave.re(), wave.im(), projections[worker].scratch()};
    }

    public ObjectSums objectSums() {
        return objectSums;
    }

    public ProbeSums probeSums() {
        return probeSums;
    }

    /** Modes with their spectra where frames need them. */
    public ProbeSpectrum spectrum(ComplexImage[] modes) {
        return ProbeSpectrum.of(modes, kernels[0].fft(), shifting());
    }

    @Override
    public void close() {
        for (FrameKernel kernel : kernels) {
            kernel.close();
        }
    }
}
