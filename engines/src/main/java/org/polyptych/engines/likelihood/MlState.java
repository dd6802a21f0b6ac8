package org.polyptych.engines.likelihood;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Opened;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.Estimate;
import org.polyptych.engines.FrameWorkers;
import org.polyptych.engines.MovableFrames;
import org.polyptych.engines.Problem;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.FreeSpace;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/** State of {@link Ml}: object and probe, and what conjugate gradients remember of the last step. */
public final class MlState implements MovableFrames {
    final Estimate estimate;
    final FrameWorkers workers;
    final Scratch[] scratch;
    final Likelihood likelihood;
    final MlSettings settings;
    /** None if its weight is 0. */
    final Smoothness smoothness;

    /** Object and probe: the arrays worked on. */
    final Variables now;
    /** Where the last step began. */
    final Variables start;

    final Variables direction;
    /** Counts on good pixels, in the order of the frames; null for none. */
    final float[] background;

    /** Of each slice. */
    final float[][] objectScale;

    final float[] probeScale;
    Variables gradient;
    /** The gradient that the direction was made from. */
    Variables before;
    /** Re &lt;g', M g'&gt; of that gradient; 0 to begin anew with the gradient alone. */
    double productBefore;
    /** The length of the last step. */
    double length;

    /** The loss here, in the unit of the likelihood; with the gradient and the scales it is good while {@code fresh}. */
    double loss;

    boolean fresh;
    int completed;

    /** A factor a frame; null for 1. */
    private final double[] intensity;

    MlState(Problem problem, MlSettings settings) {
        this.settings = settings;
        this.estimate = new Estimate(problem);
        this.now = new Variables(estimate.objects().toArray(ComplexImage[]::new), estimate.probe());
        this.start = now.zeros();
        this.direction = now.zeros();
        this.gradient = now.zeros();
        this.before = now.zeros();
        int slices = now.slices().length;
        this.objectScale = new float[slices][now.slices()[0].size()];
        try (Opened opened = new Opened()) {
            Specimen thick = problem.specimen();
            this.workers = opened.add(
                    thick.slices() > 1 && thick.modes() == 1
                            ? FrameWorkers.ofSlices(problem, GradientPass.PLANES * slices)
                            : new FrameWorkers(problem, GradientPass.PLANES));
            FrameStack frames = workers.frames();
            this.probeScale = new float[frames.pixels()];
            Conditions conditions = problem.conditions();
            this.intensity = conditions.intensity();
            this.background = conditions.background() == null ? null : frames.good(conditions.background());
            settings.check(background != null);
            this.likelihood = settings.of(frames);
            this.smoothness = Smoothness.of(
                    estimate.objectKnown() ? 0 : settings.smooth(),
                    (double) frames.count() * frames.goodPixels(),
                    frames.totalCounts(),
                    now.slices()[0].size());
            FreeSpace[] gaps = FreeSpace.between(
                    thick,
                    frames.rows(),
                    frames.columns(),
                    problem.scan().geometry().wavelength());
            this.scratch = new Scratch[workers.parallel().threads()];
            for (int w = 0; w < scratch.length; w++) {
                scratch[w] = Scratch.of(
                        opened.add(new FrameKernel(frames.propagation(), now.probe().length, workers.shifting())),
                        frames,
                        now,
                        gaps,
                        workers.shifting());
            }
            opened.keep();
        }
    }

    /** What a frame's predictions are multiplied by before anything floats. */
    float beam(int frame) {
        return intensity == null ? 1 : (float) intensity[frame];
    }

    /** The next direction begins with the gradient alone. */
    void forgetDirection() {
        productBefore = 0;
        length = 0;
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
        start.set(now);
        estimate.revise(revision, images());
        fresh &= now.isSame(start);
    }

    private List<ComplexImage> images() {
        List<ComplexImage> images = new ArrayList<>(now.images());
        images.addAll(direction.images());
        images.addAll(before.images());
        return images;
    }

    /** The gradient is not among it: a run that goes on makes it anew, with the same bits. */
    @Override
    public Snapshot save() {
        Snapshot snapshot = new Snapshot();
        Estimate.put(snapshot, "images", images());
        snapshot.doubles().put("last_step", new double[] {productBefore, length});
        snapshot.longs().put("completed", new long[] {completed});
        return snapshot;
    }

    @Override
    public void restore(Snapshot snapshot) {
        Estimate.fill(snapshot, "images", images());
        productBefore = snapshot.doubles().get("last_step")[0];
        length = snapshot.doubles().get("last_step")[1];
        completed = (int) snapshot.longs().get("completed")[0];
        fresh = false;
    }

    @Override
    public FrameStack frames() {
        return workers.frames();
    }

    @Override
    public void move(Positions moved) {
        workers.move(moved, new ComplexImage[0][]);
        fresh = false;
    }

    @Override
    public void close() {
        for (Scratch mine : scratch) {
            mine.change().close();
        }
        workers.close();
    }
}
