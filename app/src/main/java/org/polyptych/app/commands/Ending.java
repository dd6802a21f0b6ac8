package org.polyptych.app.commands;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.polyptych.app.job.Job;
import org.polyptych.app.job.ResultFolder;
import org.polyptych.engines.Outcome;
import org.polyptych.engines.Stop;
import org.polyptych.physics.Result;
import picocli.CommandLine;

/** The last lines of a run. */
final class Ending {
    private static final int INTERRUPTED = 130;

    private Ending() {}

    /** What the first Ctrl-C is answered with. */
    static void announce(CommandLine line) {
        line.getErr().println();
        line.getErr()
                .println("polyptych: stopping after this iteration; once more ends at once, without the result so far");
        line.getErr().flush();
    }

    /** Prints what came out and where it is; returns the exit code. */
    static int tell(Outcome outcome, Job job, Path folder, CommandLine line) {
        Result result = outcome.result();
        Result.Provenance made = result.provenance();
        if (made.iterations() == 0) {
            line.getErr().println("polyptych: interrupted before the first iteration was done; nothing was written");
            return INTERRUPTED;
        }
        PrintWriter out = line.getOut();
        out.printf(Locale.ROOT, "engine   %s, %d iterations%n", made.engine(), made.iterations());
        out.printf(Locale.ROOT, "frames   %d%n", job.scan().frames().count());
        out.printf(Locale.ROOT, "loss     %.5g (%s)%n", result.losses()[result.losses().length - 1], made.lossName());
        out.printf(Locale.ROOT, "seconds  %.1f%n", made.seconds());
        if (Files.exists(folder.resolve(ResultFolder.REPORT))) {
            out.printf(Locale.ROOT, "report   %s%n", folder.resolve(ResultFolder.REPORT));
        } else {
            out.printf(Locale.ROOT, "result   %s%n", folder.resolve(ResultFolder.RESULT));
        }
        if (outcome.completed() > made.iterations()) {
            out.printf(
                    Locale.ROOT,
                    "best     iteration %d of the %d done, by the loss of the held-out frames%n",
                    made.iterations(),
                    outcome.completed());
        }
        if (outcome.stop().cause() != Stop.Cause.COMPLETED) {
            out.printf(Locale.ROOT, "stopped  %s%n", outcome.stop().why());
        }
        out.flush();
        if (outcome.stop().cause() == Stop.Cause.INTERRUPTED) {
            line.getErr()
                    .println("polyptych: " + outcome.stop().why()
                            + "; the result so far is valid, and --resume goes on from it");
            return INTERRUPTED;
        }
        return 0;
    }
}
