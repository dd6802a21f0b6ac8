package org.polyptych.engines;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.FrameKeeping;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.prepare.DataSettings;

/**
 * What a reconstruction will take of Java's memory, known before any frame is read; in bytes.
 *
 * @param frames the frames, as the engine holds them and as they lie in memory already
 * @param engine what the engine works with
 * @param checkpoint the copy that a checkpoint is written from
 * @param keeping where the frames are meanwhile: chosen so that all of it fits, where the settings leave the choice
 */
public record MemoryEstimate(long frames, long engine, long checkpoint, FrameKeeping keeping) {
    /** The program itself, its pictures, and the collector's room. */
    private static final long REST = 80L << 20;

    /** Java keeps part of its memory for what is short-lived; measured, see docs/survive.md. */
    private static final double USABLE = 0.9;

    /**
     * Up to here memory is filled with packed frames. They live long, and the part of the heap for what lives long is two
     * thirds of it; with less to spare the collector would work all the time.
     */
    private static final double CACHED = 0.6;

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
        return of(scan, recipe, specimen, Runtime.getRuntime().maxMemory());
    }

    /** @param heap what Java may take */
    static MemoryEstimate of(Scan scan, Reconstruction recipe, Optional<Specimen> specimen, long heap) {
        ProblemSize size = ProblemSize.of(scan, recipe, specimen);
        // Positions in a wrong unit are refused for what they are, not for the object they would make.
        boolean absurd = (double) size.objectRows() * size.objectColumns() > StartingPoint.MOST_PIXELS;
        MemoryNeed need = absurd ? new MemoryNeed(0, 0) : Constraints.added(greatest(recipe, size), size, recipe.run());
        long checkpoint = recipe.run().checkpoint().any() ? need.snapshot() : 0;
        return choose(
                recipe.run().data().stream(),
                recipe.streams(),
                size.frameStack(),
                scan.frames().heapBytes(),
                need.working() + (absurd ? 0 : refinement(size, recipe.run())),
                checkpoint,
                heap);
    }

    /**
     * Chooses where the frames will be.
     *
     * @param streams whether the engines can do without frames in memory
     * @param stack the frames as engines hold them
     * @param read what they take in memory as they were read
     * @param heap what Java may take
     */
    private static MemoryEstimate choose(
            DataSettings.Stream asked,
            boolean streams,
            long stack,
            long read,
            long working,
            long checkpoint,
            long heap) {
        MemoryEstimate held = new MemoryEstimate(stack + read, working, checkpoint, FrameKeeping.HELD);
        MemoryEstimate streamed = new MemoryEstimate(read, working, checkpoint, FrameKeeping.STREAMED);
        return switch (asked) {
            case FALSE -> held;
            case TRUE -> streamed;
            case COMPRESSED -> streamed.packing(stack, heap);
            // packing what is in memory already would only take more of it
            case AUTO -> !streams || held.heap() <= heap ? held : read > 0 ? streamed : streamed.packing(stack, heap);
        };
    }

    /** The same with part of the memory that is left for frames. */
    private MemoryEstimate packing(long stack, long heap) {
        long room = Math.max(0, Math.min((long) (CACHED * heap) - total(), stack));
        return new MemoryEstimate(frames + room, engine, checkpoint, FrameKeeping.packed(room));
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
        return run.positions().refine()
                ? size.objects(1) + size.probes(1) + 2 * size.kernels() + size.waves() + size.sums(3)
                : 0;
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
        return gigabytes(total()) + ": frames " + gigabytes(frames) + " (" + where() + "), engine " + gigabytes(engine)
                + ", checkpoint " + gigabytes(checkpoint) + ", the program itself " + gigabytes(REST);
    }

    /** Where the frames will be while the engine works, in words. */
    public String where() {
        if (keeping.held()) {
            return "all in memory";
        }
        return keeping.cacheBytes() == 0
                ? "read whenever needed"
                : "as many as " + gigabytes(keeping.cacheBytes())
                        + " hold are kept packed, the others read whenever needed";
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
                        + (keeping.held()
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
        return new MemoryEstimate(frames, engine, 0, keeping);
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, bytes < 1e8 ? "%.3f GB" : "%.2f GB", bytes * 1e-9);
    }
}
