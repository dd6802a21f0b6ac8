package org.polyptych.app.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.polyptych.app.evaluate.ResultsCompared;
import org.polyptych.app.job.ResultFolder;
import org.polyptych.app.plan.Half;
import org.polyptych.app.report.CompareData;
import org.polyptych.app.report.CompareEntry;
import org.polyptych.app.report.LossCurve;
import org.polyptych.core.BadInputException;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.protocol.AlignedProtocol;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.protocol.Evaluation;

/** Reads what the runs left behind, and scores it. */
final class CompareFindings {
    private final CompareOpened opened;
    private final CompareFolder folder;
    private final CommonLoss loss;
    private final HalfStarts starts;

    CompareFindings(CompareOpened opened, CompareFolder folder, CommonLoss loss, HalfStarts starts) {
        this.opened = opened;
        this.folder = folder;
        this.loss = loss;
        this.starts = starts;
    }

    CompareData of(List<EngineEnd> ends) {
        List<CompareEntry> entries = new ArrayList<>();
        ends.forEach(end -> entries.add(entry(end)));
        return new CompareData(scan(), entries, loss.frames(), halvesSaid(), notes());
    }

    private Scan scan() {
        return opened.first().scan();
    }

    private String halvesSaid() {
        return opened.request().halves() && starts.pointless().isEmpty() ? starts.said() : "";
    }

    private List<String> notes() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "Time: the iterations of the run with all frames. The runs were made one after the other, each engine"
                                + " after a warm-up of at most %.0f s on at most %d frames; what else the machine had to do"
                                + " meanwhile shows in the seconds.",
                        WarmUp.SECONDS,
                        WarmUp.FRAMES),
                "Each engine did the iterations that were asked of it, or its own default number: the last point of a curve"
                        + " is where it was stopped, not where it could not go on.");
    }

    private CompareEntry entry(EngineEnd end) {
        Contender contender = end.contender();
        Optional<Result> result = result(contender, CompareRuns.FULL, end.full());
        double common = result.map(one -> loss.of(one.specimen(), one.probe())).orElse(Double.NaN);
        Optional<Evaluation> halves = Optional.empty();
        String missing = end.halvesMissing();
        if (end.odd().isPresent()) {
            try {
                halves = halves(end);
                missing = halves.isPresent() ? "" : why(end);
            } catch (BadInputException e) {
                missing = e.getMessage();
            }
        }
        return new CompareEntry(
                contender.text(),
                contender.folder(),
                end.full().state(),
                reason(end, result),
                result,
                curve(contender, result, common),
                common,
                halves,
                missing,
                result.flatMap(this::truth),
                contender.bibtex());
    }

    private static String reason(EngineEnd end, Optional<Result> result) {
        return end.full().done()
                ? result.map(one -> one.provenance().stopped()).orElse("")
                : end.full().reason();
    }

    private Optional<Result> result(Contender contender, String which, RunEnd end) {
        Path file = folder.run(contender, which).resolve(ResultFolder.RESULT);
        boolean left = end.done() || end.state() == CompareEntry.State.INTERRUPTED;
        return left && Files.exists(file) ? Optional.of(ProductFile.read(file)) : Optional.empty();
    }

    private LossCurve curve(Contender contender, Optional<Result> result, double common) {
        if (result.isEmpty()) {
            return LossCurve.EMPTY;
        }
        LossCurve curve = CurveFile.read(folder.curve(contender));
        Result.Provenance made = result.get().provenance();
        int points = curve.iterations().length;
        return points > 0 && curve.iterations()[points - 1] >= made.iterations()
                ? curve
                : curve.with(made.iterations(), made.seconds(), common);
    }

    private Optional<Evaluation> halves(EngineEnd end) {
        Contender contender = end.contender();
        Optional<Result> odd = end.odd().filter(RunEnd::done).flatMap(e -> result(contender, Half.ODD.toString(), e));
        Optional<Result> even =
                end.even().filter(RunEnd::done).flatMap(e -> result(contender, Half.EVEN.toString(), e));
        return odd.flatMap(one -> even.map(other -> ResultsCompared.of("odd", one, "even", other)));
    }

    private static String why(EngineEnd end) {
        RunEnd odd = end.odd().orElseThrow();
        return odd.done() ? "even: " + end.even().orElseThrow().reason() : "odd: " + odd.reason();
    }

    private Optional<Evaluation> truth(Result result) {
        return scan().truth().map(truth -> {
            AlignedProtocol protocol = new AlignedProtocol();
            try {
                return protocol.evaluate(Comparison.of(result, truth));
            } catch (BadInputException e) {
                return new Evaluation(
                        protocol.name(), List.of(), List.of("not scored: " + e.getMessage()), Optional.empty());
            }
        });
    }
}
