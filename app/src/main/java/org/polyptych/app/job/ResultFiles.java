package org.polyptych.app.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.polyptych.app.plan.PlanWriter;
import org.polyptych.app.report.Pictures;
import org.polyptych.app.report.PngFile;
import org.polyptych.app.report.ReportData;
import org.polyptych.app.report.ReportWriter;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.MeanPatterns;
import org.polyptych.physics.Result;

/** Writes the files of a result folder, all but the log. */
final class ResultFiles {
    private ResultFiles() {}

    static void write(Path folder, Job job, Result result) throws IOException {
        ProductFile.write(folder.resolve(ResultFolder.RESULT), result);
        PngFile.write(folder.resolve(ResultFolder.OBJECT_PHASE), Pictures.phase(result));
        PngFile.write(folder.resolve(ResultFolder.OBJECT_AMPLITUDE), Pictures.amplitude(result));
        PngFile.write(folder.resolve(ResultFolder.PROBE), Pictures.probe(result));
        MeanPatterns patterns = MeanPatterns.of(job.scan(), result);
        ReportWriter.write(
                folder.resolve(ResultFolder.REPORT),
                new ReportData(
                        result,
                        job.scan(),
                        patterns.measured(),
                        patterns.modelled(),
                        List.of(job.recipe().provider().bibtex()),
                        TruthMetrics.write(folder.resolve(ResultFolder.METRICS), job.scan(), result)));
        // A run that ended early is repeated to the iteration it reached, which gives the same bits; a budget of time
        // would end it elsewhere on another day.
        Map<String, String> settings = new LinkedHashMap<>(job.plan().settings());
        settings.remove("stop.seconds");
        String plan = PlanWriter.write(
                job.plan()
                        .withIterations(result.provenance().iterations())
                        .withSettings(settings)
                        .withoutOutput(),
                List.of("The complete plan of this result: 'polyptych reconstruct plan.yaml -o FOLDER' repeats it."));
        Files.writeString(folder.resolve(ResultFolder.PLAN), plan);
    }
}
