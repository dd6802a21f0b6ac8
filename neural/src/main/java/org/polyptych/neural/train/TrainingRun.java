package org.polyptych.neural.train;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Checkpoint;
import org.polyptych.engines.CheckpointSettings;
import org.polyptych.engines.Checkpoints;
import org.polyptych.engines.Driver;
import org.polyptych.engines.History;
import org.polyptych.engines.Identity;
import org.polyptych.engines.Observer;
import org.polyptych.engines.RunControl;
import org.polyptych.engines.Stop;
import org.polyptych.engines.StopSettings;
import org.polyptych.engines.Version;
import org.polyptych.neural.model.Model;

/** A {@link Trainer} at work: gone on from a checkpoint, watched, ended early, written down. */
public final class TrainingRun {
    /** What facts of a model begin with that are those of {@link TrainingIdentity}. */
    public static final String MADE = "made.";

    private static final String STARTED = "started";
    private static final String PROCESSOR = "processor";
    private static final String THREADS = "threads";
    private static final String BUILD = "build";
    private static final String BEGUN = "rounds begun";
    private static final String CAUSE = "cause";
    private static final String STOPPED = "stopped";
    private static final String COMPLETED = "completed";

    /** More looks than any training has. */
    private static final int NEVER = Integer.MAX_VALUE;

    private final Trainer trainer;
    private final Map<String, String> identity;
    private final TrainingLimits limits;
    private final RunControl control;
    private final int threads;
    private final History history = new History();
    /** Why a round was left before it was done. */
    private Stop.Cause within = Stop.Cause.INTERRUPTED;

    private long began;
    private double secondsBefore;

    private String started =
            OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString();

    /**
     * @param identity as {@link TrainingIdentity} gives it
     * @param threads that it works with
     */
    public TrainingRun(
            Trainer trainer, Map<String, String> identity, TrainingLimits limits, int threads, RunControl control) {
        this.trainer = trainer;
        this.identity = identity;
        this.limits = limits;
        this.threads = threads;
        this.control = control;
    }

    /**
     * What a training gives and how it ended.
     *
     * @param model the best by data set apart, else the last; with facts of how it was made
     * @param completed whole rounds
     * @param losses of the training, one a round
     * @param checks of the data set apart, one every {@link Trainer#every()} rounds; empty if there are none
     * @param seconds of all rounds, also of those before a resume
     */
    public record Outcome(
            Model model, Stop stop, int completed, double[] losses, double[] checks, int every, double seconds) {}

    /**
     * Looks, before anything is done, whether a training can go on from a checkpoint.
     *
     * @throws BadInputException if it is of another training, or has more rounds already; the line says so
     */
    public void checkResumable(Checkpoint head) {
        Identity.check(head, identity);
        int begun = Integer.parseInt(head.facts().getOrDefault(BEGUN, String.valueOf(head.iterations())));
        if (begun > trainer.rounds()) {
            throw new BadInputException("the checkpoint "
                    + (begun > head.iterations() ? "is within round " + begun : "has " + begun + " rounds")
                    + " already, more than the " + trainer.rounds()
                    + " asked for; ask for more, or start anew with --overwrite");
        }
    }

    /**
     * Trains until all rounds are done, the loss of data set apart says stop, time is up, somebody asks, or a loss is no
     * number any more: then the outcome is that of the last good step, and the checkpoint too.
     */
    public Outcome run() {
        control.resume().ifPresent(checkpoint -> resume(checkpoint.get()));
        Stop end = drive();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("program", Version.program());
        facts.put(BUILD, build());
        facts.put("machine", Version.machine(threads));
        facts.put(STARTED, started);
        facts.put("seconds", String.format(Locale.ROOT, "%.3f", history.seconds()));
        facts.put(COMPLETED, String.valueOf(trainer.completed()));
        facts.put(CAUSE, end.cause().name().toLowerCase(Locale.ROOT));
        facts.put(STOPPED, end.why());
        facts.put("resumes", history.resumes());
        identity.forEach((key, value) -> facts.put(MADE + key, value));
        Model model = trainer.model();
        model.facts().putAll(facts);
        return new Outcome(
                model,
                end,
                trainer.completed(),
                history.allLosses(),
                history.checks(),
                trainer.every(),
                history.seconds());
    }

