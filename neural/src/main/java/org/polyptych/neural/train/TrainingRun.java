package org.polyptych.neural.train;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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

    /** More looks than any training has. */
    private static final int NEVER = Integer.MAX_VALUE;

    private final Trainer trainer;
    private final Map<String, String> identity;
    private final TrainingLimits limits;
    private final RunControl control;
    private final int threads;
    private final History history = new History();
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
        if (head.iterations() > trainer.rounds()) {
            throw new BadInputException("the checkpoint has " + head.iterations()
                    + " rounds already, more than the " + trainer.rounds()
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
        facts.put("completed", String.valueOf(trainer.completed()));
        facts.put("stopped", end.why());
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
        StopSettings stop =
                new StopSettings(limits.seconds(), 0, 0, 0, 1, trainer.patience() == 0 ? NEVER : trainer.patience());
        Observer observer = control.observer();
        Driver driver = new Driver(trainer, trainer.rounds(), history, stop, observer, control.cancelled())
                .checking(round -> trainer.validation().ifPresent(loss -> {
                    history.check(round, loss);
                    observer.checked(round, loss);
                }));
        if (control.checkpoints().isEmpty()) {
            return drive(driver);
        }
        CheckpointSettings settings = limits.checkpoint();
        try (Checkpoints checkpoints =
                new Checkpoints(settings, control.checkpoints().get(), control.notes())) {
            driver.checkpointing(h -> checkpoints.stepped(trainer.completed(), this::checkpoint));
            Stop end = drive(driver);
            if (trainer.completed() > 0 && (end.unfinished() || settings.keep())) {
                checkpoints.last(this::checkpoint);
            }
            return end;
        }
    }

    private Stop drive(Driver driver) {
        try {
            return driver.run();
        } catch (DivergedException e) {
            return new Stop(
                    Stop.Cause.DIVERGED,
                    "the training diverged: " + e.getMessage() + "; try a lower rate, or clip the gradients");
        }
    }

    private Checkpoint checkpoint() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(STARTED, started);
        facts.put(PROCESSOR, Version.processor());
        facts.put(THREADS, String.valueOf(threads));
        facts.put(BUILD, build());
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
