package org.polyptych.app.commands;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.polyptych.app.ScanSource;
import org.polyptych.app.compare.CompareFolder;
import org.polyptych.app.compare.CompareJob;
import org.polyptych.app.compare.CompareJson;
import org.polyptych.app.compare.CompareOpened;
import org.polyptych.app.compare.CompareRequest;
import org.polyptych.app.compare.CompareText;
import org.polyptych.app.job.Interrupt;
import org.polyptych.app.plan.Plan;
import org.polyptych.app.report.CompareData;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.prepare.FrameSelection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Several engines on one scan. */
@Command(
        name = "compare",
        description =
                "Reconstruct a scan with several engines, all frames and the two halves of them, and write one report"
                        + " with all results side by side. See docs/compare.md.")
final class CompareCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SCAN",
            description = "The file with the data. The word 'demo' is the scan that is simulated here.")
    private String source;

    @Option(
            names = "--engines",
            paramLabel = "NAMES",
            split = ",",
            description = "The engines, separated by commas, see 'polyptych engines'.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--engine",
            paramLabel = "NAME|CHAIN",
            description = "One more engine, or chain of engines, as 'reconstruct --engine' takes it; may be repeated.")
    private List<String> texts = new ArrayList<>();

    @Option(
            names = "--iterations",
            paramLabel = "N|NAME=N",
            split = ",",
            description = "Of every engine, or of the one named; several with commas: 100,dm=300. A chain has its own."
                    + " Default: each engine's own.")
    private List<String> iterations = new ArrayList<>();

    @Option(names = "--probe", paramLabel = "FILE", description = "A probe instead of the scan's own: .npy, .npz, .h5.")
    private Path probe;

    @Option(
            names = "--object",
            paramLabel = "FILE",
            description = "An object to start from, the halves too: .npy, .npz, .h5.")
    private Path object;

    @Option(names = "--mask", paramLabel = "FILE", description = "More bad pixels: .npy, true where a pixel is good.")
    private Path mask;

    @Option(
            names = "--frames",
            paramLabel = "SELECTION",
            description = "Use only these, by index from 0 in the file, as in 'reconstruct'.")
    private String frames;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "A setting of one of the engines, or one common to all, such as probe.modes=2; may be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of every random choice; the halves take the two next numbers. Default: 1.")
    private Long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Default: one a processor.")
    private Integer threads;

    @Option(
            names = "--no-halves",
            description = "Leave out the two halves of the frames: a third of the work to half of it, no resolution.")
    private boolean noHalves;

    @Option(
            names = "--resume",
            description =
                    "Do what is missing in the output folder: finished runs are kept, begun ones gone on with, engines"
                            + " may be added.")
    private boolean resume;

    @Option(names = "--overwrite", description = "Do all runs anew, replacing the results in the output folder.")
    private boolean overwrite;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "The folder to write: report.html, compare.json, pictures, and a result folder a run.")
    private Path output;

    @Option(names = "--json", description = "Print all figures as one JSON object, as in compare.json.")
    private boolean json;

    @Override
    public Integer call() {
        if (resume && overwrite) {
            throw new BadInputException("--resume keeps what is there, --overwrite forgets it; say one of them");
        }
        CompareFolder.check(output, resume, overwrite);
        CompareOpened opened = CompareOpened.of(request());
        String command = "polyptych "
                + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
        try (Interrupt interrupt = new Interrupt(() -> Ending.announce(spec.commandLine()))) {
            CompareData data = CompareJob.run(
                    opened, output, overwrite, command, spec.commandLine().getErr(), interrupt);
            tell(data);
            if (interrupt.getAsBoolean()) {
                spec.commandLine().getErr().println("polyptych: interrupted; --resume does what is missing");
                return INTERRUPTED;
            }
            return 0;
        }
    }

    private void tell(CompareData data) {
        var out = spec.commandLine().getOut();
        if (data.shown().isEmpty()) {
            return;
        }
        if (json) {
            out.println(CompareJson.of(data));
        } else {
            CompareText.lines(data).forEach(out::println);
            out.println("report  " + output.resolve(CompareFolder.REPORT));
        }
        out.flush();
    }

    private CompareRequest request() {
        List<String> engines = new ArrayList<>(names.stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList());
        texts.stream().map(String::strip).forEach(engines::add);
        Path here = Path.of("").toAbsolutePath();
        return new CompareRequest(
                ScanSource.resolved(source, here),
                engines,
                common(),
                named(),
                settings,
                file(probe, here),
                file(object, here),
                file(mask, here),
                Optional.ofNullable(frames).map(FrameSelection::parse),
                seed == null ? Plan.DEFAULT_SEED : seed,
                threads == null ? OptionalInt.empty() : OptionalInt.of(threads),
                !noHalves);
    }

    private static Optional<Path> file(Path typed, Path here) {
        return Optional.ofNullable(typed).map(path -> here.resolve(path).normalize());
    }

    private OptionalInt common() {
        int[] plain = iterations.stream()
                .filter(part -> !part.contains("="))
                .mapToInt(CompareCommand::count)
                .toArray();
        if (plain.length > 1) {
            throw new BadInputException("--iterations has " + plain.length + " numbers for every engine: "
                    + Arrays.toString(plain) + "; give one, and NAME=N for single engines");
        }
        return plain.length == 0 ? OptionalInt.empty() : OptionalInt.of(plain[0]);
    }

    private Map<String, Integer> named() {
        Map<String, Integer> named = new LinkedHashMap<>();
        for (String part : iterations) {
            int equals = part.lastIndexOf('=');
            if (equals >= 0) {
                named.put(part.substring(0, equals).strip(), count(part.substring(equals + 1)));
            }
        }
        return named;
    }

    private static int count(String typed) {
        try {
            int count = Integer.parseInt(typed.strip());
            if (count >= 1) {
                return count;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new BadInputException("--iterations must be a whole number, 1 or more, or NAME=N, got '" + typed + "'");
    }
}
