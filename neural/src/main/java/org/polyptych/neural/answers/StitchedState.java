package org.polyptych.neural.answers;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.Estimate;
import org.polyptych.engines.GrowingState;
import org.polyptych.engines.MovableFrames;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;
import org.polyptych.physics.ForwardModel;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.loss.AmplitudeL2;

/**
 * State of an engine whose first iteration asks a network and puts its answers together; further ones change nothing. Holds
 * the object, and whether the network has spoken.
 */
public final class StitchedState implements MovableFrames, GrowingState {
    /** The loss that it reports. */
    public static final String LOSS =
            "squared amplitude error of the stitched object with the given probe, relative to the counts";

    private static final int COMPANIONS = 32;
    private static final long MOST_COMPANIONS = 256;

    private final AnsweredObject answered;
    private final CommonFactor scale;
    private FrameStack frames;
    private ForwardModel model;
    private Estimate estimate;
    private Positions positions;
    private int completed;
    private boolean hasFurther;

    /**
     * @param frames of the problem
     * @param answered closed with this
     * @param scale what fixes the object's common factor
     */
    public StitchedState(Problem problem, FrameStack frames, AnsweredObject answered, CommonFactor scale) {
        this.answered = answered;
        this.scale = scale;
        this.frames = frames;
        this.estimate = new Estimate(problem);
        this.positions = problem.scan().positions();
        this.model = model(problem, frames);
    }

    private static ForwardModel model(Problem problem, FrameStack frames) {
        return new ForwardModel(
                frames,
                new AmplitudeL2(),
                problem.parallel(),
                problem.settings().positions().round(),
                problem.scan().geometry().wavelength());
    }

    /** Loss and common factor are from then on those of the further frames and of some of the others. */
    @Override
    public void grow(Problem longer, int seen) {
        Positions all = longer.scan().positions();
        int further = all.count() - seen;
        int[] near = neighbours(all, seen);
        int everywhere = Math.min(seen, COMPANIONS);
        Scan some = longer.scan()
                .select(Stream.of(
                                IntStream.range(seen, all.count()),
                                IntStream.of(near),
                                IntStream.range(0, everywhere).map(k -> (int) ((long) k * seen / everywhere)))
                        .flatMapToInt(indexes -> indexes)
                        .toArray());
        FrameStack others = FrameStack.of(some, longer.parallel());
        model.close();
        frames = others;
        model = model(longer, others);
        estimate = new Estimate(longer);
        positions = some.positions();
        answered.grow(others, further, near.length, longer.specimen());
        hasFurther = true;
    }

    /** Of the frames seen those that lie nearest to further ones: more than there are of these. */
    private static int[] neighbours(Positions all, int seen) {
        double[] far = new double[seen];
        for (int j = 0; j < seen; j++) {
            far[j] = Double.POSITIVE_INFINITY;
            for (int k = seen; k < all.count(); k++) {
                far[j] = Math.min(far[j], Math.hypot(all.y()[j] - all.y()[k], all.x()[j] - all.x()[k]));
            }
        }
        return IntStream.range(0, seen)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> far[j]))
                .limit(Math.min(2L * (all.count() - seen) + COMPANIONS, MOST_COMPANIONS))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** One iteration. */
    public StepReport step() {
        if (completed == 0 || hasFurther) {
            stitch();
            hasFurther = false;
        }
        completed++;
        return new StepReport(completed, loss());
    }

    /** Asks the network and puts its answers where the frames are now. */
    private void stitch() {
        ComplexImage image = answered.image(positions);
        System.arraycopy(image.re(), 0, estimate.object().re(), 0, image.size());
        System.arraycopy(image.im(), 0, estimate.object().im(), 0, image.size());
        if (scale == CommonFactor.DATA) {
            estimate.object().scale(factor());
        }
    }

    /**
     * The factor c of the object with the least sum of (c |Psi| - y)^2 = c^2 A - 2 c B + C, from its values at 1 and 2 and C,
     * the counts; 1 if the object lets no light through.
     */
    private double factor() {
        double c = frames.totalCounts();
        double once = squaredError();
        estimate.object().scale(2);
        double twice = squaredError();
        estimate.object().scale(0.5);
        double a = (twice - 2 * once + c) / 2;
        double b = (a + c - once) / 2;
        return a > 0 && b > 0 ? b / a : 1;
    }

    private double squaredError() {
        return model.loss(estimate.parameters(positions));
    }

    /** Sum over frames and good pixels of (modelled - measured amplitude)^2, divided by the sum of the counts. */
    private double loss() {
        return squaredError() / frames.totalCounts();
    }

    @Override
    public int completed() {
        return completed;
    }

    @Override
    public Specimen specimen() {
        return estimate.specimen();
    }

    @Override
    public Probe probe() {
        return estimate.reportedProbe();
    }

    @Override
    public void revise(Consumer<Estimate> revision) {
        estimate.revise(revision, estimate.images());
    }

    @Override
    public FrameStack frames() {
        return frames;
    }

    /**
     * Stitches again, where frames are elsewhere: answers are not kept, since together they are many times the object, so
     * the network is asked anew.
     */
    @Override
    public void move(Positions moved) {
        boolean elsewhere = !Arrays.equals(positions.y(), moved.y()) || !Arrays.equals(positions.x(), moved.x());
        positions = moved;
        if (completed > 0 && elsewhere) {
            stitch();
        }
    }

    /** The object has gone along. */
    @Override
    public void stretch(Positions moved) {
        positions = moved;
    }

    @Override
    public Snapshot save() {
        Snapshot snapshot = new Snapshot();
        Estimate.put(snapshot, "images", estimate.images());
        snapshot.longs().put("completed", new long[] {completed});
        return snapshot;
    }

    @Override
    public void restore(Snapshot snapshot) {
        Estimate.fill(snapshot, "images", estimate.images());
        completed = (int) snapshot.longs().get("completed")[0];
    }

    @Override
    public void close() {
        model.close();
        answered.close();
    }
}
