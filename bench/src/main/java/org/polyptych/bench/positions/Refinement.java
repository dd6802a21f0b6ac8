package org.polyptych.bench.positions;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.polyptych.bench.Program;
import org.polyptych.core.Parallel;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.protocol.AlignedProtocol;
import org.polyptych.physics.protocol.Comparison;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Errors of a simulated stage, recovered by each engine with {@code positions.refine=true}: the table and the picture of
 * {@code docs/positions.md}.
 */
@Command(
        name = "Refinement",
        mixinStandardHelpOptions = true,
        description = "Recovers the errors of a simulated stage with each engine.")
public final class Refinement implements Callable<Integer> {
    @Option(
            names = "--engines",
            split = ",",
            description = "engines with their iterations, + between those of a chain (default ${DEFAULT-VALUE})")
    private List<String> engines = List.of(
            "rpie*200",
            "epie*200",
            "mpie*200",
            "wasp*200",
            "dm*200",
            "raar*200",
            "lsqml*200",
            "awf*300",
            "apg*300",
            "ml*200",
            "pmace*200",
            "ad*300");

    @Option(names = "--set", description = "a setting for all of them")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** What is scanned, and how. */
    enum Kind {
        /** {@link WrongStage#usual}. */
        RASTER,
        /** {@link WrongStage#spiral}, with as many frames. */
        SPIRAL
    }

    @Option(names = "--scan", description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private Kind kind = Kind.RASTER;

    @Option(names = "--object", description = "default: grf:phase=tanh on the raster, letters on the spiral")
    private Optional<String> object = Optional.empty();

    @Option(names = "--error", description = "of each coordinate, in pixels (default ${DEFAULT-VALUE})")
    private double error = 3;

    @Option(names = "--across", description = "frames in a line, and lines; the root of all (default ${DEFAULT-VALUE})")
    private int across = 14;

    @Option(names = "--threads", description = "default: all processors")
    private int threads = Parallel.allProcessors();

    @Option(names = "--picture", description = "default ${DEFAULT-VALUE}")
    private Path picture = Path.of("positions.png");

    @Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new Refinement(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        WrongStage stage =
                switch (kind) {
                    case RASTER -> WrongStage.usual(across, error, object.orElse("grf:phase=tanh"));
                    case SPIRAL -> WrongStage.spiral(across * across, error, object.orElse("letters"));
                };
        Scan scan = stage.scan();
        Positions truth = scan.truth().orElseThrow().positions().orElseThrow();
        double pixel = scan.geometry().pixelHeight();
        Map<String, Positions> found = new LinkedHashMap<>();
        found.put("as the stage says", scan.positions());
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                "| engine | iterations | error, shift removed (px rms) | and affine map removed (px rms) | frames more"
                        + " than 0.5 px off | NRMSE of the object | the same with positions as they are | s |");
        out.println("|---|---|---|---|---|---|---|---|");
        Recovered before = Recovered.of(truth, scan.positions(), pixel);
        out.printf("| none | | %.3f | %.3f | %.0f%% | | | |%n", before.shifted(), before.rest(), 100 * before.off());
        out.flush();
        for (String engine : engines) {
            Result result = run(scan, engine, true);
            Result plain = run(scan, engine, false);
            Recovered recovered = Recovered.of(truth, result.positions(), pixel);
            out.printf(
                    "| %s | %d | %.3f | %.3f | %.0f%% | %.3f | %.3f | %.0f |%n",
                    engine.contains("+") ? engine.replace("+", ", ") : engine.replaceAll("\\*\\d+", ""),
                    result.provenance().iterations(),
                    recovered.shifted(),
                    recovered.rest(),
                    100 * recovered.off(),
                    nrmse(result, scan),
                    nrmse(plain, scan),
                    result.provenance().seconds());
            out.flush();
            found.put(engine, result.positions());
        }
        ErrorsPicture.write(picture, truth, found, pixel);
        return 0;
    }

    private static double nrmse(Result result, Scan scan) {
        return new AlignedProtocol()
                .evaluate(Comparison.of(result, scan.truth().orElseThrow()))
                .value("object.nrmse");
    }

    private Result run(Scan scan, String engine, boolean refine) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        if (refine) {
            all.put("positions.refine", "true");
        } else {
            all.keySet().removeIf(key -> key.startsWith("positions."));
        }
        return Reconstruction.with(engine.replace('+', ','), all, OptionalInt.empty(), 1, threads)
                .run(scan, Observer.NONE);
    }
}
