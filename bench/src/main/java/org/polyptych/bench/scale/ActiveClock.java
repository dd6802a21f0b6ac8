package org.polyptych.bench.scale;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Time in which this process was let run: so that two of them can be stopped and continued by turns, and both see the
 * same machine. A thread looks every few milliseconds; while the process is stopped it cannot.
 */
final class ActiveClock {
    private static final long LOOK_EVERY_MS = 10;
    private static final long STOPPED_NANOS = 1_000_000_000L;

    private final AtomicLong active = new AtomicLong();

    ActiveClock() {
        Thread.ofPlatform().daemon().priority(Thread.MAX_PRIORITY).start(this::look);
    }

    private void look() {
        long before = System.nanoTime();
        while (true) {
            try {
                Thread.sleep(LOOK_EVERY_MS);
            } catch (InterruptedException e) {
                return;
            }
            long now = System.nanoTime();
            if (now - before < STOPPED_NANOS) {
                active.addAndGet(now - before);
            }
            before = now;
        }
    }

    double seconds() {
        return active.get() * 1e-9;
    }
}
