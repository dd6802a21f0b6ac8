package org.polyptych.app.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C or a plain kill while a run goes on. The first asks the run to stop after the iteration it is in, and the
 * result so far is written; the second ends the program at once, and the last checkpoint stays. Where the program ends
 * for another reason (a closed terminal), its end is held until the result so far is written and this is closed.
 */
public final class Interrupt implements BooleanSupplier, AutoCloseable {
    private static final long LONGEST_WAIT_SECONDS = 600;
    private static final int AT_ONCE = 130;
    private static final List<String> SIGNALS = List.of("INT", "TERM");

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::ending, "interrupt");
    private final List<Runnable> restore = new ArrayList<>();
    private final Runnable first;
    private volatile boolean asked;

    public Interrupt() {
        this(() -> {});
    }

    /** @param first told when the run is asked to stop, on a thread of the system's */
    public Interrupt(Runnable first) {
        this.first = first;
        Runtime.getRuntime().addShutdownHook(hook);
        for (String name : SIGNALS) {
            Signals.handle(name, this::signalled).ifPresent(restore::add);
        }
    }

    /** Whether somebody wants the run to stop. */
    @Override
    public boolean getAsBoolean() {
        return asked;
    }

    private void signalled() {
        if (asked) {
            Runtime.getRuntime().halt(AT_ONCE);
        }
        asked = true;
        first.run();
    }

    private void ending() {
        asked = true;
        try {
            closed.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        restore.forEach(Runnable::run);
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending already, which is what the hook was for.
        }
    }
}
