package org.polyptych.app.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.polyptych.app.job.Observers;
import org.polyptych.app.job.Progress;
import org.polyptych.app.job.ResultFolder.Existing;
import org.polyptych.app.job.RunLog;
import org.polyptych.app.report.LossCurves;
import org.polyptych.app.report.PngFile;
import org.polyptych.app.report.SamplesPicture;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Checkpoint;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.Identity;
import org.polyptych.engines.Observer;
import org.polyptych.engines.RunControl;
import org.polyptych.engines.Stop;
import org.polyptych.engines.Version;
import org.polyptych.io.CheckpointFile;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.train.Trainer;
import org.polyptych.neural.train.TrainingData;
import org.polyptych.neural.train.TrainingIdentity;
import org.polyptych.neural.train.TrainingRun;

/** A training from opening its data to the files it leaves. */
public final class TrainJob {
    private static final String TEXT = "; start anew with --overwrite";

    private final TrainRequest request;
    private final ModelPlace place;
    private final PrintWriter err;

    public TrainJob(TrainRequest request, ModelPlace place, PrintWriter err) {
        this.request = request;
        this.place = place;
        this.err = err;
    }

    /**
     * How it ended.
     *
     * @param outcome empty if there was nothing left to do
     */
    public record End(String lossName, Optional<TrainingRun.Outcome> outcome) {}

    /**
     * Trains and writes the model; interrupted before the first round is done, nothing.
     *
     * @param command what was typed, for the log
     */
    public End run(String command, BooleanSupplier interrupt) {
        Optional<Model> from = request.from()
                .map(file -> ModelFile.read(file, request.provider().name()));
        OpenedData opened = OpenedData.of(request);
        TrainingData data = opened.data();
        try (Trainer trainer = request.provider().create(request.settings(), data, request.conditions())) {
            List<String> notes = new ArrayList<>(opened.notes());
            from.ifPresent(model -> {
                trainer.beginWith(model);
                notes.addAll(trainer.differences(model));
            });
            Map<String, String> identity = TrainingIdentity.of(
                    request.provider(), request.settings(), data, request.conditions(), trainer.needsEnd(), from);
            if (finished(identity, trainer)) {
                return new End(trainer.lossName(), Optional.empty());
            }
            try (place) {
                place.begin();
                return run(command, trainer, identity, notes, interrupt);
            }
        }
    }

    private End run(
            String command,
            Trainer trainer,
            Map<String, String> identity,
            List<String> found,
            BooleanSupplier interrupt) {
        Optional<Supplier<Checkpoint>> resume = place.resumable().map(file -> reader(file, trainer, identity));
        TrainingRun.Outcome outcome;
        try (RunLog log = new RunLog(place.growingLog(), trainer.unit(), trainer.checkName());
                Progress progress = Progress.ofTraining(err, request.limits().seconds())) {
            Consumer<String> notes = note -> {
                log.line("note", note);
                progress.note(note);
            };
            begin(log, command);
            found.forEach(notes);
            if (place.existing() == Existing.RESUME && resume.isEmpty()) {
                notes.accept("there is no checkpoint to resume from, so the training starts at the beginning");
            }
            Path file = place.checkpoint();
            RunControl control = new RunControl(
                    new Observers(new Observers(log, progress), samples(trainer, notes)),
                    interrupt,
                    resume,
                    Optional.of(checkpoint -> CheckpointFile.write(file, checkpoint)),
                    notes);
            outcome = new TrainingRun(
                            trainer,
                            identity,
                            request.limits(),
                            request.conditions().threads(),
                            control)
                    .run();
            log.line(
                    "ended",
                    outcome.stop().cause() == Stop.Cause.COMPLETED
                            ? "all rounds are done"
                            : outcome.stop().why());
            String round = outcome.model().facts().get("rounds");
            log.line("model", "0".equals(round) ? "that of --from: no round has bettered it" : "of round " + round);
            if (leaves(outcome)) {
                ModelFile.write(place.model(), told(outcome.model()));
                picture(outcome, trainer.lossName(), notes);
            }
        }
        if (leaves(outcome)) {
            place.commit(
                    outcome.stop().unfinished() || request.limits().checkpoint().keep());
        }
        return new End(trainer.lossName(), Optional.of(outcome));
    }

