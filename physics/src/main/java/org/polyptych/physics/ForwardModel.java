package org.polyptych.physics;

import java.util.Set;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.Parallel;
import org.polyptych.physics.loss.Loss;

/**
 * The loss of a range of frames and its gradient, in one pass per frame: I_j = sum over modes of |F(P_m(r - f_j) O(r +
 * r_j))|^2 in the far field, with the angular spectrum in place of F in the near field. Results do not depend on the number of threads.
 *
 * <p>Kernels and sums are kept from one evaluation to the next, so that a model is to be held as long as it is needed and
 * closed then; evaluations must follow each other.
 */
public final class ForwardModel implements AutoCloseable {
    /** With fewer pixels in all frames, or on the specimen, other threads take longer to wake than the work takes. */
    private static final long WORTH_WAKING = 1 << 15;

    private final FrameStack frames;
    private final Loss loss;
    private final Parallel parallel;
    private final Parallel alone = new Parallel(1);
    private final boolean round;
    private final double[] losses;
    private ForwardScratch scratch;
    private ForwardSums sums;

    /** A model that honours fractions of a pixel. */
    public ForwardModel(FrameStack frames, Loss loss, Parallel parallel) {
        this(frames, loss, parallel, false);
    }

    /** @param round true to put every frame on whole pixels, the setting {@code positions.round} */
    public ForwardModel(FrameStack frames, Loss loss, Parallel parallel, boolean round) {
        this.frames = frames;
        this.loss = loss;
        this.parallel = parallel;
        this.round = round;
        this.losses = new double[frames.count()];
    }

    /** A loss, in the unit of the {@link Loss}, and its gradient. */
    public record Evaluation(double loss, Gradient gradient) {}

    /** The loss of all frames. */
    public double loss(Parameters parameters) {
        return evaluate(parameters, 0, frames.count(), Set.of()).loss();
    }

    /**
     * The loss of frames {@code from} (included) to {@code to} (excluded) and its gradient, in new arrays.
     *
     * @param wanted the parts of the gradient to compute; more parts cost more
     * @throws IllegalArgumentException for a specimen of several modes or slices
     */
    public Evaluation evaluate(Parameters parameters, int from, int to, Set<Gradient.Part> wanted) {
        Gradient gradient = Gradient.room(parameters, wanted);
        return new Evaluation(evaluate(parameters, from, to, gradient), gradient);
    }

    /**
     * The loss of frames {@code from} (included) to {@code to} (excluded).
     *
     * @param into those parts of it that are not null are wanted, and filled with the gradient
     * @throws IllegalArgumentException for a specimen of several modes or slices
     */
    public double evaluate(Parameters parameters, int from, int to, Gradient into) {
        Specimen specimen = parameters.specimen();
        if (specimen.modes() > 1 || specimen.slices() > 1) {
            throw new IllegalArgumentException("the far-field model takes a specimen of one mode and one slice, got "
                    + specimen.modes() + " and " + specimen.slices());
        }
        prepare(parameters, from, to, into.positions() != null);
        Pass pass = new Pass(parameters, into);
        long work = (long) (to - from) * frames.pixels() * parameters.probe().modes();
        Parallel team = work < WORTH_WAKING ? alone : parallel;
        team.forChunks(to - from, (worker, chunk, first, last) -> pass.chunk(worker, chunk, from + first, from + last));
        pass.collect();
        double total = 0;
        for (int j = from; j < to; j++) {
            total += losses[j];
        }
        return total;
    }

    private void prepare(Parameters parameters, int from, int to, boolean moving) {
        if (sums == null || !sums.serves(parameters, from, to)) {
            sums = new ForwardSums(parameters, from, to, frames.rows(), frames.columns(), round);
        }
        int modes = parameters.probe().modes();
        boolean shifting = !sums.placements().whole() || moving;
        if (scratch == null || !scratch.serves(modes, shifting)) {
            close();
            scratch = new ForwardScratch(parallel.threads(), frames.propagation(), modes, shifting);
        }
    }

    /** Gives back native memory; a later evaluation would take it anew. */
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

        Pass(Parameters parameters, Gradient into) {
            this.specimen = parameters.specimen();
            this.into = into;
            this.placements = sums.placements();
            this.shifting = !placements.whole() || into.positions() != null;
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
            boolean backwards = objectSum != null || probeSum != null || into.positions() != null;
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
            if (shifting && (probeSum != null || into.positions() != null)) {
                kernel.cut(image, placements, j);
                for (int m = 0; probeSum != null && m < probeSum.length; m++) {
                    kernel.addToProbe(kernel.wave(m), probeSum[m]);
                }
            }
            if (into.positions() != null) {
                double[] moved = kernel.dotShiftDerivative(spectrum);
                into.positions().y()[j] = 2 * moved[0] / specimen.pixelHeight();
                into.positions().x()[j] = 2 * moved[1] / specimen.pixelWidth();
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
