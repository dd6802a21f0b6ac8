package org.polyptych.physics;

import java.util.Arrays;
import java.util.Set;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.physics.loss.Loss;

/**
 * The loss of a range of frames and its gradient, in one pass per frame. With sub-positions k of the way along which the
 * stage moves during frame j, object modes q and probe modes m, frame j is predicted as
 *
 * <pre>psi_0 = P_m(r - f_jk) O_q0(r + r_jk)
 * psi_s = propagated(psi_{s-1}, dz_s) O_qs(r + r_jk)
 * I_j = c_j / K sum over k, q, m of |F D_j psi_last|^2 + B</pre>
 *
 * with K sub-positions, c_j the frame's factor, D_j the ramp of its {@link Descan} and B the background ({@link Conditions}),
 * and I_j replaced by its mean over the pixels of the model on each pixel of the detector where those are larger, P_m the mode of
 * the probe or, where frames have weights, their weighted sum of its variations, propagation by {@link
 * FreeSpace} and F the way to the detector in far or near field ({@link Propagation}). Each (k, q, m) is a coherent
 * branch; their intensities add. Results do not depend on the number of threads.
 *
 * <p>Transforms a frame, which are most of the cost, for K sub-positions, Q object modes, M probe modes and S slices:
 *
 * <pre>loss alone          K Q M (2 S - 1),  and K M at fractions of a pixel
 * gradient as well    as many again
 * by slice distance   K Q M (S - 1) on top</pre>
 *
 * <p>"As many again" holds at fractions of a pixel with the gradient by probe, positions or motion, which share their
 * transforms; at whole pixels positions and motion take 2 K M transforms more. In the near field F is two transforms, and K
 * Q M more are needed each way. A thin specimen of one mode at rest, with a steady beam, no background and no descan, goes a shorter
 * way unless positions are asked for; otherwise all waves of a frame are kept on each thread, K Q M S + K M images of the
 * frame's size. Weights of V variations cost no transforms, but 2 V M multiplications of a frame's size.
 *
 * <p>Kernels and sums are kept from one evaluation to the next, so that a model is to be held as long as it is needed and
 * closed then; evaluations must follow each other.
 */
public final class ForwardModel implements AutoCloseable {
    private final FrameStack frames;
    private final boolean round;
    private final double[] losses;
    private final PlainForward plain;
    private final BranchForward branched;
    private ForwardSums sums;

    /** A model that honours fractions of a pixel, for specimens of one slice. */
    public ForwardModel(FrameStack frames, Loss loss, Parallel parallel) {
        this(frames, loss, parallel, false);
    }

    /** @param round true to put every frame on whole pixels, the setting {@code positions.round} */
    public ForwardModel(FrameStack frames, Loss loss, Parallel parallel, boolean round) {
        this(frames, loss, parallel, round, Double.NaN);
    }

