package org.polyptych.engines;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.polyptych.core.BadInputException;

/**
 * Runs anything that is a {@link Stepper}: owns the loop, observers, stopping, cancelling, and when held-out frames are
 * looked at and checkpoints made.
 */
public final class Driver {
    private final Stepper stepper;
    private final int iterations;
    private final History history;
    private final StopRules rules;
    private final Observer observer;
    private final BooleanSupplier cancelled;
    private IntConsumer check = iteration -> {};
    private Consumer<History> checkpoint = h -> {};
    private IntConsumer pause = iteration -> {};
    private Consumer<String> notes = note -> {};
    private long prepared;

    /**
     * @param iterations total number, counting those completed before
     * @param history of the iterations completed before; is added to
     * @param settings when to stop early
     * @param cancelled asked between iterations
     */
    public Driver(
            Stepper stepper,
            int iterations,
            History history,
            StopSettings settings,
            Observer observer,
            BooleanSupplier cancelled) {
        this.stepper = stepper;
        this.iterations = iterations;
        this.history = history;
        this.rules = new StopRules(settings, stepper.unit(), stepper.checkName());
        this.observer = observer;
        this.cancelled = cancelled;
    }

    /** Only what happens after this number of completed iterations may end the run: those of the last engine of a chain. */
    Driver judgingFrom(int iteration) {
        rules.judgeFrom(iteration);
        return this;
    }

    /** Looks at what is held out after each iteration, whose number it is given. */
    public Driver checking(IntConsumer check) {
        this.check = check;
        return this;
    }

    /** Counts time that was spent on the first iteration before {@link #run}, in ns. */
    Driver prepared(long nanoseconds) {
        this.prepared = nanoseconds;
        return this;
    }

    /** Is given the number of each iteration once its observer was told; what is done then is not counted as time. */
    Driver pausing(IntConsumer pause) {
        this.pause = pause;
        return this;
    }

    /** Is told what iterations have to say beside their loss, with their number in front. */
    public Driver noting(Consumer<String> notes) {
        this.notes = notes;
        return this;
    }

    /** Is given the history after each iteration, when all of it is up to date. */
    public Driver checkpointing(Consumer<History> checkpoint) {
        this.checkpoint = checkpoint;
        return this;
    }

    /**
     * Steps until the iterations are done, a rule says stop, or the run is cancelled.
     *
     * @throws BadInputException if the loss stops being a number
     */
    public Stop run() {
        long begin = System.nanoTime() - prepared;
        double before = history.seconds();
        while (true) {
            Optional<Stop> stop = stop();
            if (stop.isPresent()) {
                return stop.get();
            }
            StepReport report = stepper.step();
            report.note().ifPresent(note -> notes.accept(stepper.unit() + " " + report.iteration() + ": " + note));
            if (!Double.isFinite(report.loss())) {
                throw new BadInputException(stepper.diverged(
                        "the loss of " + stepper.unit() + " " + report.iteration() + " is " + report.loss()));
            }
            history.add(report.loss(), before + (System.nanoTime() - begin) * 1e-9);
            check.accept(report.iteration());
            history.setSeconds(before + (System.nanoTime() - begin) * 1e-9);
            observer.stepped(report, iterations, history.seconds());
            long stopped = System.nanoTime();
            pause.accept(report.iteration());
            begin += System.nanoTime() - stopped;
            checkpoint.accept(history);
        }
    }

    private Optional<Stop> stop() {
        if (stepper.completed() >= iterations) {
            return Optional.of(new Stop(Stop.Cause.COMPLETED, ""));
        }
        if (cancelled.getAsBoolean()) {
            return Optional.of(new Stop(
                    Stop.Cause.INTERRUPTED,
                    "interrupted after " + stepper.unit() + " " + stepper.completed() + " of " + iterations));
        }
        return rules.reason(history);
    }
}
