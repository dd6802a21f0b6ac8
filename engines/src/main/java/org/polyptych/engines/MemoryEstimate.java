package org.polyptych.engines;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/**
 * What a reconstruction will take of Java's memory, known before any frame is read; in bytes.
 *
 * @param frames the frames, as the engine holds them and as they lie in memory already
 * @param engine what the engine works with
 * @param checkpoint the copy that a checkpoint is written from
 */
public record MemoryEstimate(long frames, long engine, long checkpoint) {
    /** The program itself, its pictures, and the collector's room. */
    private static final long REST = 80L << 20;

    /** Java keeps part of its memory for what is short-lived; measured, see docs/survive.md. */
    private static final double USABLE = 0.9;

    /** What must be asked for beyond what Java then says it has: a part of the heap is never used. */
    private static final double ASKED = 1.15;

    /** A machine needs some memory for everything else. */
    private static final double SHARE_OF_MACHINE = 0.9;

    /** Of a run with starts made from the scan. */
    public static MemoryEstimate of(Scan scan, Reconstruction recipe) {
        return of(scan, recipe, Optional.empty());
    }

    /** @param specimen an object to start from, if one is given */
    public static MemoryEstimate of(Scan scan, Reconstruction recipe, Optional<Specimen> specimen) {
        ProblemSize size = ProblemSize.of(scan, recipe, specimen);
        // Positions in a wrong unit are refused for what they are, not for the object they would make.
        boolean absurd = (double) size.objectRows() * size.objectColumns() > StartingPoint.MOST_PIXELS;
        MemoryNeed need = absurd ? new MemoryNeed(0, 0) : Constraints.added(greatest(recipe, size), size, recipe.run());
        return new MemoryEstimate(
                (recipe.run().data().stream() ? 0 : size.frameStack())
                        + scan.frames().heapBytes(),
                need.working() + (absurd ? 0 : refinement(size, recipe.run())),
                recipe.run().checkpoint().any() ? need.snapshot() : 0);
    }

    /** Of the engines of a chain, which never work at the same time. */
    private static MemoryNeed greatest(Reconstruction recipe, ProblemSize size) {
        long working = 0;
        long snapshot = 0;
        for (Link link : recipe.links()) {
            MemoryNeed need = link.provider().memory(size, link.settings());
            working = Math.max(working, need.working());
            snapshot = Math.max(snapshot, need.snapshot());
        }
        long start = recipe.links().size() > 1 ? size.objects(1) + size.probes(1) : 0;
        return new MemoryNeed(working + start, snapshot + start);
    }

    /** Kernels of its own, object and probe as they are reported, and sums laid anew while the old ones are still there. */
    private static long refinement(ProblemSize size, RunSettings run) {
        return run.positions().refine() ? size.objects(1) + size.probes(1) + 2 * size.kernels() + size.sums(3) : 0;
    }

    /** All of it. */
    public long total() {
        return frames + engine + checkpoint + REST;
    }

    /** The heap that Java must have for it, as {@link Runtime#maxMemory()} says. */
    public long heap() {
        return (long) (total() / USABLE);
    }

    /** The heap that Java must be asked for, so that it has {@link #heap()}. */
    private long asked() {
        return (long) (heap() * ASKED);
    }

    /** Such as {@code 1.3 GB: frames 0.8 GB, engine 0.3 GB, checkpoint 0.1 GB}. */
    public String text() {
        return gigabytes(total()) + ": frames " + gigabytes(frames) + ", engine " + gigabytes(engine) + ", checkpoint "
                + gigabytes(checkpoint) + ", the program itself " + gigabytes(REST);
    }

    /** @throws BadInputException if it is more than Java may take; the line says what can be done */
    public void check() {
        check(
                Runtime.getRuntime().maxMemory(),
                ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getTotalMemorySize());
    }

    void check(long heap, long machine) {
        if (heap() <= heap) {
            return;
        }
        String less =
                "use fewer frames (--frames, --half, --set data.region=...), smaller ones (--set data.crop=...) or"
                        + " fewer probe modes"
                        + (frames > 0
                                ? ", or hold no frames in memory (--set data.stream=true, where the engine can)"
                                : "")
                        + (checkpoint > 0 && withoutCheckpoint().heap() <= heap
                                ? ", or do without checkpoints (--set checkpoint.seconds=0 --set checkpoint.every=0)"
                                : "");
        String more = asked() <= SHARE_OF_MACHINE * machine
                ? ", or give Java more: POLYPTYCH_MEMORY=" + (asked() / (1 << 20) + 1) + "m"
                : "; the machine has " + gigabytes(machine) + " in all";
        throw new BadInputException("this needs about " + text() + "; with what Java keeps free, a heap of "
                + gigabytes(heap()) + ", but it may take only " + gigabytes(heap) + ": " + less + more);
    }

    private MemoryEstimate withoutCheckpoint() {
        return new MemoryEstimate(frames, engine, 0);
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, bytes < 1e8 ? "%.3f GB" : "%.2f GB", bytes * 1e-9);
    }
}
