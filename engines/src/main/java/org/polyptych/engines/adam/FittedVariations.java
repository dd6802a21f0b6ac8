package org.polyptych.engines.adam;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.Estimate;
import org.polyptych.physics.ForwardModel;
import org.polyptych.physics.Gradient;
import org.polyptych.physics.Parameters;
import org.polyptych.physics.Probe;
import org.polyptych.physics.VariedProbe;

/**
 * What the probe of each frame differs by from the mean one: orthogonal probe relaxation (M. Odstrcil, P. Baksh, S. A.
 * Boden, R. Card, J. E. Chad, J. G. Frey, W. S. Brocklesby, Optics Express 24, 8360, 2016),
 *
 * <pre>P_j = P_0 + sum over v of w_jv P_v</pre>
 *
 * <p>with every mode varied by the same weights. The paper updates the probe of each frame on its own and cuts the whole
 * set down to its first singular vectors after each iteration; here variations and weights are variables themselves, so
 * that there are never more, and Adam takes a step in both. They begin as {@link #begin} finds them, and a {@link VariedProbe}
 * in its principal form is what is reported.
 */
final class FittedVariations {
    /** Rounds of the search for the first variations; each takes two evaluations of all frames. */
    private static final int ROUNDS = 3;

    /** Far from the streams that iterations take. */
    private static final long STREAM = -4;

    private final AdSettings settings;
    private final Estimate estimate;
    private final List<ComplexImage> images;
    private final Moments[] moments;
    private final RealMoments weightMoments;
    /** [frame][variation]; null if the probe is the same in every frame. */
    private final double[][] weights;

    private final int further;
    /** Iterations that have fitted variations. */
    private long iterations;

    private long steps;

    FittedVariations(Estimate estimate, int frames, AdSettings settings) {
        this.settings = settings;
        this.estimate = estimate;
        this.images = estimate.variations();
        this.moments = images.stream().map(Moments::new).toArray(Moments[]::new);
        this.further = images.size() / estimate.probe().length;
        this.weightMoments = new RealMoments(frames * further);
        this.weights = further == 0 ? null : new double[frames][1 + further];
        for (int j = 0; further > 0 && j < frames; j++) {
            weights[j][0] = 1;
        }
    }

    /** [frame][variation], changed in place; null if the probe is the same in every frame. */
    double[][] weights() {
        return weights;
    }

    boolean any() {
        return further > 0;
    }

    boolean begun() {
        return iterations > 0;
    }

    List<Moments> moments() {
        return List.of(moments);
    }

    /** The next iteration fits variations. */
    void next() {
        iterations++;
    }

    /**
     * Finds what the gradients by the probes of single frames have most in common beside their mean, their first singular
     * vectors, by subspace iteration from random weights. No frame's gradient is ever kept: with variations of 0 everywhere
     * and some weights, the gradient by variations is the weighted sum of the frames' gradients, and with weights of 0 and
     * some variations, the gradient by weights is their products with each frame's. The variations are left with the power
     * of the mean probe, the weights at 0.
     *
     * @param parameters that hold the estimate and {@link #weights}
     */
    void begin(ForwardModel model, Parameters parameters, long seed) {
        int frames = weights.length;
        RandomStream random = new RandomStream(seed, STREAM);
        for (double[] frame : weights) {
            for (int v = 1; v <= further; v++) {
                frame[v] = random.gaussian();
            }
        }
        Gradient byProbe = Gradient.room(parameters, EnumSet.of(Gradient.Part.PROBE));
        Gradient byWeights = Gradient.room(parameters, EnumSet.of(Gradient.Part.WEIGHTS));
        double power =
                Arrays.stream(estimate.probe()).mapToDouble(ComplexImage::power).sum();
        for (int round = 0; round < ROUNDS; round++) {
            removeMeans();
            images.forEach(image -> image.scale(0));
            model.evaluate(parameters, 0, frames, byProbe);
            for (int k = 0; k < images.size(); k++) {
                copy(byProbe.probe()[estimate.probe().length + k], images.get(k));
            }
            new Orthonormal(estimate.probe().length).apply(images, power);
            for (double[] frame : weights) {
                Arrays.fill(frame, 1, 1 + further, 0);
            }
            if (round + 1 < ROUNDS) {
                model.evaluate(parameters, 0, frames, byWeights);
                for (int j = 0; j < frames; j++) {
                    System.arraycopy(byWeights.weights()[j], 1, weights[j], 1, further);
                }
            }
        }
    }

    /** Weights that are the same in every frame change the mean probe, which is fitted anyway. */
    private void removeMeans() {
        for (int v = 1; v <= further; v++) {
            double mean = 0;
            for (double[] frame : weights) {
                mean += frame[v] / weights.length;
            }
            for (double[] frame : weights) {
                frame[v] -= mean;
            }
        }
    }

    private static void copy(ComplexImage from, ComplexImage to) {
        System.arraycopy(from.re(), 0, to.re(), 0, to.size());
        System.arraycopy(from.im(), 0, to.im(), 0, to.size());
    }

    /**
     * One step of variations and weights.
     *
     * @param from first frame of the gradient
     * @param to behind its last
     * @param rate of a variation's pixels
     * @param weightRate of weights
     */
    void descend(Gradient gradient, int from, int to, double rate, double weightRate) {
        steps++;
        int modes = estimate.probe().length;
        for (int k = 0; gradient.probe() != null && k < moments.length; k++) {
            moments[k].step(images.get(k), gradient.probe()[modes + k], rate, settings, steps);
        }
        double[] values = flat(weights);
        // a frame has had one step in each iteration
        weightMoments.step(
                values, flat(gradient.weights()), from * further, to * further, weightRate, settings, iterations);
        for (int j = from; j < to; j++) {
            System.arraycopy(values, j * further, weights[j], 1, further);
        }
    }

    /** Of all variations but the first, frame after frame. */
    private double[] flat(double[][] frames) {
        double[] flat = new double[frames.length * further];
        for (int j = 0; j < frames.length; j++) {
            System.arraycopy(frames[j], 1, flat, j * further, further);
        }
        return flat;
    }

    /** The probe and the weights to be reported. */
    Optional<VariedProbe> reported(Probe probe) {
        return any() ? Optional.of(new VariedProbe(probe, weights).principal()) : Optional.empty();
    }

    void save(Snapshot snapshot) {
        if (any()) {
            snapshot.longs().put("variation_steps", new long[] {iterations, steps});
            snapshot.doubles().put("weights", flat(weights));
            snapshot.doubles().put("weights_mean_gradient", weightMoments.mean().clone());
            snapshot.doubles()
                    .put("weights_mean_square_gradient", weightMoments.square().clone());
        }
    }

    void restore(Snapshot snapshot) {
        if (!any()) {
            return;
        }
        iterations = snapshot.longs().get("variation_steps")[0];
        steps = snapshot.longs().get("variation_steps")[1];
        double[] values = snapshot.doubles().get("weights");
        for (int j = 0; j < weights.length; j++) {
            System.arraycopy(values, j * further, weights[j], 1, further);
        }
        fill(snapshot.doubles().get("weights_mean_gradient"), weightMoments.mean());
        fill(snapshot.doubles().get("weights_mean_square_gradient"), weightMoments.square());
    }

    private static void fill(double[] from, double[] to) {
        System.arraycopy(from, 0, to, 0, to.length);
    }
}
