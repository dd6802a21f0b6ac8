package org.polyptych.engines.pmace;

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
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.ProbeSpectrum;
import org.polyptych.physics.Specimen;

/** State of {@link Pmace}: the consensus z, the probe, and what each frame keeps of its own estimates of both. */
public final class PmaceState implements MovableFrames {
    /** Sums on the object's grid: real and imaginary part of the weighted estimates, and the weights. */
    private static final int PLANES = 3;

    final FrameWorkers workers;
    final Estimate estimate;
    /** v_j - 2 rho z of the next iteration's v_j, [frame]; none with a known object. */
    final ComplexImage[] kept;
    /** The same of the frames' estimates of the probe, [frame][mode], as the frame sees it; none with a known probe. */
    final ComplexImage[][] keptProbe;

    final Scratch[] scratch;
    int completed;

    /** Of one thread. */
    static final class Scratch {
        /** For the object: sum conj(P) Delta, then the weighted estimate. */
        final float[] re;

        final float[] im;
        /** |P|^2 or |O|^2, then the weight. */
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
            double share = 1 - 2 * settings.pace();
            this.kept = new ComplexImage[estimate.objectKnown() ? 0 : frames.count()];
            this.keptProbe = new ComplexImage[estimate.probeKnown() ? 0 : frames.count()][estimate.probe().length];
            ProbeSpectrum spectrum = workers.spectrum(estimate.probe());
            workers.parallel().forEachWithWorker(frames.count(), (worker, j) -> {
                FrameKernel kernel = workers.kernel(worker);
                kernel.place(estimate.object(), spectrum, workers.placements(), j);
                if (!estimate.objectKnown()) {
                    kept[j] = scaled(kernel.patch(), share);
                }
                for (int m = 0; m < estimate.probe().length && !estimate.probeKnown(); m++) {
                    keptProbe[j][m] = scaled(kernel.probe(m), share);
                }
            });
            this.scratch = new Scratch[workers.parallel().threads()];
            Arrays.setAll(scratch, w -> new Scratch(frames.pixels()));
            opened.keep();
        }
    }

    private static ComplexImage scaled(ComplexImage image, double factor) {
        ComplexImage scaled = image.copy();
        scaled.scale(factor);
        return scaled;
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
        images.addAll(List.of(kept));
        for (ComplexImage[] modes : keptProbe) {
            images.addAll(List.of(modes));
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
        int frames = workers.frames().count();
        ComplexImage[][] patches = new ComplexImage[estimate.objectKnown() ? 0 : frames][];
        Arrays.setAll(patches, j -> new ComplexImage[] {kept[j]});
        ComplexImage[][] probes = new ComplexImage[estimate.probeKnown() ? 0 : frames][];
        Arrays.setAll(probes, j -> keptProbe[j]);
        workers.move(moved, patches, probes);
    }

    @Override
    public void stretch(Positions moved) {
        ComplexImage[][] all = new ComplexImage[workers.frames().count()][];
        Arrays.setAll(all, j -> {
            List<ComplexImage> own = new ArrayList<>(estimate.objectKnown() ? List.of() : List.of(kept[j]));
            own.addAll(estimate.probeKnown() ? List.of() : List.of(keptProbe[j]));
            return own.toArray(ComplexImage[]::new);
        });
        workers.move(moved, new ComplexImage[0][], all);
    }

    @Override
    public void close() {
        workers.close();
    }

    static MemoryNeed memory(ProblemSize size) {
        long patches = size.frames() * size.pixels() * 2 * Float.BYTES;
        return new MemoryNeed(
                patches
                        + size.exitWaves()
                        + size.objects(2)
                        + size.probes(6)
                        + size.kernels()
                        + size.sums(PLANES)
                        + size.threads() * size.pixels() * Float.BYTES * 4L,
                patches + size.exitWaves() + size.objects(1) + size.probes(1));
    }
}
