package org.polyptych.app.compare;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.polyptych.app.job.Job;
import org.polyptych.app.report.CompareData;
import org.polyptych.core.BadInputException;

/** A comparison being carried out. */
public final class CompareJob {
    private CompareJob() {}

    /**
     * Runs what is missing, and writes the report.
     *
     * @param target the folder of the comparison
     * @param command what was typed, for the logs
     * @param err where progress goes
     * @return what was found; of interrupted comparisons that what there is
     * @throws BadInputException if no engine gave a result; no report is written then
     */
    public static CompareData run(
            CompareOpened opened,
            Path target,
            boolean overwrite,
            String command,
            PrintWriter err,
            BooleanSupplier interrupt) {
        Job first = opened.first();
        try (CompareFolder folder = CompareFolder.open(target, overwrite);
                CommonLoss loss = new CommonLoss(
                        first.scan(),
                        opened.request().seed(),
                        first.recipe().run().positions().round(),
                        first.recipe().threads())) {
            HalfStarts starts = new HalfStarts(folder, first);
            List<EngineEnd> ends = new CompareRuns(opened, folder, loss, starts, command, err, interrupt).all();
            CompareData data = new CompareFindings(opened, folder, loss, starts).of(ends);
            if (!data.shown().isEmpty()) {
                new CompareFiles(folder, note -> err.println("note: " + note)).write(data);
            } else if (!interrupt.getAsBoolean()) {
                throw new BadInputException("no engine gave a result: "
                        + data.entries().stream()
                                .map(entry -> entry.name() + ": " + entry.reason())
                                .collect(Collectors.joining("; ")));
            }
            return data;
        }
    }
}
