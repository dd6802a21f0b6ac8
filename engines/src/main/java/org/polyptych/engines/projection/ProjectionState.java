package org.polyptych.engines.projection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Opened;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.Estimate;
import org.polyptych.engines.FrameWorkers;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.MovableFrames;
import org.polyptych.engines.Problem;
import org.polyptych.engines.ProblemSize;
import org.polyptych.engines.RunningMean;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/**
 * State of methods that project by turns ({@link Dm}, {@link Raar}): object, probe, their running means, and the exit wave
 * of every frame.
 */
public final class ProjectionState implements MovableFrames {
    final FrameWorkers workers;
    final boolean probeKnown;
    final boolean objectKnown;
    final ComplexImage object;
    final ComplexImage[] probe;
    /** What a frame keeps between iterations, see {@link WaveUpdate}. */
    final ComplexImage[][] waves;
    /** What object and probe are fitted to: the waves themselves, or what is made anew from them in each iteration. */
    final ComplexImage[][] fitted;

    final RunningMean meanObject;
    final RunningMean[] meanProbe;
    int completed;
    double bound;

    private final Estimate estimate;

    /** @param fitsWaves true if object and probe are fitted to the waves themselves */
    ProjectionState(Problem problem, boolean fitsWaves, int average) {
        this.estimate = new Estimate(problem);
        this.probeKnown = estimate.probeKnown();
        this.objectKnown = estimate.objectKnown();
        this.object = estimate.object();
        this.probe = estimate.probe();
        try (Opened opened = new Opened()) {
            this.workers = opened.add(new FrameWorkers(problem, OverlapProjection.PLANES));
            this.waves = new ComplexImage[workers.frames().count()][probe.length];
            this.fitted = fitsWaves ? waves : zeros();
            this.meanObject = new RunningMean(object, average);
            this.meanProbe = Arrays.stream(probe)
                    .map(mode -> new RunningMean(mode, average))
                    .toArray(RunningMean[]::new);
            opened.keep();
        }
    }

    private ComplexImage[][] zeros() {
        ComplexImage[][] images = new ComplexImage[waves.length][probe.length];
        for (ComplexImage[] frame : images) {
            Arrays.setAll(frame, m -> ComplexImage.zeros(probe[m].rows(), probe[m].columns()));
        }
        return images;
    }

    @Override
    public int completed() {
        return completed;
    }

    @Override
    public Specimen specimen() {
        return estimate.specimen(meanObject.image());
    }

    @Override
    public Probe probe() {
        return estimate.reportedProbe(
                Arrays.stream(meanProbe).map(RunningMean::image).toArray(ComplexImage[]::new));
    }

    @Override
    public void revise(Consumer<Estimate> revision) {
        estimate.revise(revision, images());
    }

    /** Every image that changes, in one order. */
    private List<ComplexImage> images() {
        List<ComplexImage> images = new ArrayList<>();
        images.add(object);
        images.add(meanObject.image());
        for (int m = 0; m < probe.length; m++) {
            images.add(probe[m]);
            images.add(meanProbe[m].image());
        }
        for (ComplexImage[] wave : waves) {
            images.addAll(Arrays.asList(wave));
        }
        return images;
    }

    @Override
    public Snapshot save() {
        Snapshot snapshot = new Snapshot();
        Estimate.put(snapshot, "images", images());
        snapshot.longs().put("completed", new long[] {completed});
        return snapshot;
    }

    @Override
    public void restore(Snapshot snapshot) {
        Estimate.fill(snapshot, "images", images());
        completed = (int) snapshot.longs().get("completed")[0];
    }

    @Override
    public FrameStack frames() {
        return workers.frames();
    }

    @Override
    public void move(Positions moved) {
        workers.move(moved, waves);
    }

    @Override
    public void stretch(Positions moved) {
        workers.move(moved, new ComplexImage[0][], waves);
    }

    @Override
    public void close() {
        workers.close();
    }

    /**
     * Of all engines with such a state.
     *
     * @param fitsWaves true if object and probe are fitted to the waves themselves, else there are waves of both kinds
     */
    static MemoryNeed memory(ProblemSize size, boolean fitsWaves) {
        return new MemoryNeed(
                (fitsWaves ? 1 : 2) * size.exitWaves()
                        + size.objects(4)
                        + size.probes(5)
                        + size.kernels()
                        + size.sums(3),
                size.exitWaves() + size.objects(2) + size.probes(2));
    }
}
