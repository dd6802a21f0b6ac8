package org.polyptych.app.commands;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.polyptych.app.job.Job;
import org.polyptych.app.job.ResultFolder;
import org.polyptych.physics.Result;
import picocli.CommandLine;

/** The last lines of a run. */
final class Ending {
    private static final int INTERRUPTED = 130;

    private Ending() {}

    /** Prints what came out and where it is; returns the exit code. */
    static int tell(Result result, Job job, Path folder, CommandLine line) {
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
        out.printf(Locale.ROOT, "report   %s%n", folder.resolve(ResultFolder.REPORT));
        out.flush();
        if (made.iterations() < job.recipe().iterations()) {
            line.getErr()
                    .printf(
                            Locale.ROOT,
                            "polyptych: interrupted after iteration %d of %d; the result so far is valid%n",
                            made.iterations(),
                            job.recipe().iterations());
            return INTERRUPTED;
        }
        return 0;
    }
}
