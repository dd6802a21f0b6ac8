package org.polyptych.engines.lsqml;

import java.util.ArrayList;
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
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.FreeSpace;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/** State of {@link Lsqml}: object and probe, and their momentum if there is any. Nothing of a frame. */
public final class LsqmlState implements MovableFrames {
    final FrameWorkers workers;
    final Estimate estimate;
    final BatchPlan plan;
    final BatchUpdate update;
    final List<Momentum> momentum = new ArrayList<>();
    final boolean scaleFree;
    final long seed;
    int completed;

    LsqmlState(Problem problem, LsqmlSettings settings) {
        this.estimate = new Estimate(problem);
        this.scaleFree = problem.settings().scaleFree();
        this.seed = problem.settings().seed();
        try (Opened opened = new Opened()) {
            Specimen thick = problem.specimen();
            this.workers = opened.add(
                    thick.slices() > 1 && thick.modes() == 1
                            ? FrameWorkers.ofSlices(problem)
                            : new FrameWorkers(problem));
            int most = settings.mostFrames(workers.frames().count(), 4 * LitArea.frames(problem));
            this.plan = new BatchPlan(workers.placements(), settings.batches(), most);
            FreeSpace[] gaps = FreeSpace.between(
                    thick,
                    frames().rows(),
                    frames().columns(),
                    problem.scan().geometry().wavelength());
            this.update = new BatchUpdate(workers, estimate.objects(), gaps, estimate.probe(), settings, most);
            for (ComplexImage slice : estimate.objects()) {
                if (settings.momentum() > 0 && !estimate.objectKnown()) {
                    momentum.add(new Momentum(slice, settings.momentum()));
                }
            }
            for (ComplexImage mode : estimate.probe()) {
                if (settings.momentum() > 0 && !estimate.probeKnown()) {
                    momentum.add(new Momentum(mode, settings.momentum()));
                }
            }
            opened.keep();
        }
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
        estimate.revise(revision, images());
    }

    private List<ComplexImage> images() {
        List<ComplexImage> images = new ArrayList<>(estimate.images());
        momentum.forEach(m -> images.addAll(m.images()));
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
        workers.move(moved, new ComplexImage[0][]);
    }

    @Override
    public void close() {
        workers.close();
    }

    static MemoryNeed memory(ProblemSize size, LsqmlSettings settings) {
        int momenta = settings.momentum() > 0 ? 5 : 0;
        int saved = settings.momentum() > 0 ? 4 : 1;
        return new MemoryNeed(
                size.objects(2 + momenta)
                        + size.probes(6 + momenta)
                        + size.kernels()
                        + BatchUpdate.memory(size, settings.mostFrames(size.frames())),
                size.objects(saved) + size.probes(saved));
    }
}
