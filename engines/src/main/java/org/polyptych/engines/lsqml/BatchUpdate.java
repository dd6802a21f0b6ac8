package org.polyptych.engines.lsqml;

import java.util.Arrays;
import java.util.List;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.engines.FrameWorkers;
import org.polyptych.engines.ProblemSize;
import org.polyptych.engines.slices.CarriedSteps;
import org.polyptych.engines.slices.SliceWaves;
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.FreeSpace;
import org.polyptych.physics.ProbeSpectrum;
import org.polyptych.physics.ProbeSums;

/**
 * The update of one batch, in four rounds over its frames or over bands of the object: the wanted changes chi of all
 * exit waves, which are kept; the directions Delta O and Delta P; the step lengths; the steps. Every sum is taken in the
 * order of the frames, whatever the number of threads.
 *
 * <p>Of an object of one slice only the first round transforms: twice a frame and mode, at fractions of a pixel some more
 * for the shifts. Every further slice costs {@value #TRANSFORMS_A_BORDER} transforms more, two for each time that waves
 * cross the border to it: psi there and chi back in the first round, in the third the changes by the object's step and by
 * the probe's, one of which is not needed if object or probe is known. psi and chi of all slices are kept of the batch;
 * not keeping psi would cost two transforms a border more.
 */
final class BatchUpdate {
    static final int TRANSFORMS_A_BORDER = 8;

    private final FrameWorkers workers;
    private final FrameStack frames;
    private final FramePlacements placements;
    private final Parallel parallel;
    private final ComplexImage[] probe;
    private final double step;
    private final SliceWaves waves;
    /** One a slice. */
    private final ObjectDirection[] directions;

    private final ProbeSums probeSums;
    private final int chunks;
    private final DetectorResidual[] residuals;
    private final FrameProducts[] products;
    private final FrameProducts.Sums[] sums;
    private final double[] errors;
    /** Of each thread; null for an object of one slice. */
    private final CarriedSteps[] carried;

    /**
     * @param objects the slices of the object
     * @param gaps between them
     * @param most frames in a batch
     */
    BatchUpdate(
            FrameWorkers workers,
            List<ComplexImage> objects,
            FreeSpace[] gaps,
            ComplexImage[] probe,
            LsqmlSettings settings,
            int most) {
        this.workers = workers;
        this.frames = workers.frames();
        this.placements = workers.placements();
        this.parallel = workers.parallel();
        this.probe = probe;
        this.step = settings.step();
        this.waves = new SliceWaves(objects, gaps, most, probe, workers.shifting());
        this.directions = objects.stream()
                .map(slice -> new ObjectDirection(workers, slice))
                .toArray(ObjectDirection[]::new);
        this.probeSums = new ProbeSums(most, probe.length, frames.rows(), frames.columns());
        this.chunks = Parallel.chunks(most);
        this.residuals = new DetectorResidual[parallel.threads()];
        this.products = new FrameProducts[parallel.threads()];
        this.carried = gaps.length == 0 ? null : new CarriedSteps[parallel.threads()];
        int block = workers.kernel(0).rowsInBlock() * frames.columns();
        for (int w = 0; w < residuals.length; w++) {
            residuals[w] = settings.likelihood().residual(frames.pixels());
            products[w] = new FrameProducts(block);
            if (carried != null) {
                carried[w] = new CarriedSteps(waves, probe);
            }
        }
        this.sums = new FrameProducts.Sums[most];
        Arrays.setAll(sums, s -> new FrameProducts.Sums());
        this.errors = new double[most];
    }

    /** Bytes of what is kept of a batch, at most: whether frames lie on fractions of a pixel is not known before. */
    static long memory(ProblemSize size, int most) {
        long wave = size.pixels() * 2 * Float.BYTES;
        int borders = size.slices() - 1;
        return 2L * most * size.slices() * size.modes() * wave
                + size.objects(2)
                + Parallel.chunks(most) * (size.probes(1) + size.pixels() * Float.BYTES)
                + size.threads() * size.pixels() * Float.BYTES * 8L
                + borders * (2 * wave + size.threads() * wave * 2)
                + (borders > 0 ? size.threads() * wave * (size.modes() + 1) : 0);
    }

    /** Works on a batch; returns the squared amplitude error of its frames before the update, in counts. */
    double run(int[] batch, boolean updateObject, boolean updateProbe) {
        findChanges(batch, updateProbe);
        if (updateObject) {
            for (int k = 0; k < directions.length; k++) {
                directions[k].find(batch, waves.chi(k), waves.falling(k), probe);
            }
        }
        ComplexImage[] probeStep = updateProbe ? probeDirection(batch.length) : null;
        multiply(batch, updateObject, probeStep);
        StepLengths lengths = StepLengths.of(sums, batch.length);
        if (updateObject) {
            for (ObjectDirection direction : directions) {
                direction.step((float) (step * lengths.object()));
            }
        }
        if (updateProbe) {
            parallel.forEach(
                    probe.length, m -> ObjectDirection.add(probe[m], probeStep[m], (float) (step * lengths.probe())));
        }
        double error = 0;
        for (int s = 0; s < batch.length; s++) {
            error += errors[s];
        }
        return error;
    }

