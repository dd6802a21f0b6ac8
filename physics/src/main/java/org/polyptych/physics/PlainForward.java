package org.polyptych.physics;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.Parallel;
import org.polyptych.physics.loss.Loss;

/**
 * The forward model of a thin specimen of one mode, a stage at rest, no background and a steady beam, with its gradient by
 * specimen and probe: the fast way of {@link ForwardModel}, in whose Javadoc its cost stands.
 */
final class PlainForward implements AutoCloseable {
    /** With fewer pixels in all frames, or on the specimen, other threads take longer to wake than the work takes. */
    static final long WORTH_WAKING = 1 << 15;

    private final FrameStack frames;
    private final Loss loss;
    private final Parallel parallel;
    private final Parallel alone = new Parallel(1);
    private final double[] losses;
    private ForwardScratch scratch;

    /** @param losses receives the loss of each frame */
    PlainForward(FrameStack frames, Loss loss, Parallel parallel, double[] losses) {
        this.frames = frames;
        this.loss = loss;
        this.parallel = parallel;
        this.losses = losses;
    }

    /** Fills the losses of the frames and those parts of the gradient that are not null. */
    void evaluate(Parameters parameters, ForwardSums sums, int from, int to, Gradient into) {
        prepare(parameters, sums);
        Pass pass = new Pass(parameters, sums, into);
        long work = (long) (to - from) * frames.pixels() * parameters.probe().modes();
        Parallel team = work < WORTH_WAKING ? alone : parallel;
        team.forChunks(to - from, (worker, chunk, first, last) -> pass.chunk(worker, chunk, from + first, from + last));
        pass.collect();
    }

    private void prepare(Parameters parameters, ForwardSums sums) {
        int modes = parameters.probe().modes();
        boolean shifting = !sums.placements().whole();
        if (scratch == null || !scratch.serves(modes, shifting)) {
            close();
            scratch = new ForwardScratch(parallel.threads(), frames.propagation(), modes, shifting);
        }
    }

    @Override
    public void close() {
        if (scratch != null) {
            scratch.close();
            scratch = null;
        }
    }

    /** One evaluation. */
    private final class Pass {
        private final Specimen specimen;
        private final Gradient into;
        private final FramePlacements placements;
        private final boolean shifting;
        private final ProbeSpectrum spectrum;
        private final ObjectSums objectSums;
        private final ProbeSums probeSums;

        Pass(Parameters parameters, ForwardSums sums, Gradient into) {
            this.specimen = parameters.specimen();
            this.into = into;
            this.placements = sums.placements();
            this.shifting = !placements.whole();
            ComplexImage[] modes = new ComplexImage[parameters.probe().modes()];
            for (int m = 0; m < modes.length; m++) {
                modes[m] = parameters.probe().mode(m);
            }
            this.spectrum = ProbeSpectrum.of(modes, scratch.kernel(0).fft(), shifting);
            this.objectSums = into.specimen() == null ? null : sums.object();
            this.probeSums = into.probe() == null ? null : sums.probe();
        }

        void chunk(int worker, int chunk, int first, int last) {
            ObjectSums.Chunk objectSum = objectSums == null ? null : objectSums.begin(chunk);
            ComplexImage[] probeSum = probeSums == null ? null : probeSums.begin(chunk);
            for (int j = first; j < last; j++) {
                frame(worker, j, objectSum, probeSum);
            }
        }

        private void frame(int worker, int j, ObjectSums.Chunk objectSum, ComplexImage[] probeSum) {
            ComplexImage image = specimen.image();
            int rows = frames.rows();
            int columns = frames.columns();
            boolean backwards = objectSum != null || probeSum != null;
            FrameKernel kernel = scratch.kernel(worker);
            kernel.see(spectrum, placements, j);
            scratch.exitWaves(worker, image, placements, j, rows, columns);
            kernel.toDetector();
            losses[j] = scratch.measure(worker, loss, frames.amplitudes(j), frames.weights(), backwards);
            if (!backwards) {
                return;
            }
            kernel.fromDetector();
            scratch.addBack(worker, image, placements, j, rows, columns, objectSum, shifting ? null : probeSum);
            if (shifting && probeSum != null) {
                kernel.cut(image, placements, j);
                for (int m = 0; m < probeSum.length; m++) {
                    kernel.addToProbe(kernel.wave(m), probeSum[m]);
                }
            }
        }

        /** Adds up the sums of the chunks. */
        void collect() {
            if (objectSums != null) {
                Parallel team = specimen.image().size() < WORTH_WAKING ? alone : parallel;
                objectSums.totals(team, (planes, first, last) -> {
                    System.arraycopy(planes[0], first, into.specimen().re(), first, last - first);
                    System.arraycopy(planes[1], first, into.specimen().im(), first, last - first);
                });
            }
            if (probeSums != null) {
                probeSums.total(into.probe(), frames.pixels() < WORTH_WAKING ? alone : parallel);
                Fft2 fft = scratch.kernel(0).fft();
                for (int m = 0; shifting && m < into.probe().length; m++) {
                    fft.inverse(into.probe()[m].re(), into.probe()[m].im());
                }
            }
        }
    }
}
