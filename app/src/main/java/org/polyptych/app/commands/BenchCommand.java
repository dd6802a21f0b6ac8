package org.polyptych.app.commands;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.polyptych.app.bench.EngineBenchmark;
import org.polyptych.app.bench.EngineBenchmark.Timing;
import org.polyptych.app.bench.NetworkReport;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.engines.Engines;
import org.polyptych.engines.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures engines against the bound of their Fourier transforms. */
@Command(
        name = "bench",
        description =
                "Measure frames per second, and the share of the bound that two Fourier transforms a frame set; then"
                        + " of the bound of those that the method's definition needs. With --networks: steps of networks"
                        + " beside their matrix products and convolutions alone.")
final class BenchCommand implements Runnable {
    private static final int LARGEST_SIZE = 4096;

    @Spec
    private CommandSpec spec;

    @Option(names = "--engine", paramLabel = "NAME", description = "The engine; every engine if not given.")
    private String engine;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            defaultValue = "128",
            description = "Side of a frame (default: ${DEFAULT-VALUE}).")
    private int size;

    @Option(
            names = "--frames",
            paramLabel = "N",
            defaultValue = "161",
            description = "Frames in the scan (default: ${DEFAULT-VALUE}).")
    private int frames;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the engine, such as rpie.batch=16; needs --engine. May be repeated.")
    private Map<String, String> settings = Map.of();

    @Option(names = "--threads", paramLabel = "N", description = "Threads (default: one a processor).")
    private Integer threads;

    @Option(
            names = "--networks",
            description =
                    "Measure networks instead of engines: sine networks, U-Nets and hash encoding beside the bounds"
                            + " of matrix products, convolutions and memory; some minutes.")
    private boolean networks;

    @Option(names = "--quick", description = "With --networks: small ones, to see that they run.")
    private boolean quick;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** What is printed. */
    record Report(String machine, List<Timing> timings) {}

    private void progress(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    @Override
    public void run() {
        if (size < 8 || size > LARGEST_SIZE) {
            throw new BadInputException("--size must be 8 to " + LARGEST_SIZE + " pixels, got " + size);
        }
        if (frames < 1) {
            throw new BadInputException("--frames must be 1 or more, got " + frames);
        }
        if (!settings.isEmpty() && engine == null) {
            throw new BadInputException("--set needs --engine: the settings of which engine?");
        }
        if (networks && (engine != null || !settings.isEmpty())) {
            throw new BadInputException("--networks measures no engine: leave --engine and --set out");
        }
        if (quick && !networks) {
            throw new BadInputException("--quick needs --networks");
        }
        if (threads != null && threads < 1) {
            throw new BadInputException("--threads must be 1 or more, got " + threads);
        }
        int used = threads == null ? Parallel.allProcessors() : threads;
        if (networks) {
            NetworkReport report = NetworkReport.of(used, quick, this::progress);
            PrintWriter out = spec.commandLine().getOut();
            out.print(json ? Json.of(report) + System.lineSeparator() : report.table());
            return;
        }
        List<String> names = engine == null
                ? Engines.all().stream()
                        .filter(provider -> provider.readyMade())
                        .map(provider -> provider.name())
                        .toList()
                : List.of(Engines.named(engine).name());
        PrintWriter out = spec.commandLine().getOut();
        Report report = new Report(Version.machine(used), new ArrayList<>());
        if (!json) {
            out.println(report.machine());
            out.println(
                    "engine               size  frames  positions  modes slices   us/transform   bound 1/s  engine 1/s   share  of its own");
        }
        for (String name : names) {
            for (boolean subPixel : new boolean[] {false, true}) {
                Timing timing = EngineBenchmark.run(name, settings, size, frames, subPixel, used);
                report.timings().add(timing);
                if (!json) {
                    out.printf(
                            Locale.ROOT,
                            "%-20s %4d %7d  %-10s %5d %6d %14.1f %11.0f %11.1f %6.1f%% %6.1f%% (%d)%n",
                            timing.engine(),
                            timing.size(),
                            timing.frames(),
                            timing.positions(),
                            timing.modes(),
                            timing.slices(),
                            timing.microsecondsPerTransform(),
                            timing.boundFramesPerSecond(),
                            timing.framesPerSecond(),
                            100 * timing.share(),
                            100 * timing.shareOfOwn(),
                            timing.transforms());
                    out.flush();
                }
            }
        }
        if (json) {
            out.println(Json.of(report));
        }
    }
}
