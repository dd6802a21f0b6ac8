package org.polyptych.neural.ptychonn;

import java.util.Arrays;
import java.util.function.Consumer;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Opened;
import org.polyptych.core.Parallel;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.Estimate;
import org.polyptych.engines.MovableFrames;
import org.polyptych.engines.Problem;
import org.polyptych.neural.torch.Libtorch;
import org.polyptych.physics.ForwardModel;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.loss.AmplitudeL2;

/** State of {@link PtychoNnEngine}: the object, and whether the network has spoken. */
public final class PtychoNnState implements MovableFrames {
    private final PtychoNnSettings settings;
    private final PtychoNnModel network;
    private final FrameStack frames;
    private final ForwardModel model;
    private final Estimate estimate;
    private final Specimen canvas;
    private Positions positions;
    private final boolean round;
    private final Parallel parallel;
    private int completed;

    PtychoNnState(Problem problem, PtychoNnSettings settings) {
        try (Opened opened = new Opened()) {
            this.settings = settings;
            this.network = opened.add(PtychoNnModel.read(settings.model()));
            network.requireFit(problem.scan(), settings.anyPixel());
            network.network().to(settings.device());
            this.frames = problem.frames();
            this.estimate = new Estimate(problem);
            this.canvas = problem.specimen();
            this.positions = problem.scan().positions();
            this.round = problem.settings().positions().round();
            this.parallel = problem.parallel();
            this.model = new ForwardModel(
                    frames,
                    new AmplitudeL2(),
                    parallel,
                    round,
                    problem.scan().geometry().wavelength());
            opened.keep();
        }
    }

    void step() {
        if (completed == 0) {
            stitch();
        }
        completed++;
    }

    /** Asks the network and puts its answers where the frames are now. */
    private void stitch() {
        Libtorch.useThreads(parallel.threads());
        Patterns patterns = network.prepared(
                new MeasuredPatterns(frames, network.preparation().of()));
        PlacedAnswers placed = new PlacedAnswers(network, frames, canvas, positions, round, settings);
        new PatternAnswers(network.network(), settings.batch(), settings.device()).of(patterns, placed);
        take(placed.image());
        if (settings.scale() == PtychoNnSettings.Scale.DATA) {
            estimate.object().scale(factor());
        }
    }

    private void take(ComplexImage image) {
        System.arraycopy(image.re(), 0, estimate.object().re(), 0, image.size());
        System.arraycopy(image.im(), 0, estimate.object().im(), 0, image.size());
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
    double loss() {
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
        network.close();
    }
}
