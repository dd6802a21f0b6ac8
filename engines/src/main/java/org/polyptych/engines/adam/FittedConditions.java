package org.polyptych.engines.adam;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.Problem;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Gradient;
import org.polyptych.physics.Motion;

/**
 * What {@link Ad} fits beside object and probe: the distances of slices, one factor on the way of all motions, the
 * background, and the intensity of each frame, whose mean stays 1 so that the probe keeps the scale.
 */
final class FittedConditions {
    /** Distances and ways stay above this share of what they began with. */
    private static final double LEAST = 0.01;

    private final AdSettings settings;
    private final Conditions start;
    /** Slice distances of the object, changed in place. */
    private final double[] spacing;

    private final double[] spacingStart;
    private final RealMoments spacingMoments;
    private final double[] motionFactor = {1};
    private final RealMoments motionMoments = new RealMoments(1);
    private final double[] intensity;
    private final RealMoments intensityMoments;
    /** Counts in the real part; the imaginary part is never used. */
    private final ComplexImage background;

    private final Moments backgroundMoments;
    private final double meanCounts;
    private Conditions now;
    private long steps;

    /** @param spacing distances of the object's slices, which change with it */
    FittedConditions(Problem problem, FrameStack frames, double[] spacing, AdSettings settings) {
        this.settings = settings;
        this.start = problem.conditions();
        this.spacing = spacing;
        this.spacingStart = spacing.clone();
        this.spacingMoments = new RealMoments(spacing.length);
        this.meanCounts = frames.totalCounts() / frames.count() / frames.goodPixels();
        if (settings.fitSpacing() && spacing.length == 0) {
            throw new BadInputException(
                    "ad.fitSpacing needs an object of several slices; set object.slices, or leave it out");
        }
        if (settings.fitMotion() && start.motion() == null) {
            throw new BadInputException(
                    "ad.fitMotion needs a length to start from; set fly.length in metres, or leave it out");
        }
        this.intensity = settings.fitIntensity() ? new double[frames.count()] : null;
        this.intensityMoments = settings.fitIntensity() ? new RealMoments(frames.count()) : null;
        if (settings.fitIntensity() && start.intensity() == null) {
            Arrays.fill(intensity, 1);
        } else if (settings.fitIntensity()) {
            System.arraycopy(start.intensity(), 0, intensity, 0, intensity.length);
        }
        this.background = settings.fitBackground() ? ComplexImage.zeros(frames.rows(), frames.columns()) : null;
        this.backgroundMoments = settings.fitBackground() ? new Moments(background) : null;
        if (settings.fitBackground() && start.background() != null) {
            System.arraycopy(start.background(), 0, background.re(), 0, background.size());
        }
        refresh();
    }

    /** Those of the frames worked on, as they are now. */
    Conditions now() {
        return now;
    }

    /** Those of any frames, with the way and the background that were found. */
    Conditions applied(Conditions given) {
        return new Conditions(
                given.motion() == null ? null : scaled(given.motion()),
                background == null ? given.background() : background.re().clone(),
                given.intensity(),
                given.weights(),
                given.upsample(),
                given.descan());
    }

    Optional<double[]> intensities() {
        return Optional.ofNullable(intensity).map(double[]::clone);
    }

    private Motion scaled(Motion motion) {
        double factor = motionFactor[0];
        return factor == 1
                ? motion
                : new Motion(
                        Arrays.stream(motion.y()).map(way -> factor * way).toArray(),
                        Arrays.stream(motion.x()).map(way -> factor * way).toArray(),
                        motion.parts());
    }

    private void refresh() {
        now = new Conditions(
                start.motion() == null ? null : scaled(start.motion()),
                background == null ? start.background() : background.re(),
                intensity == null ? start.intensity() : intensity,
                start.weights(),
                start.upsample(),
                start.descan());
    }

    /** The parts of the gradient that it takes. */
    Set<Gradient.Part> parts() {
        Set<Gradient.Part> parts = EnumSet.noneOf(Gradient.Part.class);
        add(parts, settings.fitSpacing(), Gradient.Part.SLICE_SPACING);
        add(parts, settings.fitMotion(), Gradient.Part.MOTION);
        add(parts, settings.fitBackground(), Gradient.Part.BACKGROUND);
        add(parts, settings.fitIntensity(), Gradient.Part.INTENSITY);
        return parts;
    }

    private static void add(Set<Gradient.Part> parts, boolean wanted, Gradient.Part part) {
        if (wanted) {
            parts.add(part);
        }
    }

