package org.polyptych.app.compare;

import java.util.stream.IntStream;
import org.polyptych.app.job.Job;
import org.polyptych.engines.Observer;

/**
 * Runs an engine for a moment on a few frames, for nothing: Java compiles a program while it runs, and an engine should
 * not look slow because it was the first.
 */
final class WarmUp {
    static final double SECONDS = 3;
    static final int FRAMES = 32;

    private WarmUp() {}

    static void of(Job job) {
        int count = Math.min(FRAMES, job.scan().frames().count());
        long end = System.nanoTime() + (long) (SECONDS * 1e9);
        try {
            job.recipe()
                    .run(
                            job.scan().select(IntStream.range(0, count).toArray()),
                            job.probe(),
                            job.specimen(),
                            Observer.NONE,
                            () -> System.nanoTime() > end);
        } catch (RuntimeException e) {
            // What is wrong the run itself will say.
        }
    }
}