    private Stop drive() {
        int patience = trainer.patience() == 0 ? NEVER : trainer.patience();
        StopSettings stop = new StopSettings(limits.seconds(), 0, 0, 0, trainer.every(), patience);
        Observer observer = control.observer();
        Driver driver = new Driver(trainer, trainer.rounds(), history, stop, observer, control.cancelled())
                .checking(round -> trainer.validation().ifPresent(loss -> {
                    history.check(round, loss);
                    observer.checked(round, loss);
                }));
        if (control.checkpoints().isEmpty()) {
            return drive(driver, () -> {});
        }
        CheckpointSettings settings = limits.checkpoint();
        try (Checkpoints checkpoints =
                new Checkpoints(settings, control.checkpoints().get(), control.notes())) {
            driver.checkpointing(h -> checkpoints.stepped(trainer.completed(), this::checkpoint));
            Stop end = drive(driver, () -> checkpoints.within(this::checkpoint));
            if (trainer.begun() > 0 && (end.unfinished() || settings.keep())) {
                checkpoints.last(this::checkpoint);
            }
            return end;
        }
    }

    /** @param write makes a checkpoint within a round if one is due */
    private Stop drive(Driver driver, Runnable write) {
        began = System.nanoTime();
        secondsBefore = history.seconds();
        trainer.stopWhen(() -> stopsWithin(write));
        try {
            return driver.run();
        } catch (StoppedException e) {
            takeTime();
            return new Stop(
                    within,
                    within == Stop.Cause.BUDGET
                            ? "the budget stop.seconds=" + limits.seconds() + " was used up " + e.getMessage()
                            : "interrupted " + e.getMessage());
        } catch (DivergedException e) {
            takeTime();
            return new Stop(Stop.Cause.DIVERGED, "the training diverged: " + e.getMessage());
        }
    }

    /** Between two steps: a round may take minutes, so what the driver does between rounds is done here too. */
    private boolean stopsWithin(Runnable write) {
        takeTime();
        if (control.cancelled().getAsBoolean()) {
            within = Stop.Cause.INTERRUPTED;
            return true;
        }
        if (trainer.begun() == 0) {
            return false;
        }
        if (limits.seconds() > 0 && history.seconds() >= limits.seconds()) {
            within = Stop.Cause.BUDGET;
            return true;
        }
        write.run();
        return false;
    }

    private void takeTime() {
        history.setSeconds(secondsBefore + (System.nanoTime() - began) * 1e-9);
    }

    /**
     * How the training of a model had ended, by the facts that {@link #run} has given it.
     *
     * @param completed whole rounds
     * @param finished whether that was its end, rather than somebody's or a budget's: there is nothing to go on for
     * @param why in words; empty if all rounds were done
     */
    public record Ended(int completed, boolean finished, String why) {
        public static Ended of(Model model) {
            Map<String, String> facts = model.facts();
            String cause = facts.getOrDefault(CAUSE, "");
            boolean finished = Stream.of(Stop.Cause.COMPLETED, Stop.Cause.HELD_OUT, Stop.Cause.PLATEAU)
                    .anyMatch(end -> end.name().equalsIgnoreCase(cause));
            try {
                return new Ended(
                        Integer.parseInt(facts.getOrDefault(COMPLETED, "0")),
                        finished,
                        facts.getOrDefault(STOPPED, "its file does not say how it ended"));
            } catch (NumberFormatException e) {
                return new Ended(0, false, "it does not say how many rounds were done");
            }
        }
    }

    private Checkpoint checkpoint() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(STARTED, started);
        facts.put(PROCESSOR, Version.processor());
        facts.put(THREADS, String.valueOf(threads));
        facts.put(BUILD, build());
        facts.put(BEGUN, String.valueOf(trainer.begun()));
        return new Checkpoint(identity, facts, trainer.completed(), trainer.save(), history.save());
    }

    private void resume(Checkpoint checkpoint) {
        checkResumable(checkpoint);
        try {
            trainer.restore(checkpoint.state());
            history.restore(checkpoint.history());
        } catch (NullPointerException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new BadInputException(
                    "the checkpoint does not hold what the trainer needs; start anew with --overwrite", e);
        }
        history.resumed(trainer.completed());
        started = checkpoint.facts().getOrDefault(STARTED, started);
        control.notes()
                .accept(String.format(
                        Locale.ROOT,
                        "resumed after round %d; those before took %.1f s",
                        trainer.completed(),
                        history.seconds()));
        differs(checkpoint, PROCESSOR, Version.processor(), "on another processor");
        differs(checkpoint, BUILD, build(), "by another build of the program");
        differs(checkpoint, THREADS, String.valueOf(threads), "with another number of threads");
    }

    private String build() {
        return Version.build(TrainingRun.class, trainer.getClass());
    }

    private void differs(Checkpoint checkpoint, String fact, String now, String how) {
        String before = checkpoint.facts().getOrDefault(fact, now);
        if (!before.equals(now)) {
            control.notes()
                    .accept("the training was begun " + how + " (" + before
                            + "): losses may differ in the last digits from those of one that was not interrupted");
        }
    }
}
