package org.polyptych.neural.answers;

import java.util.Arrays;
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
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
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

    /** Frames seen that are looked at again, about every further one, and of the whole scan. */
    private static final int COMPANIONS = 32;

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
        Geometry geometry = longer.scan().geometry();
        int[] near =
                neighbours(inPixels(all.y(), geometry.pixelHeight()), inPixels(all.x(), geometry.pixelWidth()), seen);
        int everywhere = Math.min(seen, COMPANIONS);
        int[] looked = Stream.of(
                        IntStream.range(seen, all.count()),
                        IntStream.of(near),
                        IntStream.range(0, everywhere).map(k -> (int) ((long) k * seen / everywhere)))
                .flatMapToInt(indexes -> indexes)
                .toArray();
        FrameStack others = FrameStack.of(longer.scan(), looked, longer.parallel());
        model.close();
        frames = others;
        model = model(longer, others);
        estimate = new Estimate(longer);
        positions = all.select(looked);
        answered.grow(others, further, near.length, longer.specimen());
        hasFurther = true;
    }

    /**
     * Of the frames seen those that lie nearest to further ones: of each as many, however many others come with it.
     *
     * @param y of all frames, in pixels
     * @param x of the same
     */
    static int[] neighbours(double[] y, double[] x, int seen) {
        Neighbours before = new Neighbours(Arrays.copyOf(y, seen), Arrays.copyOf(x, seen));
        return IntStream.range(seen, y.length)
                .flatMap(j -> IntStream.of(before.nearest(y[j], x[j], COMPANIONS)))
                .distinct()
                .sorted()
                .toArray();
    }

    private static double[] inPixels(double[] metres, double pixel) {
        return Arrays.stream(metres).map(v -> v / pixel).toArray();
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
