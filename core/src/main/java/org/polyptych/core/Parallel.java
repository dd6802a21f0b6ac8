package org.polyptych.core;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Parallel loops whose results do not depend on the number of threads. A loop is cut into chunks by its length alone;
 * threads take whole chunks in any order; whatever is summed is summed per chunk and the sums are added in the order
 * of the chunks.
 */
public final class Parallel implements AutoCloseable {
    /** The number of chunks of a long loop: enough to keep many cores busy, few enough to keep a sum for each. */
    public static final int MOST_CHUNKS = 64;

    /** Rounds a chunk has at least, so that adding up the sums of the chunks stays cheap beside the rounds. */
    private static final int LEAST_ROUNDS = 8;
    /** Up to here chunks are as small as they may be; with more of them, chunks are twice as large. */
    private static final int FEW_CHUNKS = 16;

    private final int threads;
    private final ExecutorService helpers;

    /** @param threads number of threads, the caller's included, at least 1 */
    public Parallel(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be 1 or more, got " + threads);
        }
        this.threads = threads;
        this.helpers = threads == 1
                ? null
                : Executors.newFixedThreadPool(
                        threads - 1,
                        Thread.ofPlatform().name("polyptych-", 0).daemon().factory());
    }

    /** One thread a processor. */
    public static int allProcessors() {
        return Runtime.getRuntime().availableProcessors();
    }

    public int threads() {
        return threads;
    }

    /** How many chunks a loop of n rounds is cut into: a function of n alone. */
    public static int chunks(int n) {
        int smallest = Math.ceilDiv(n, LEAST_ROUNDS);
        int doubled = Math.ceilDiv(n, 2 * LEAST_ROUNDS);
        return Math.min(Math.max(Math.min(smallest, FEW_CHUNKS), doubled), MOST_CHUNKS);
    }

    /** First round of a chunk; the chunk ends where the next begins. */
    public static int chunkStart(int n, int chunk) {
        return (int) ((long) n * chunk / chunks(n));
    }

    /** Runs {@code body(worker, chunk)} for every chunk of n rounds; worker is 0 to threads - 1. */
    public void forChunks(int n, ChunkBody body) {
        int chunks = chunks(n);
        forEachWithWorker(
                chunks, (worker, chunk) -> body.run(worker, chunk, chunkStart(n, chunk), chunkStart(n, chunk + 1)));
    }

    /** Runs {@code body(i)} for i from 0 to n - 1; rounds must not touch each other's data. */
    public void forEach(int n, IntConsumer body) {
        forEachWithWorker(n, (worker, i) -> body.accept(i));
    }

    /** Runs {@code body(worker, i)} for i from 0 to n - 1; what the body keeps per worker must not affect results. */
    public void forEachWithWorker(int n, WorkerBody body) {
        int workers = Math.min(threads, n);
        if (workers <= 1) {
            for (int i = 0; i < n; i++) {
                body.run(0, i);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(workers - 1);
        for (int w = 1; w < workers; w++) {
            int worker = w;
            helpers.execute(() -> {
                takeAll(worker, n, next, failure, body);
                done.countDown();
            });
        }
        takeAll(0, n, next, failure, body);
        awaitUninterruptibly(done);
        rethrow(failure.get());
    }

    /**
     * Runs {@code body(member, barrier)} once on each of several threads at the same time, which may meet at the
     * barrier: for loops whose rounds depend on each other and are cheap, so that each round is shared instead.
     *
     * @param members number of threads, at most {@link #threads()}
     */
    public void team(int members, TeamBody body) {
        if (members < 1 || members > threads) {
            throw new IllegalArgumentException("a team of " + members + " of " + threads + " threads");
        }
        SpinBarrier barrier = new SpinBarrier(members);
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(members - 1);
        for (int m = 1; m < members; m++) {
            helpers.execute(() -> {
                join(next.incrementAndGet(), barrier, failure, body);
                done.countDown();
            });
        }
        join(0, barrier, failure, body);
        awaitUninterruptibly(done);
        rethrow(failure.get());
    }

    private static void join(int member, SpinBarrier barrier, AtomicReference<Throwable> failure, TeamBody body) {
        try {
            body.run(member, barrier);
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
            barrier.breakUp();
        }
    }

    private static void rethrow(Throwable failure) {
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    private static void takeAll(
            int worker, int n, AtomicInteger next, AtomicReference<Throwable> failure, WorkerBody body) {
        try {
            for (int i = next.getAndIncrement(); i < n && failure.get() == null; i = next.getAndIncrement()) {
                body.run(worker, i);
            }
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (helpers != null) {
            helpers.shutdown();
        }
    }

    /** One round of a loop on one worker. */
    @FunctionalInterface
    public interface WorkerBody {
        void run(int worker, int i);
    }

    /** What one member of a team does; every member must meet at the barrier equally often. */
    @FunctionalInterface
    public interface TeamBody {
        void run(int member, SpinBarrier barrier);
    }

    /** One chunk of a loop: rounds {@code from} (included) to {@code to} (excluded). */
    @FunctionalInterface
    public interface ChunkBody {
        void run(int worker, int chunk, int from, int to);
    }
}
