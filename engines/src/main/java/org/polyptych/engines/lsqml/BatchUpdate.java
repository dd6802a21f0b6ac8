package org.polyptych.engines.lsqml;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.Parallel;
import org.polyptych.engines.FrameWorkers;
import org.polyptych.engines.ProblemSize;
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.ProbeSpectrum;
import org.polyptych.physics.ProbeSums;

/**
 * The update of one batch, in four rounds over its frames or over bands of the object: the wanted changes chi of all
 * exit waves, which are kept; the directions Delta O and Delta P; the step lengths; the steps. Only the first round
 * transforms: twice a frame and mode, at fractions of a pixel some more for the shifts. Every sum is taken in the order
 * of the frames, whatever the number of threads.
 */
final class BatchUpdate {

    private final FrameWorkers workers;
    private final FrameStack frames;
    private final FramePlacements placements;
    private final Parallel parallel;
    private final ComplexImage object;
    private final ComplexImage[] probe;
    private final double step;
    private final ComplexImage[][] chi;
    /** The probe as each frame of the batch sees it, where that differs. */
    private final ComplexImage[][] seen;

    private final ObjectDirection direction;
    private final ProbeSums probeSums;
    private final int chunks;
    private final DetectorResidual[] residuals;
    private final FrameProducts[] products;
    private final FrameProducts.Sums[] sums;
    private final double[] errors;

    /** @param most frames in a batch */
    BatchUpdate(FrameWorkers workers, ComplexImage object, ComplexImage[] probe, LsqmlSettings settings, int most) {
        this.workers = workers;
        this.frames = workers.frames();
        this.placements = workers.placements();
        this.parallel = workers.parallel();
        this.object = object;
        this.probe = probe;
        this.step = settings.step();
        this.chi = slots(most);
        this.seen = workers.shifting() ? slots(most) : null;
        this.direction = new ObjectDirection(workers, object);
        this.probeSums = new ProbeSums(most, probe.length, frames.rows(), frames.columns());
        this.chunks = Parallel.chunks(most);
        this.residuals = new DetectorResidual[parallel.threads()];
        this.products = new FrameProducts[parallel.threads()];
        int block = workers.kernel(0).rowsInBlock() * frames.columns();
        for (int w = 0; w < residuals.length; w++) {
            residuals[w] = settings.likelihood().residual(frames.pixels());
            products[w] = new FrameProducts(block);
        }
        this.sums = new FrameProducts.Sums[most];
        Arrays.setAll(sums, s -> new FrameProducts.Sums());
        this.errors = new double[most];
    }

    private ComplexImage[][] slots(int most) {
        ComplexImage[][] slots = new ComplexImage[most][probe.length];
        for (ComplexImage[] slot : slots) {
            Arrays.setAll(slot, m -> ComplexImage.zeros(frames.rows(), frames.columns()));
        }
        return slots;
    }

    /** Bytes of what is kept of a batch, at most: whether frames lie on fractions of a pixel is not known before. */
    static long memory(ProblemSize size, int most) {
        return 2L * most * size.modes() * size.pixels() * 2 * Float.BYTES
                + size.objects(2)
                + Parallel.chunks(most) * (size.probes(1) + size.pixels() * Float.BYTES)
                + size.threads() * size.pixels() * Float.BYTES * 8L;
    }

    /** Works on a batch; returns the squared amplitude error of its frames before the update, in counts. */
    double run(int[] batch, boolean updateObject, boolean updateProbe) {
        findChanges(batch, updateProbe);
        if (updateObject) {
            direction.find(batch, chi, seen, probe);
        }
        ComplexImage[] probeStep = updateProbe ? probeDirection(batch.length) : null;
        multiply(batch, updateObject, probeStep);
        StepLengths lengths = StepLengths.of(sums, batch.length);
        if (updateObject) {
            direction.step((float) (step * lengths.object()));
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

    /** chi of every frame, and the sums of conj(O) chi. */
    private void findChanges(int[] batch, boolean updateProbe) {
        ProbeSpectrum spectrum = workers.spectrum(probe);
        int n = batch.length;
        parallel.forEachWithWorker(chunks, (worker, chunk) -> {
            ComplexImage[] total = probeSums.begin(chunk);
            for (int s = n * chunk / chunks; s < n * (chunk + 1) / chunks; s++) {
                findChange(worker, s, batch[s], spectrum);
                if (updateProbe) {
                    for (int m = 0; m < total.length; m++) {
                        workers.kernel(worker).addToProbe(chi[s][m], total[m]);
                    }
                }
            }
        });
    }

    private void findChange(int worker, int s, int j, ProbeSpectrum spectrum) {
        FrameKernel kernel = workers.kernel(worker);
        int rows = frames.rows();
        int columns = frames.columns();
        ComplexImage[] waves = chi[s];
        ComplexImage patch = kernel.patch();
        kernel.see(spectrum, placements, j);
        for (int row = 0; row < rows; row += kernel.rowsInBlock()) {
            int toRow = Math.min(rows, row + kernel.rowsInBlock());
            kernel.cut(object, placements, j, row, toRow);
            for (int m = 0; m < waves.length; m++) {
                ComplexImage mode = kernel.probe(m);
                ComplexLoops.multiply(
                        mode.re(),
                        mode.im(),
                        patch.re(),
                        patch.im(),
                        waves[m].re(),
                        waves[m].im(),
                        row * columns,
                        toRow * columns);
            }
        }
        for (ComplexImage wave : waves) {
            kernel.toDetector(wave);
        }
        errors[s] = residuals[worker].apply(waves, frames.amplitudes(j), frames.weights());
        for (ComplexImage wave : waves) {
            kernel.fromDetector(wave);
        }
        if (seen != null) {
            for (int m = 0; m < waves.length; m++) {
                System.arraycopy(kernel.probe(m).re(), 0, seen[s][m].re(), 0, frames.pixels());
                System.arraycopy(kernel.probe(m).im(), 0, seen[s][m].im(), 0, frames.pixels());
            }
        }
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
        int rows = frames.rows();
        int columns = frames.columns();
        parallel.forEachWithWorker(batch.length, (worker, s) -> {
            FrameKernel kernel = workers.kernel(worker);
            FrameProducts product = products[worker];
            int j = batch[s];
            product.begin();
            if (spectrum != null) {
                kernel.see(spectrum, placements, j);
            }
            for (int row = 0; row < rows; row += kernel.rowsInBlock()) {
                int toRow = Math.min(rows, row + kernel.rowsInBlock());
                ComplexImage objectStep = null;
                if (updateObject) {
                    // the kernel's own wave is free here
                    objectStep = kernel.wave(0);
                    kernel.cutInto(objectStep, direction.image(), placements, j, row, toRow);
                }
                if (spectrum != null) {
                    kernel.cut(object, placements, j, row, toRow);
                }
                for (int m = 0; m < probe.length; m++) {
                    product.add(
                            seen == null ? probe[m] : seen[s][m],
                            objectStep,
                            spectrum == null ? null : kernel.probe(m),
                            kernel.patch(),
                            chi[s][m],
                            row * columns,
                            toRow * columns);
                }
            }
            product.end(sums[s]);
        });
    }
}