    /**
     * One step of all that is fitted.
     *
     * @param from first frame of the gradient
     * @param to behind its last
     * @param decay share of its step that this iteration takes
     * @param iterations that have fitted, with this one
     */
    void descend(Gradient gradient, int from, int to, double decay, long iterations) {
        steps++;
        double rate = decay * settings.fitRate();
        if (gradient.sliceSpacing() != null) {
            descendSpacing(gradient.sliceSpacing(), rate);
        }
        if (gradient.motion() != null) {
            descendMotion(gradient.motion(), from, to, rate);
        }
        if (gradient.background() != null) {
            descendBackground(gradient.background(), rate);
        }
        if (gradient.intensity() != null) {
            // a frame has had one step in each iteration
            intensityMoments.step(intensity, gradient.intensity(), from, to, rate, settings, iterations);
            double mean = Arrays.stream(intensity).average().orElse(1);
            for (int j = 0; j < intensity.length; j++) {
                intensity[j] = Math.max(LEAST, intensity[j] / mean);
            }
        }
        refresh();
    }

    /** In units of each start, so that all gaps move alike. */
    private void descendSpacing(double[] gradient, double rate) {
        double[] share = new double[spacing.length];
        double[] slope = new double[spacing.length];
        for (int g = 0; g < share.length; g++) {
            share[g] = spacing[g] / spacingStart[g];
            slope[g] = gradient[g] * spacingStart[g];
        }
        spacingMoments.step(share, slope, 0, share.length, rate, settings, steps);
        for (int g = 0; g < share.length; g++) {
            spacing[g] = Math.max(LEAST, share[g]) * spacingStart[g];
        }
    }

    private void descendMotion(Motion gradient, int from, int to, double rate) {
        double slope = 0;
        for (int j = from; j < to; j++) {
            slope += gradient.y()[j] * start.motion().y()[j]
                    + gradient.x()[j] * start.motion().x()[j];
        }
        motionMoments.step(motionFactor, new double[] {slope}, 0, 1, rate, settings, steps);
        motionFactor[0] = Math.max(LEAST, motionFactor[0]);
    }

    private void descendBackground(float[] gradient, double rate) {
        ComplexImage slope = ComplexImage.zeros(background.rows(), background.columns());
        System.arraycopy(gradient, 0, slope.re(), 0, gradient.length);
        backgroundMoments.step(background, slope, rate * meanCounts, settings, steps);
        for (int i = 0; i < background.size(); i++) {
            background.re()[i] = Math.max(0, background.re()[i]);
        }
    }

    void save(Snapshot snapshot) {
        snapshot.longs().put("conditions_steps", new long[] {steps});
        snapshot.doubles().put("slice_spacing", spacing.clone());
        put(snapshot, "slice_spacing", spacingMoments);
        snapshot.doubles().put("motion_factor", motionFactor.clone());
        put(snapshot, "motion_factor", motionMoments);
        if (intensity != null) {
            snapshot.doubles().put("intensity", intensity.clone());
            put(snapshot, "intensity", intensityMoments);
        }
        if (background != null) {
            snapshot.floats().put("background", new float[][] {
                background.re().clone(),
                backgroundMoments.mean().re().clone(),
                backgroundMoments.square().clone()
            });
        }
    }

    void restore(Snapshot snapshot) {
        steps = snapshot.longs().get("conditions_steps")[0];
        fill(snapshot.doubles().get("slice_spacing"), spacing);
        fill(snapshot, "slice_spacing", spacingMoments);
        fill(snapshot.doubles().get("motion_factor"), motionFactor);
        fill(snapshot, "motion_factor", motionMoments);
        if (intensity != null) {
            fill(snapshot.doubles().get("intensity"), intensity);
            fill(snapshot, "intensity", intensityMoments);
        }
        if (background != null) {
            float[][] saved = snapshot.floats().get("background");
            System.arraycopy(saved[0], 0, background.re(), 0, background.size());
            System.arraycopy(saved[1], 0, backgroundMoments.mean().re(), 0, background.size());
            System.arraycopy(saved[2], 0, backgroundMoments.square(), 0, background.size());
        }
        refresh();
    }

    private static void put(Snapshot snapshot, String name, RealMoments moments) {
        snapshot.doubles().put(name + "_mean_gradient", moments.mean().clone());
        snapshot.doubles().put(name + "_mean_square_gradient", moments.square().clone());
    }

    private static void fill(Snapshot snapshot, String name, RealMoments moments) {
        fill(snapshot.doubles().get(name + "_mean_gradient"), moments.mean());
        fill(snapshot.doubles().get(name + "_mean_square_gradient"), moments.square());
    }

    private static void fill(double[] from, double[] to) {
        System.arraycopy(from, 0, to, 0, to.length);
    }
}
