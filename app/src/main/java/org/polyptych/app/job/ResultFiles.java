package org.polyptych.app.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.polyptych.app.evaluate.EvaluationJson;
import org.polyptych.app.plan.PlanWriter;
import org.polyptych.app.report.BeamSeen;
import org.polyptych.app.report.CausticPicture;
import org.polyptych.app.report.Pictures;
import org.polyptych.app.report.PngFile;
import org.polyptych.app.report.ReportData;
import org.polyptych.app.report.ReportWriter;
import org.polyptych.core.RealImage;
import org.polyptych.engines.EngineProvider;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.MeanPatterns;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.protocol.Evaluation;
import org.polyptych.physics.several.Together;

/**
 * Writes the files of a result folder, all but the log. The result itself must be written; what else cannot be made, such
 * as a report where the scan's file is no longer what it was, is missing, and a note says so.
 */
final class ResultFiles {
    private final Path folder;
    private final Job job;
    private final Result result;
    /** What there was to say of the run. */
    private final List<String> said;

    private final List<String> missing = new ArrayList<>();
    private Optional<Evaluation> scores = Optional.empty();
    private BeamSeen beam = BeamSeen.NOT_MADE;
    /** One a scan, in the coordinates of its own; empty if there is but one. */
    private final List<ScanResult> parts = new ArrayList<>();

    private ResultFiles(Path folder, Job job, Result result, List<String> said) {
        this.said = said;
        this.folder = folder;
        this.job = job;
        this.result = result;
    }

    /**
     * @param said what there was to say of the run, for the report
     * @param notes told what is missing, if anything is
     * @return the scores, where the truth is known
     */
    static Optional<Evaluation> write(Path folder, Job job, Result result, List<String> said, Consumer<String> notes) {
        ProductFile.write(folder.resolve(ResultFolder.RESULT), result);
        ResultFiles files = new ResultFiles(folder, job, result, said);
        files.writeParts();
        files.writeOthers();
        if (!files.missing.isEmpty()) {
            notes.accept("the result is whole, but could not be made: " + String.join("; ", files.missing));
        }
        return files.scores;
    }

    /** One of several scans, and how it scored. */
    private record ScanResult(Scan scan, Result result, Optional<Evaluation> scores) {}

    /** The results of the scans that make up this one, and their scores. */
    private void writeParts() {
        if (job.together().isEmpty()) {
            return;
        }
        Together together = job.together().get();
        List<Result> results = together.split(result);
        for (int k = 0; k < results.size(); k++) {
            Result own = results.get(k);
            Scan scan = together.parts().get(k).scan();
            String name = ResultFolder.ofScan(ResultFolder.RESULT, k + 1);
            ProductFile.write(folder.resolve(name), own);
            List<Optional<Evaluation>> scored = new ArrayList<>();
            attempt(
                    ResultFolder.ofScan(ResultFolder.METRICS, k + 1),
                    file -> scored.add(TruthMetrics.write(file, name, scan, own, Map.of())));
            parts.add(new ScanResult(scan, own, scored.stream().findFirst().flatMap(one -> one)));
        }
    }

    private void writeObjects() {
        List<Result> all = parts.stream().map(ScanResult::result).toList();
        attempt(
                ResultFolder.OBJECT_PHASE,
                file -> PngFile.write(file, all.isEmpty() ? Pictures.phase(result) : Pictures.phases(all)));
        attempt(
                ResultFolder.OBJECT_AMPLITUDE,
                file -> PngFile.write(file, all.isEmpty() ? Pictures.amplitude(result) : Pictures.amplitudes(all)));
    }

    private ReportData reportOn(Scan scan, Result some, Optional<Evaluation> evaluation, List<ReportData> of) {
        MeanPatterns patterns = MeanPatterns.of(scan, some);
        return new ReportData(
                some,
                scan,
                patterns.measured(),
                patterns.modelled(),
                job.recipe().chain().providers().stream()
                        .map(EngineProvider::bibtex)
                        .toList(),
                evaluation,
                beam,
                of,
                some == result ? said : List.of());
    }

