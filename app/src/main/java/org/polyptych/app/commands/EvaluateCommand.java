package org.polyptych.app.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.polyptych.app.evaluate.EvaluationJson;
import org.polyptych.app.evaluate.EvaluationText;
import org.polyptych.app.evaluate.ResultsCompared;
import org.polyptych.app.evaluate.SubjectFiles;
import org.polyptych.app.report.RingChart;
import org.polyptych.core.BadInputException;
import org.polyptych.core.NearestName;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.protocol.Evaluation;
import org.polyptych.physics.protocol.Placement;
import org.polyptych.physics.protocol.Protocol;
import org.polyptych.physics.protocol.Subject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores a result. */
@Command(
        name = "evaluate",
        description =
                "Score a result against the truth, by the protocol of a paper, or compare it with another result, such"
                        + " as the other half of the frames. Protocols: aligned (the default), ptyinr, ptychopinn, diffusion.")
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR|FILE", description = "The result folder, its result.h5, or an object as npy or npz.")
    private Path found;

    @Option(
            names = "--truth",
            paramLabel = "FILE|SCAN",
            description = "The truth: a simulated scan, 'demo', the true object as npy or npz, or a result.")
    private String truth;

    @Option(
            names = "--truth-probe",
            paramLabel = "FILE",
            description = "The true probe as npy or npz, where the truth is an object alone.")
    private Path truthProbe;

    @Option(
            names = "--against",
            paramLabel = "DIR|FILE",
            description = "Another result to compare with: ring correlation, resolution. Meant for halves of the frames"
                    + " from different seeds.")
    private Path against;

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            description = "How to score against the truth. Default: aligned.")
    private String protocol;

    @Option(
            names = "--place",
            paramLabel = "automatic|corner|centre",
            defaultValue = "automatic",
            description =
                    "Where a truth without coordinates lies: automatic (as 'simulate' lays an object under a scan),"
                            + " corner (its first pixel on the first one scanned), centre (middle on middle). Default:"
                            + " ${DEFAULT-VALUE}.")
    private String place;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE.png",
            description = "Draw the ring correlation, where there is one.")
    private Path output;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if ((truth == null) == (against == null)) {
            throw new BadInputException(
                    truth == null
                            ? "nothing to score against: name a truth with --truth or another result with --against"
                            : "--truth and --against exclude each other: score against the truth or compare two results");
        }
        checkOutput();
        Map<String, String> subjects = new LinkedHashMap<>();
        subjects.put("result", found.toString());
        Evaluation evaluation = truth != null ? scored(subjects) : compared(subjects);
        draw(evaluation);
        if (json) {
            spec.commandLine().getOut().println(EvaluationJson.of(subjects, evaluation));
        } else {
            PrintWriter out = spec.commandLine().getOut();
            subjects.forEach((name, value) -> out.println(name + ": " + value));
            out.println("protocol: " + evaluation.protocol());
            EvaluationText.lines(evaluation).forEach(out::println);
        }
        return 0;
    }

    private Evaluation scored(Map<String, String> subjects) {
        Protocol chosen =
                Protocol.named(protocol == null ? Protocol.all().getFirst().name() : protocol);
        Placement placement = placement();
        Subject left = SubjectFiles.found(ResultPath.of(found));
        Subject right = SubjectFiles.truth(
                SubjectFiles.isDemo(truth)
                        ? truth
                        : ResultPath.of(Path.of(truth)).toString());
        if (truthProbe != null) {
            right = SubjectFiles.withProbe(right, truthProbe);
        }
        subjects.put("truth", truth);
        return chosen.evaluate(Comparison.of(left, right, placement));
    }

    private Evaluation compared(Map<String, String> subjects) {
        if (protocol != null || truthProbe != null || placement() != Placement.AUTOMATIC) {
            String which = protocol != null ? "--protocol" : truthProbe != null ? "--truth-probe" : "--place";
            throw new BadInputException(
                    which + " belongs to --truth; --against compares two results, neither of which is the truth");
        }
        subjects.put("against", against.toString());
        return ResultsCompared.of(
                found.toString(),
                SubjectFiles.result(ResultPath.of(found)),
                against.toString(),
                SubjectFiles.result(ResultPath.of(against)));
    }

    private Placement placement() {
        List<String> names = new ArrayList<>();
        for (Placement each : Placement.values()) {
            String name = each.name().toLowerCase(Locale.ROOT);
            if (name.equals(place)) {
                return each;
            }
            names.add(name);
        }
        throw new BadInputException("--place must be one of " + String.join(", ", names) + ", got '" + place
                + "'; did you mean '" + NearestName.of(place, names) + "'?");
    }

    private void checkOutput() {
        if (output != null
                && !Files.isDirectory(output.toAbsolutePath().normalize().getParent())) {
            throw new BadInputException(output + ": its folder does not exist; make it first");
        }
        if (output != null && Files.isDirectory(output)) {
            throw new BadInputException(output + ": is a folder; name a file for the picture");
        }
    }

    private void draw(Evaluation evaluation) throws IOException {
        if (output == null) {
            return;
        }
        RingChart.write(
                output,
                Map.of(
                        truth != null ? "result / truth" : "result / other result",
                        evaluation
                                .curve()
                                .orElseThrow(() -> new BadInputException("protocol " + evaluation.protocol()
                                        + " makes no ring correlation to draw with -o;" + " aligned does"))));
    }
}
