package org.polyptych.app.compare;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.polyptych.app.job.Job;
import org.polyptych.app.job.JobEnd;
import org.polyptych.app.job.ResultFolder;
import org.polyptych.app.plan.Half;
import org.polyptych.app.plan.Plan;
import org.polyptych.app.report.CompareEntry;
import org.polyptych.core.BadInputException;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Stop;

/**
 * Has each engine reconstruct all frames and then the two halves, one run after the other. A run that is finished already
 * is not repeated; one that fails ends neither the others nor the comparison.
 */
final class CompareRuns {
    static final String FULL = "full";

    private final List<Contender> contenders;
    private final boolean halves;
    private final CompareFolder folder;
    private final String command;
    private final PrintWriter err;
    private final BooleanSupplier interrupt;
    private final CommonLoss loss;
    private final HalfStarts starts;
    private final boolean overwrite;
    private int begun;

    /** @param command what was typed, for the logs */
    CompareRuns(
            CompareOpened opened,
            CompareFolder folder,
            CommonLoss loss,
            HalfStarts starts,
            String command,
            PrintWriter err,
            BooleanSupplier interrupt) {
        this.contenders = opened.contenders();
        this.halves = opened.request().halves();
        this.folder = folder;
        this.overwrite = folder.overwrites();
        this.command = command;
        this.err = err;
        this.interrupt = interrupt;
        this.loss = loss;
        this.starts = starts;
    }

    /** All runs, in the order of the engines. */
    List<EngineEnd> all() {
        List<EngineEnd> ends = new ArrayList<>();
        boolean going = true;
        for (Contender contender : contenders) {
            EngineEnd end = going ? of(contender) : notRun(contender);
            going = going
                    && !end.full().interrupted()
                    && end.odd().filter(RunEnd::interrupted).isEmpty()
                    && end.even().filter(RunEnd::interrupted).isEmpty();
            ends.add(end);
        }
        return ends;
    }

    private EngineEnd of(Contender contender) {
        Optional<String> refusal = contender.refusal();
        RunEnd full = refusal.map(RunEnd::failed).orElseGet(() -> full(contender));
        if (refusal.isPresent()) {
            announce(contender, FULL);
            err.println("note: " + contender.text() + ": " + refusal.get());
        }
        if (!halves || !full.done()) {
            begun += halves ? 2 : 0;
            return new EngineEnd(contender, full, Optional.empty(), Optional.empty(), "");
        }
        Optional<String> pointless = starts.pointless();
        if (pointless.isPresent()) {
            begun += 2;
            return new EngineEnd(contender, full, Optional.empty(), Optional.empty(), pointless.get());
        }
        RunEnd odd = half(contender, Half.ODD);
        RunEnd even = odd.interrupted() ? RunEnd.NOT_RUN : half(contender, Half.EVEN);
        return new EngineEnd(contender, full, Optional.of(odd), Optional.of(even), "");
    }

    private static EngineEnd notRun(Contender contender) {
        return new EngineEnd(contender, RunEnd.NOT_RUN, Optional.empty(), Optional.empty(), "");
    }

    private RunEnd full(Contender contender) {
        if (overwrite) {
            CurveFile.delete(folder.curve(contender));
        }
        return run(contender, FULL, contender.plan(), new CurveWatch(loss, folder.curve(contender)));
    }

    private RunEnd half(Contender contender, Half half) {
        Plan plan = contender.half(half, HalfStarts.seed(contender.plan().seed(), half), starts.start(half));
        return run(contender, half.toString(), plan, Observer.NONE);
    }

    private RunEnd run(Contender contender, String which, Plan plan, Observer watching) {
        announce(contender, which);
        if (interrupt.getAsBoolean()) {
            return RunEnd.NOT_RUN;
        }
        try {
            Job job = Job.open(plan);
            ResultFolder target = folder.result(contender, which);
            Optional<String> finished = job.finished(target);
            if (finished.isPresent()) {
                err.println("note: " + finished.get());
                return RunEnd.DONE;
            }
            if (which.equals(FULL)) {
                WarmUp.of(job);
            }
            return ended(job.run(target, command, err, interrupt, watching));
        } catch (BadInputException e) {
            return failed(contender, e.getMessage());
        } catch (UncheckedIOException e) {
            // A full disk, say: nothing that the next engine would do better at.
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            return failed(
                    contender, e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage()));
        }
    }

    private RunEnd failed(Contender contender, String why) {
        RunEnd end = RunEnd.failed(why);
        err.println("note: " + contender.text() + ": " + end.reason());
        return end;
    }

    private static RunEnd ended(JobEnd end) {
        return end.outcome().stop().cause() == Stop.Cause.INTERRUPTED
                ? new RunEnd(
                        CompareEntry.State.INTERRUPTED, end.outcome().stop().why())
                : RunEnd.DONE;
    }

    private void announce(Contender contender, String which) {
        begun++;
        int each = halves ? 3 : 1;
        err.println("[" + begun + "/" + each * contenders.size() + "] " + contender.text() + ", "
                + (which.equals(FULL) ? "all frames" : which + " half"));
    }
}
