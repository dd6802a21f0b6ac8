package org.polyptych.app.simulate;

import java.io.PrintWriter;
import java.util.function.IntConsumer;

/** A line every few seconds for simulations that take long. */
public final class SimulationProgress implements IntConsumer {
    private static final long EVERY_NANOSECONDS = 5_000_000_000L;

    private final PrintWriter err;
    private final int frames;
    private long last = System.nanoTime();

    public SimulationProgress(PrintWriter err, int frames) {
        this.err = err;
        this.frames = frames;
    }

    @Override
    public synchronized void accept(int done) {
        if (System.nanoTime() - last > EVERY_NANOSECONDS) {
            last = System.nanoTime();
            err.println("frame " + done + " of " + frames);
            err.flush();
        }
    }
}
