package org.polyptych.engines;

import java.util.function.BooleanSupplier;
import org.polyptych.core.BadInputException;

/** Runs anything that is a {@link Stepper}: owns the loop, observers and cancelling. */
public final class Driver {
    private Driver() {}

    /**
     * Steps until the given number of iterations is completed or the run is cancelled.
     *
     * @param iterations total number, counting those completed before
     * @param cancelled asked between iterations
     * @return wall-clock seconds spent
     * @throws BadInputException if the loss stops being a number
     */
    public static double run(Stepper stepper, int iterations, Observer observer, BooleanSupplier cancelled) {
        long begin = System.nanoTime();
        while (stepper.completed() < iterations && !cancelled.getAsBoolean()) {
            StepReport report = stepper.step();
            if (!Double.isFinite(report.loss())) {
                throw diverged("the loss of iteration " + report.iteration() + " is " + report.loss());
            }
            observer.stepped(report, iterations, (System.nanoTime() - begin) * 1e-9);
        }
        return (System.nanoTime() - begin) * 1e-9;
    }

    /** What a user is told when numbers stop being numbers. */
    static BadInputException diverged(String how) {
        return new BadInputException(
                "the reconstruction diverged: " + how + "; try more cautious settings or another engine");
    }
}
