package org.polyptych.app.job;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.polyptych.app.plan.Plan;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Checkpoint;
import org.polyptych.engines.MemoryEstimate;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Outcome;
import org.polyptych.engines.Reconstruction;
import org.polyptych.engines.RunControl;
import org.polyptych.engines.Stop;
import org.polyptych.engines.Version;
import org.polyptych.io.CheckpointFile;
import org.polyptych.io.ProbeFiles;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.protocol.Evaluation;
import org.polyptych.physics.several.Together;

/**
 * A plan with everything it names opened: ready to run.
 *
 * @param scan the frames to be used, prepared
 * @param probe that replaces the scan's own
 * @param specimen to start from
 * @param together what the scan was made of, if of several
 * @param besides what the run depends on and its plan does not say, so that the plan does not repeat it; empty if it does
 */
public record Job(
        Plan plan,
        Reconstruction recipe,
        Scan scan,
        Optional<Probe> probe,
        Optional<Specimen> specimen,
        Optional<Together> together,
        List<String> besides) {

    public Job(
            Plan plan,
            Reconstruction recipe,
            Scan scan,
            Optional<Probe> probe,
            Optional<Specimen> specimen,
            Optional<Together> together) {
        this(plan, recipe, scan, probe, specimen, together, List.of());
    }

    /** Of one scan. */
    public Job(Plan plan, Reconstruction recipe, Scan scan, Optional<Probe> probe, Optional<Specimen> specimen) {
        this(plan, recipe, scan, probe, specimen, Optional.empty());
    }

    /**
     * Opens what the plan names.
     *
     * @throws org.polyptych.core.BadInputException for anything that cannot be used
     */
    public static Job open(Plan plan) {
        Reconstruction recipe = plan.reconstruction();
        OpenedScans opened = OpenedScans.of(plan, recipe);
        Scan scan = opened.scan();
        Geometry geometry = scan.geometry();
        Optional<Probe> probe =
                plan.probeFile().map(file -> ProbeFiles.open(file, geometry.rows(), geometry.columns()));
        Optional<StartingObject> object =
                plan.objectFile().map(file -> StartingObject.open(file, geometry, opened.all()));
        Scan noted = object.flatMap(StartingObject::note).map(scan::withNote).orElse(scan);
        return new Job(plan, recipe, noted, probe, object.map(StartingObject::specimen), opened.together());
    }

    /** The same, of which the plan does not say everything. */
    public Job besides(List<String> notInPlan) {
        return new Job(plan, recipe, scan, probe, specimen, together, List.copyOf(notInPlan));
    }

    /** Says that a run which is to be resumed has ended already, if that is so. */
    public Optional<String> finished(ResultFolder folder) {
        return FinishedResult.of(folder, this);
    }

    /**
     * Runs and writes the folder; if that fails, or if it is interrupted before the first iteration is done, only a
     * checkpoint is left, if there is one.
     *
     * @param command what was typed, for the log
     * @param err where progress goes
     * @return the result with its scores; of fewer iterations than asked for if it was interrupted or stopped early
     */
    public JobEnd run(ResultFolder folder, String command, PrintWriter err, Interrupt interrupt) {
        return run(folder, command, err, interrupt, Observer.NONE);
    }

    /** The same with somebody who watches beside the log and the line of progress. */
    public JobEnd run(
            ResultFolder folder, String command, PrintWriter err, BooleanSupplier interrupt, Observer watching) {
        MemoryEstimate memory = MemoryEstimate.of(scan, recipe, specimen);
        memory.check();
        try (folder) {
            Path part = folder.begin();
            Optional<Supplier<Checkpoint>> resume = folder.resumable().map(this::reader);
            Outcome outcome;
            Optional<Evaluation> scores = Optional.empty();
            // checkpoints are written, and may fail, on a thread of their own
            List<String> said = Collections.synchronizedList(new ArrayList<>());
            try (RunLog log = new RunLog(part.resolve(ResultFolder.LOG));
                    Progress progress = new Progress(
                            err, scan.frames().count(), recipe.run().stop().seconds())) {
                Consumer<String> notes = note -> {
                    log.line("note", note);
                    progress.note(note);
                };
                begin(log, command, memory, notes);
                if (folder.existing() == ResultFolder.Existing.RESUME && resume.isEmpty()) {
                    notes.accept("there is no checkpoint to resume from, so the run starts at the beginning");
                }
                Path file = part.resolve(ResultFolder.CHECKPOINT);
                outcome = recipe.run(
                        scan,
                        probe,
                        specimen,
                        new RunControl(
                                new Observers(new Observers(log, progress), watching),
                                interrupt,
                                resume,
                                Optional.of(checkpoint -> CheckpointFile.write(file, checkpoint)),
                                notes.andThen(said::add)));
                end(log, outcome);
                if (outcome.completed() > 0) {
                    scores = ResultFiles.write(part, this, outcome.result(), List.copyOf(said), notes);
                }
            }
            if (outcome.completed() > 0) {
                folder.commit(
                        outcome.stop().unfinished() || recipe.run().checkpoint().keep());
            }
            return new JobEnd(outcome, scores);
        }
    }

    private void begin(RunLog log, String command, MemoryEstimate memory, Consumer<String> notes) {
        log.line("command", command);
        log.line("date", OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString());
        log.line(
                "program",
                Version.program() + ", build " + Version.build(recipe.chain().providers()));
        log.line("machine", Version.machine(recipe.threads()));
        log.line("scan", scan.source());
        log.line("memory", "about " + memory.text());
        log.line("frames", String.valueOf(scan.frames().count()));
        if (!memory.keeping().held()) {
            notes.accept("frames: " + memory.where());
        }
        scan.notes().forEach(notes);
    }

    private static void end(RunLog log, Outcome outcome) {
        log.line(
                "ended",
                outcome.stop().cause() == Stop.Cause.COMPLETED
                        ? "all iterations are done"
                        : outcome.stop().why());
        if (outcome.completed() > outcome.result().provenance().iterations()) {
            log.line(
                    "result",
                    "of iteration " + outcome.result().provenance().iterations()
                            + ", the best by the loss of the held-out frames");
        }
    }

    /** Looks whether the checkpoint can be gone on from; its arrays are read when they are needed. */
    private Supplier<Checkpoint> reader(Path file) {
        Checkpoint head = read(file, CheckpointFile::readHead);
        try {
            recipe.checkResumable(head);
        } catch (BadInputException e) {
            throw new BadInputException(file + ": " + e.getMessage(), e);
        }
        return () -> read(file, CheckpointFile::read);
    }

    private static Checkpoint read(Path file, Function<Path, Checkpoint> reading) {
        try {
            return reading.apply(file);
        } catch (BadInputException e) {
            throw new BadInputException(e.getMessage() + "; start anew with --overwrite", e);
        }
    }
}