    /** chi of every frame, and the sums of conj(O) chi, of the first slice. */
    private void findChanges(int[] batch, boolean updateProbe) {
        ProbeSpectrum spectrum = workers.spectrum(probe);
        int n = batch.length;
        parallel.forEachWithWorker(chunks, (worker, chunk) -> {
            ComplexImage[] total = probeSums.begin(chunk);
            for (int s = n * chunk / chunks; s < n * (chunk + 1) / chunks; s++) {
                findChange(worker, s, batch[s], spectrum);
                if (updateProbe) {
                    for (int m = 0; m < total.length; m++) {
                        workers.kernel(worker).addToProbe(waves.chi(0)[s][m], total[m]);
                    }
                }
            }
        });
    }

    private void findChange(int worker, int s, int j, ProbeSpectrum spectrum) {
        FrameKernel kernel = workers.kernel(worker);
        kernel.see(spectrum, placements, j);
        waves.leave(kernel, placements, s, j);
        for (ComplexImage wave : waves.exit(s)) {
            kernel.toDetector(wave);
        }
        errors[s] = residuals[worker].apply(waves.exit(s), frames.amplitudes(j), frames.weights());
        for (ComplexImage wave : waves.exit(s)) {
            kernel.fromDetector(wave);
        }
        waves.comeBack(kernel, placements, s, j);
    }

    /** Delta P = mean over frames of conj(O) chi, each shifted back. */
    private ComplexImage[] probeDirection(int n) {
        ComplexImage[] mean = probeSums.total(parallel);
        for (ComplexImage mode : mean) {
            if (workers.shifting()) {
                workers.kernel(0).fft().inverse(mode.re(), mode.im());
            }
            mode.scale(1.0 / n);
        }
        return mean;
    }

    /** The products of every frame. */
    private void multiply(int[] batch, boolean updateObject, ComplexImage[] probeStep) {
        ProbeSpectrum spectrum = probeStep == null ? null : workers.spectrum(probeStep);
        parallel.forEachWithWorker(batch.length, (worker, s) -> {
            products[worker].begin();
            if (spectrum != null) {
                workers.kernel(worker).see(spectrum, placements, batch[s]);
            }
            if (carried == null) {
                multiplyThin(worker, s, batch[s], updateObject, spectrum != null);
            } else {
                multiplyThick(worker, s, batch[s], updateObject, spectrum != null);
            }
            products[worker].end(sums[s]);
        });
    }

    private void multiplyThin(int worker, int s, int j, boolean updateObject, boolean updateProbe) {
        FrameKernel kernel = workers.kernel(worker);
        ComplexImage[] chi = waves.exit(s);
        ComplexImage[] seen = waves.falling(0) == null ? probe : waves.falling(0)[s];
        for (int row = 0; row < frames.rows(); row += kernel.rowsInBlock()) {
            int toRow = Math.min(frames.rows(), row + kernel.rowsInBlock());
            ComplexImage objectStep = null;
            if (updateObject) {
                // the kernel's own wave is free here
                objectStep = kernel.wave(0);
                kernel.cutInto(objectStep, directions[0].image(), placements, j, row, toRow);
            }
            if (updateProbe) {
                kernel.cut(waves.slice(0), placements, j, row, toRow);
            }
            for (int m = 0; m < probe.length; m++) {
                products[worker].add(
                        seen[m],
                        objectStep,
                        updateProbe ? kernel.probe(m) : null,
                        kernel.patch(),
                        chi[m],
                        row * frames.columns(),
                        toRow * frames.columns());
            }
        }
    }

    private void multiplyThick(int worker, int s, int j, boolean updateObject, boolean updateProbe) {
        FrameKernel kernel = workers.kernel(worker);
        ComplexImage[] byObject = null;
        if (updateObject) {
            ComplexImage[] steps =
                    Arrays.stream(directions).map(ObjectDirection::image).toArray(ComplexImage[]::new);
            byObject = carried[worker].byObject(kernel, placements, s, j, probe, steps);
        }
        ComplexImage[] byProbe = updateProbe ? carried[worker].byProbe(kernel, placements, j) : null;
        int block = kernel.rowsInBlock() * frames.columns();
        for (int m = 0; m < probe.length; m++) {
            for (int from = 0; from < frames.pixels(); from += block) {
                products[worker].add(
                        byObject == null ? null : byObject[m],
                        byProbe == null ? null : byProbe[m],
                        waves.exit(s)[m],
                        from,
                        Math.min(frames.pixels(), from + block));
            }
        }
    }
}