    /** With how the patterns were read and prepared, which decides what a pattern is. */
    private Model told(Model model) {
        SequencedMap<String, String> facts = new LinkedHashMap<>(model.facts());
        facts.putAll(request.changedData());
        return new Model(model.kind(), model.settings(), facts, model.weights());
    }

    /** A network that has learned nothing yet is no model. */
    private static boolean leaves(TrainingRun.Outcome outcome) {
        return outcome.completed() > 0;
    }

    private void begin(RunLog log, String command) {
        log.line("command", command);
        log.line("date", OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString());
        log.line("program", Version.program());
        log.line("machine", Version.machine(request.conditions().threads()));
        request.scans().forEach(scan -> log.line("scan", scan));
        request.objects().forEach(file -> log.line("object", file.toString()));
        request.images().forEach(file -> log.line("images", file.toString()));
        SettingsReader.write(request.settings())
                .forEach((key, value) -> log.line(request.provider().name() + "." + key, value));
    }

    /** The model must be written; a picture that cannot be made is missing, and a note says so. */
    private void picture(TrainingRun.Outcome outcome, String lossName, Consumer<String> notes) {
        try {
            PngFile.write(
                    place.picture(), LossCurves.of(outcome.losses(), outcome.checks(), outcome.every(), lossName));
        } catch (IOException | RuntimeException | OutOfMemoryError | LinkageError e) {
            notes.accept("the model is whole, but the picture of its losses could not be made: " + e.getMessage());
        }
    }

    /** Draws what the network makes up, after each round, as long as that can be done. */
    private Observer samples(Trainer trainer, Consumer<String> notes) {
        AtomicBoolean missing = new AtomicBoolean();
        return (report, total, seconds) -> {
            if (trainer.samples().isEmpty() || missing.get()) {
                return;
            }
            try {
                PngFile.write(place.growingSamples(), SamplesPicture.of(trainer.samples()));
            } catch (IOException | RuntimeException | OutOfMemoryError | LinkageError e) {
                missing.set(true);
                notes.accept("the picture of the samples could not be made: " + e.getMessage());
            }
        };
    }

    /** Looks whether the checkpoint can be gone on from; its arrays are read when they are needed. */
    private Supplier<Checkpoint> reader(Path file, Trainer trainer, Map<String, String> identity) {
        try {
            Checkpoint head = CheckpointFile.readHead(file);
            new TrainingRun(
                            trainer,
                            identity,
                            request.limits(),
                            request.conditions().threads(),
                            RunControl.none())
                    .checkResumable(head);
        } catch (BadInputException e) {
            String said = e.getMessage().contains("--overwrite") ? "" : TEXT;
            throw new BadInputException(file + ": " + e.getMessage() + said, e);
        }
        return () -> CheckpointFile.read(file);
    }

    /** Whether {@code --resume} finds a training of this name that has ended. */
    private boolean finished(Map<String, String> identity, Trainer trainer) {
        if (place.existing() != Existing.RESUME || place.hasCheckpoint() || !Files.exists(place.model())) {
            return false;
        }
        Model model = ModelFile.read(place.model());
        Map<String, String> made = new LinkedHashMap<>();
        model.facts().forEach((key, value) -> {
            if (key.startsWith(TrainingRun.MADE)) {
                made.put(key.substring(TrainingRun.MADE.length()), value);
            }
        });
        Identity.difference(made, identity).ifPresent(difference -> {
            throw new BadInputException(place.model() + ": the model is of another training, so this one cannot go on"
                    + " from it: " + difference + "; give what was given before, or start anew with --overwrite");
        });
        TrainingRun.Ended ended = TrainingRun.Ended.of(model);
        if (!ended.finished()) {
            throw new BadInputException(place.model() + ": this training was not finished (" + ended.why()
                    + "), and its checkpoint is gone; start anew with --overwrite, or go on from its network with --from "
                    + place.model() + " and another -o");
        }
        if (ended.completed() < trainer.rounds() && ended.why().isEmpty()) {
            throw new BadInputException(place.model() + ": ended after " + ended.completed()
                    + " rounds and kept no checkpoint to go on from (checkpoint.keep=true keeps one); start anew with"
                    + " --overwrite");
        }
        err.println("note: " + place.model() + ": this training is finished already, after " + ended.completed()
                + " rounds; nothing is left to do");
        return true;
    }
}
