package org.polyptych.app.job;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C (or a plain kill) while a run goes on: asks the run to stop after the iteration it is in, and holds the end of
 * the program until the result so far is written and this is closed.
 */
public final class Interrupt implements BooleanSupplier, AutoCloseable {
    private static final long LONGEST_WAIT_SECONDS = 600;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "interrupt");
    private volatile boolean asked;

    public Interrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether somebody wants the run to stop. */
    @Override
    public boolean getAsBoolean() {
        return asked;
    }

    private void interrupted() {
        asked = true;
        try {
            closed.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending already, which is what the hook was for.
        }
    }
}