    /** On scans together; the mean patterns are those of all frames. */
    private ReportData reportOnAll(List<ReportData> of) {
        return new ReportData(
                result,
                job.scan(),
                mean(of, ReportData::meanMeasured),
                mean(of, ReportData::meanModelled),
                of.getFirst().bibtex(),
                scores,
                beam,
                of,
                said);
    }

    private RealImage mean(List<ReportData> of, Function<ReportData, RealImage> pattern) {
        RealImage first = pattern.apply(of.getFirst());
        RealImage mean = RealImage.zeros(first.rows(), first.columns());
        for (ReportData part : of) {
            float share =
                    (float) part.scan().frames().count() / job.scan().frames().count();
            for (int i = 0; i < mean.size(); i++) {
                mean.values()[i] += share * pattern.apply(part).values()[i];
            }
        }
        return mean;
    }

    private void writeOthers() {
        attempt(ResultFolder.PLAN, file -> Files.writeString(file, plan()));
        writeObjects();
        if (result.specimen().slices() > 1) {
            attempt(ResultFolder.OBJECT_SLICES, file -> PngFile.write(file, Pictures.slices(result)));
        }
        if (result.specimen().modes() > 1) {
            attempt(ResultFolder.OBJECT_STATES, file -> PngFile.write(file, Pictures.states(result)));
        }
        if (result.deviation().isPresent()) {
            attempt(ResultFolder.OBJECT_DEVIATION, file -> PngFile.write(file, Pictures.deviation(result)));
        }
        attempt(ResultFolder.PROBE, file -> PngFile.write(file, Pictures.probe(result)));
        attempt(ResultFolder.BEAM, file -> {
            beam = BeamSeen.of(result);
            if (!beam.values().isEmpty()) {
                Files.writeString(file, EvaluationJson.of(beam.values()) + "\n");
            }
        });
        if (beam.caustic().isPresent()) {
            attempt(
                    ResultFolder.CAUSTIC,
                    file -> PngFile.write(
                            file,
                            CausticPicture.of(
                                    result.provenance().name(), beam.caustic().get())));
        }
        attempt(
                ResultFolder.METRICS,
                file -> scores = TruthMetrics.write(file, ResultFolder.RESULT, job.scan(), result, beam.values()));
        attempt(ResultFolder.REPORT, file -> {
            List<ReportData> of = parts.stream()
                    .map(part -> reportOn(part.scan(), part.result(), part.scores(), List.of()))
                    .toList();
            ReportWriter.write(file, of.isEmpty() ? reportOn(job.scan(), result, scores, of) : reportOnAll(of));
        });
    }

    /** The way to make one file. */
    @FunctionalInterface
    private interface Making {
        void make(Path file) throws IOException;
    }

    private void attempt(String name, Making making) {
        Path file = folder.resolve(name);
        try {
            making.make(file);
        } catch (IOException | RuntimeException | OutOfMemoryError | LinkageError e) {
            // Pictures may take more memory than is left, or find a Java without its graphics.
            missing.add(name + " (" + why(e) + ")");
            deleteHalf(file);
        }
    }

    private static String why(Throwable failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    private static void deleteHalf(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The note says already that this file is not to be relied on.
        }
    }

    /**
     * A run that ended early is repeated to the iteration it reached, which gives the same bits; a budget of time would
     * end it elsewhere on another day.
     */
    private String plan() {
        Map<String, String> settings = new LinkedHashMap<>(job.plan().settings());
        settings.remove("stop.seconds");
        return PlanWriter.write(
                job.plan()
                        .withSettings(settings)
                        .withIterations(result.provenance().iterations())
                        .withoutOutput(),
                head());
    }

    private List<String> head() {
        if (job.besides().isEmpty()) {
            return List.of("The complete plan of this result: 'polyptych reconstruct plan.yaml -o FOLDER' repeats it.");
        }
        List<String> lines = new ArrayList<>();
        lines.add("All settings of this result. 'polyptych reconstruct plan.yaml' does not give the same:");
        job.besides().forEach(line -> lines.add("- " + line));
        return lines;
    }
}
