package org.polyptych.engines;

import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Opened;
import org.polyptych.core.Parallel;
import org.polyptych.engines.constraint.CyclicMove;
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.ModulusProjection;
import org.polyptych.physics.ObjectSums;
import org.polyptych.physics.Positions;
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
    private final Problem problem;
    private final boolean shifting;
    private final int planes;
    private ObjectSums objectSums;
    private final ProbeSums probeSums;

    /**
     * @param planes number of real sums on the object's grid; 0 for no sums
     * @throws BadInputException if the problem cannot be worked on
     */
    public FrameWorkers(Problem problem, int planes) {
        this(problem, planes, false);
    }

    /** For an engine that keeps no sums and goes through all slices of the object itself. */
    public static FrameWorkers ofSlices(Problem problem) {
        return ofSlices(problem, 0);
    }

    /**
     * For an engine that goes through all slices of the object itself.
     *
     * @param planes number of real sums on the object's grid, of all slices together; 0 for no sums
     */
    public static FrameWorkers ofSlices(Problem problem, int planes) {
        return new FrameWorkers(problem, planes, true);
    }

    private FrameWorkers(Problem problem, int planes, boolean slices) {
        Probe probe = problem.probe();
        this.problem = problem;
        this.planes = planes;
        this.parallel = problem.parallel();
        if (slices) {
            problem.requireLight();
        } else {
            problem.requireOneSliceAndLight();
        }
        this.frames = problem.frames();
        this.placements = FramePlacements.of(
                problem.specimen(),
                problem.scan().positions(),
                frames.rows(),
                frames.columns(),
                problem.settings().positions().round());
        this.shifting = !placements.whole()
                || problem.settings().positions().refine()
                || problem.settings().geometry().distance();
        try (Opened opened = new Opened()) {
            int threads = parallel.threads();
            this.kernels = new FrameKernel[threads];
            this.projections = new ModulusProjection[threads];
            for (int w = 0; w < threads; w++) {
                kernels[w] = opened.add(new FrameKernel(frames.propagation(), probe.modes(), shifting));
                projections[w] = new ModulusProjection(frames.pixels());
            }
            this.objectSums = newSums();
            this.probeSums =
                    planes == 0 ? null : new ProbeSums(frames.count(), probe.modes(), frames.rows(), frames.columns());
            opened.keep();
        }
    }

    private ObjectSums newSums() {
        return planes == 0
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
    }

    /**
     * Puts the frames elsewhere: placements, and with them the sums on the object's grid, are laid anew.
     *
     * @param waves what is kept of each frame in its window of the object, [frame][any number]: moved along by whole
     *     pixels, so that it stays where it was on the object; empty if there is nothing
     */
    public void move(Positions positions, ComplexImage[][] waves) {
        move(positions, waves, new ComplexImage[0][]);
    }

    /**
     * The same for a method that also keeps the probe as each frame sees it, which moves along with the frame.
     *
     * @param probes kept for each frame, as all that stays about the frame: moved only where the frame comes to another fraction of a pixel by a whole one
     */
    public void move(Positions positions, ComplexImage[][] waves, ComplexImage[][] probes) {
        FramePlacements moved =
                FramePlacements.of(problem.specimen(), positions, frames.rows(), frames.columns(), false);
        for (int j = 0; j < waves.length; j++) {
            CyclicMove move = new CyclicMove(placements.top(j) - moved.top(j), placements.left(j) - moved.left(j));
            if (move.down() != 0 || move.right() != 0) {
                move.apply(List.of(waves[j]));
            }
        }
        for (int j = 0; j < probes.length; j++) {
            CyclicMove wrap = new CyclicMove(
                    Math.round(moved.down(j) - placements.down(j)), Math.round(moved.right(j) - placements.right(j)));
            if (wrap.down() != 0 || wrap.right() != 0) {
                wrap.apply(List.of(probes[j]));
            }
        }
        if (placements.take(moved)) {
            objectSums = newSums();
        }
    }

    /** For engines that keep no sums. */
    public FrameWorkers(Problem problem) {
        this(problem, 0);
    }

    /** True if frames lie on fractions of a pixel, or may come to when positions are refined. */
    public boolean shifting() {
        return shifting;
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