    /**
     * @param round true to put every frame on whole pixels, the setting {@code positions.round}
     * @param wavelength in metres, for propagation between slices; NaN if there is but one
     */
    public ForwardModel(FrameStack frames, Loss loss, Parallel parallel, boolean round, double wavelength) {
        this.frames = frames;
        this.round = round;
        this.losses = new double[frames.count()];
        this.plain = new PlainForward(frames, loss, parallel, losses);
        this.branched = new BranchForward(frames, loss, parallel, wavelength, losses);
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
     * @throws BadInputException if a patch would not lie on the specimen, or slices are to be propagated between and the
     *     wavelength is not known
     * @throws IllegalArgumentException for conditions that do not fit the frames
     */
    public Evaluation evaluate(Parameters parameters, int from, int to, Set<Gradient.Part> wanted) {
        Gradient gradient = Gradient.room(parameters, wanted);
        return new Evaluation(evaluate(parameters, from, to, gradient), gradient);
    }

    /**
     * The loss of frames {@code from} (included) to {@code to} (excluded).
     *
     * @param into those parts of it that are not null are wanted, and filled with the gradient
     * @throws BadInputException if a patch would not lie on the specimen, or slices are to be propagated between and the
     *     wavelength is not known
     * @throws IllegalArgumentException for conditions or a gradient that do not fit the frames
     */
    public double evaluate(Parameters parameters, int from, int to, Gradient into) {
        check(parameters, into);
        clear(into);
        if (sums == null || !sums.serves(parameters, from, to)) {
            sums = new ForwardSums(parameters, from, to, frames.rows(), frames.columns(), round);
        }
        if (isPlain(parameters, into)) {
            plain.evaluate(parameters, sums, from, to, into);
        } else {
            branched.evaluate(parameters, sums, from, to, into);
        }
        double total = 0;
        for (int j = from; j < to; j++) {
            total += losses[j];
        }
        return total;
    }

    private static boolean isPlain(Parameters parameters, Gradient into) {
        return parameters.specimen().modes() == 1
                && parameters.specimen().slices() == 1
                && parameters.conditions().none()
                && into.positions() == null
                && into.background() == null
                && into.intensity() == null
                && into.weights() == null;
    }

    private void check(Parameters parameters, Gradient into) {
        Conditions conditions = parameters.conditions();
        if (conditions.background() != null && conditions.background().length != frames.pixels()) {
            throw new IllegalArgumentException(
                    "a background of " + frames.pixels() + " pixels is needed, got " + conditions.background().length);
        }
        if (conditions.intensity() != null && conditions.intensity().length != frames.count()) {
            throw new IllegalArgumentException("one intensity a frame is needed: " + frames.count() + " frames, got "
                    + conditions.intensity().length);
        }
        checkWeights(parameters, into);
        checkDescan(parameters, into);
        if (into.motion() != null && conditions.motion() == null) {
            throw new IllegalArgumentException("there is no gradient by a motion where there is none");
        }
        if (into.sliceSpacing() != null
                && into.sliceSpacing().length != parameters.specimen().slices() - 1) {
            throw new IllegalArgumentException("a gradient by slice distances needs one value a gap");
        }
    }

    private void checkDescan(Parameters parameters, Gradient into) {
        Descan descan = parameters.conditions().descan();
        if (descan == null) {
            if (into.descan() != null) {
                throw new IllegalArgumentException("there is no gradient by a descan where there is none");
            }
            return;
        }
        Descan.requireFar(frames.propagation());
        if (descan.count() != parameters.positions().count()) {
            throw new IllegalArgumentException(
                    "a descan of " + parameters.positions().count() + " frames is needed, got " + descan.count());
        }
    }

    private void checkWeights(Parameters parameters, Gradient into) {
        double[][] weights = parameters.conditions().weights();
        int variations = parameters.probe().variations();
        if (weights == null) {
            if (into.weights() != null) {
                throw new IllegalArgumentException("there is no gradient by weights where there are none");
            }
        } else if (weights.length != frames.count()
                || Arrays.stream(weights).anyMatch(frame -> frame.length != variations)) {
            throw new IllegalArgumentException("weights are needed of " + frames.count() + " frames and " + variations
                    + " variations of the probe in each; got " + weights.length + " frames");
        }
        if (into.probe() != null && into.probe().length != parameters.probeImages()) {
            throw new IllegalArgumentException("a gradient by the probe needs " + parameters.probeImages()
                    + " images, got " + into.probe().length);
        }
    }

    /** Frames outside the range get no gradient. */
    private static void clear(Gradient into) {
        if (into.positions() != null) {
            Arrays.fill(into.positions().y(), 0);
            Arrays.fill(into.positions().x(), 0);
        }
        if (into.motion() != null) {
            Arrays.fill(into.motion().y(), 0);
            Arrays.fill(into.motion().x(), 0);
        }
        if (into.descan() != null) {
            Arrays.fill(into.descan().y(), 0);
            Arrays.fill(into.descan().x(), 0);
        }
        if (into.intensity() != null) {
            Arrays.fill(into.intensity(), 0);
        }
        if (into.weights() != null) {
            for (double[] frame : into.weights()) {
                Arrays.fill(frame, 0);
            }
        }
    }

    /** Gives back native memory; a later evaluation would take it anew. */
    @Override
    public void close() {
        plain.close();
        branched.close();
    }
}
