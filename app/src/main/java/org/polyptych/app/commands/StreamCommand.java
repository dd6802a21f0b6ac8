package org.polyptych.app.commands;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.polyptych.app.job.Interrupt;
import org.polyptych.app.job.ResultFolder;
import org.polyptych.app.plan.DeviceChoice;
import org.polyptych.app.plan.Plan;
import org.polyptych.app.stream.StreamEnd;
import org.polyptych.app.stream.StreamJob;
import org.polyptych.app.stream.StreamRequest;
import org.polyptych.core.BadInputException;
import org.polyptych.engines.Stop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reconstructs a scan while it is being written. */
@Command(
        name = "stream",
        description =
                "Reconstruct a scan while it is being written: the growing picture and the result so far are in the"
                        + " output folder all the time; rate and lag are shown. See docs/stream.md.")
final class StreamCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR|FILE",
            description =
                    "What is followed: one growing file (CXI, or Ptychodus / Pty-Chi), or a folder into which whole"
                            + " scan files come, each a part of the scan. It need not be there yet.")
    private Path source;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            required = true,
            description = "One that can do 'streaming', see 'polyptych engines'. An engine that asks a network works on"
                    + " each frame once; any other goes on from what it has, with all frames so far.")
    private String engine;

    @Option(
            names = "--each",
            paramLabel = "N",
            defaultValue = "3",
            description = "Iterations each time that frames have come, of an engine that goes on. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int each;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "Of the last reconstruction, of all frames. Default: the engine's own.")
    private Integer iterations;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "Between two looks, at least. Default: ${DEFAULT-VALUE}.")
    private double every;

    @Option(
            names = "--idle",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "The scan has ended when nothing new has come for so long, or when all positions have frames,"
                    + " where it is known how many there will be; 0: only then. Default: ${DEFAULT-VALUE}.")
    private double idle;

    @Option(
            names = "--adapt",
            description =
                    "Train the network on with the frames that come, about --every seconds at a time; it is in the"
                            + " output folder, too. For networks that learn from patterns alone (train ptychopinn, pinn).")
    private boolean adapt;

    @Option(names = "--probe", paramLabel = "FILE", description = "A probe instead of the scan's own: .npy, .npz, .h5.")
    private Path probe;

    @Option(names = "--mask", paramLabel = "FILE", description = "More bad pixels: .npy, true where a pixel is good.")
    private Path mask;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting, as for 'reconstruct', such as file.positions=planned.csv; may be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of every random choice. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Default: one a processor.")
    private Integer threads;

    @Option(
            names = "--device",
            paramLabel = "cpu|cuda",
            description = "Where engines work that can choose. Default: cpu.")
    private String device;

    @Option(names = "--overwrite", description = "Replace the result that is in the output folder.")
    private boolean overwrite;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "The result folder to write.")
    private Path output;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        StreamJob job = new StreamJob(new StreamRequest(plan(), each, every, idle, adapt), err);
        requirePlace();
        ResultFolder folder = ResultFolder.at(output, overwrite);
        String command = "polyptych "
                + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
        try (Interrupt interrupt = new Interrupt(() -> Ending.announce(spec.commandLine()))) {
            return told(job.run(folder, command, interrupt));
        }
    }

    /** What is waited for must at least have somewhere to come. */
    private void requirePlace() {
        Path parent = source.toAbsolutePath().normalize().getParent();
        if (!Files.exists(source) && (parent == null || !Files.isDirectory(parent))) {
            throw new BadInputException(source + ": is not there, nor is the folder in which it could come to be");
        }
    }

    private Plan plan() {
        Path here = Path.of("").toAbsolutePath();
        Map<String, String> all = new LinkedHashMap<>(settings);
        if (device != null) {
            all.putAll(DeviceChoice.settings(device, engine, settings));
        }
        return new Plan(
                here.resolve(source).normalize().toString(),
                engine,
                iterations == null ? OptionalInt.empty() : OptionalInt.of(iterations),
                seed,
                threads == null ? OptionalInt.empty() : OptionalInt.of(threads),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(probe).map(file -> here.resolve(file).normalize()),
                Optional.empty(),
                Optional.ofNullable(mask).map(file -> here.resolve(file).normalize()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                all);
    }

    private int told(StreamEnd end) {
        Optional<StreamEnd.Whole> whole =
                end.whole().filter(last -> last.end().outcome().stop().cause() != Stop.Cause.INTERRUPTED);
        if (whole.isEmpty()) {
            boolean shown = end.shown()
                    || end.whole()
                            .filter(last -> last.end().outcome().completed() > 0)
                            .isPresent();
            spec.commandLine()
                    .getErr()
                    .println(
                            shown
                                    ? "polyptych: interrupted; the result so far is valid and lies in " + output
                                    : "polyptych: interrupted before there was a picture; nothing was written");
            return INTERRUPTED;
        }
        int code = Ending.tell(whole.get().end().outcome(), whole.get().job(), output, spec.commandLine());
        PrintWriter out = spec.commandLine().getOut();
        if (code == 0) {
            out.printf("ended    %s%n", end.why());
            if (end.shown()) {
                out.printf(
                        Locale.ROOT,
                        "rate     %s%.1f frames/s by the engine between looks%n",
                        Double.isFinite(end.arriving())
                                ? String.format(Locale.ROOT, "%.1f frames/s arriving, ", end.arriving())
                                : "",
                        end.engine());
                out.printf(Locale.ROOT, "lag      at most %d frames, %.1f s%n", end.frames(), end.seconds());
            }
            out.flush();
        }
        return code;
    }
}
