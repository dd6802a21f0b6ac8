package org.polyptych.engines;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.polyptych.core.Checkpoint;

/**
 * Has checkpoints written while a run goes on: the run is held up only while its state is copied, the copy is written by
 * a thread of its own, and while that is at work no further copy is made. A checkpoint that cannot be written is told
 * of, and the run goes on.
 */
public final class Checkpoints implements AutoCloseable {
    /** So that on a slow disk the writing takes at most about this share of the time. */
    private static final double LEAST_PAUSE = 10;

    private final CheckpointSettings settings;
    private final Consumer<Checkpoint> writer;
    private final Consumer<String> trouble;
    private final ExecutorService thread;
    private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);
    private volatile double tookSeconds;
    private long begun = System.nanoTime();

    /**
     * @param writer puts a checkpoint in its place, whole or not at all; called on another thread
     * @param trouble is told in one line when that fails
     */
    public Checkpoints(CheckpointSettings settings, Consumer<Checkpoint> writer, Consumer<String> trouble) {
        this.settings = settings;
        this.writer = writer;
        this.trouble = trouble;
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("checkpoints").daemon().factory());
    }

    /** After an iteration: makes a checkpoint if one is due. */
    public void stepped(int iteration, Supplier<Checkpoint> copy) {
        boolean byCount = settings.every() > 0 && iteration % settings.every() == 0;
        if (byCount) {
            // Asked for by number, so none is left out.
            await();
        }
        if (byCount || byClock()) {
            write(copy);
        }
    }

    /** Within an iteration, where what steps can be saved there: makes a checkpoint if one is due by the clock. */
    public void within(Supplier<Checkpoint> copy) {
        if (byClock()) {
            write(copy);
        }
    }

    private void write(Supplier<Checkpoint> copy) {
        begun = System.nanoTime();
        copied(copy).ifPresent(checkpoint -> writing = CompletableFuture.runAsync(() -> write(checkpoint), thread));
    }

    private boolean byClock() {
        double elapsed = (System.nanoTime() - begun) * 1e-9;
        return settings.seconds() > 0
                && elapsed >= Math.max(settings.seconds(), LEAST_PAUSE * tookSeconds)
                && writing.isDone();
    }

    /** Writes one now, after any that is being written, and waits for it. */
    public void last(Supplier<Checkpoint> copy) {
        await();
        copied(copy).ifPresent(this::write);
    }

    /** A result must not be lost because there is no room for a copy of it. */
    private Optional<Checkpoint> copied(Supplier<Checkpoint> copy) {
        try {
            return Optional.of(copy.get());
        } catch (OutOfMemoryError e) {
            trouble.accept("there is not enough memory for a checkpoint, so none was written");
            return Optional.empty();
        }
    }

    private void write(Checkpoint checkpoint) {
        long from = System.nanoTime();
        try {
            writer.accept(checkpoint);
        } catch (RuntimeException | OutOfMemoryError e) {
            trouble.accept("the checkpoint of iteration " + checkpoint.iterations() + " could not be written: "
                    + e.getMessage());
        }
        tookSeconds = (System.nanoTime() - from) * 1e-9;
    }

    private void await() {
        writing.join();
    }

    /** Waits for what is being written. */
    @Override
    public void close() {
        await();
        thread.shutdown();
    }
}
