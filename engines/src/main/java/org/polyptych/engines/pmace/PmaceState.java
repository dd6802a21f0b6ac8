package org.polyptych.engines.pmace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Opened;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.EngineState;
import org.polyptych.engines.Estimate;
import org.polyptych.engines.FrameWorkers;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.Problem;
import org.polyptych.engines.ProblemSize;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/** State of {@link Pmace}: the consensus z, the probe, and what each frame keeps of its own estimate of the object. */
public final class PmaceState implements EngineState {
    /** Sums on the object's grid: real and imaginary part of the weighted estimates, and the weights. */
    private static final int PLANES = 3;

    final FrameWorkers workers;
    final Estimate estimate;
    /** v_j - 2 rho z of the next iteration's v_j; none with a known object. */
    final ComplexImage[] kept;

    final Scratch[] scratch;
    int completed;

    /** Of one thread. */
    static final class Scratch {
        /** sum conj(P) Delta, then the weighted estimate. */
        final float[] re;

        final float[] im;
        /** |P|^2, then the weight. */
        final float[] light;

        final float[] sum;

        Scratch(int pixels) {
            re = new float[pixels];
            im = new float[pixels];
            light = new float[pixels];
            sum = new float[pixels];
        }
    }

    PmaceState(Problem problem, PmaceSettings settings) {
        this.estimate = new Estimate(problem);
        try (Opened opened = new Opened()) {
            this.workers = opened.add(new FrameWorkers(problem, PLANES));
            FrameStack frames = workers.frames();
            this.kept = new ComplexImage[estimate.objectKnown() ? 0 : frames.count()];
            for (int j = 0; j < kept.length; j++) {
                kept[j] = ComplexImage.zeros(frames.rows(), frames.columns());
                workers.kernel(0).cutInto(kept[j], estimate.object(), workers.placements(), j, 0, frames.rows());
                kept[j].scale(1 - 2 * settings.pace());
            }
            this.scratch = new Scratch[workers.parallel().threads()];
            Arrays.setAll(scratch, w -> new Scratch(frames.pixels()));
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
        revision.accept(estimate);
    }

    private List<ComplexImage> images() {
        List<ComplexImage> images = new ArrayList<>(estimate.images());
        images.addAll(List.of(kept));
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
    public void close() {
        workers.close();
    }

    static MemoryNeed memory(ProblemSize size) {
        long patches = size.frames() * size.pixels() * 2 * Float.BYTES;
        return new MemoryNeed(
                patches
                        + size.objects(2)
                        + size.probes(6)
                        + size.kernels()
                        + size.sums(PLANES)
                        + size.threads() * size.pixels() * Float.BYTES * 4L,
                patches + size.objects(1) + size.probes(1));
    }
}
