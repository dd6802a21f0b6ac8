package org.polyptych.bench.positions;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.polyptych.app.evaluate.ResultsCompared;
import org.polyptych.app.plan.Half;
import org.polyptych.bench.Program;
import org.polyptych.core.Parallel;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.engines.refine.Corrections;
import org.polyptych.io.ProductFile;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.protocol.Evaluation;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * A real scan in halves, with positions as they are and refined, with one probe mode and more: how far the halves agree,
 * as {@code evaluate --against} says it. Every reconstruction is a file in a folder, so that the program goes on where it
 * was stopped.
 */
@Command(
        name = "StarHalves",
        mixinStandardHelpOptions = true,
        description = "Compares the halves of a scan with and without refined positions.")
public final class StarHalves implements Callable<Integer> {
    @Parameters(paramLabel = "SCAN", description = "such as siemens_star_aps_para.hdf5")
    private Path file;

    @Option(names = "--engine", description = "with its iterations (default ${DEFAULT-VALUE})")
    private String engine = "rpie*40";

    @Option(names = "--modes", split = ",", description = "default ${DEFAULT-VALUE}")
    private List<Integer> modes = List.of(1, 2, 3);

    @Option(names = "--set", description = "a setting for the refined runs")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--runs", description = "folder of the reconstructions (default ${DEFAULT-VALUE})")
    private Path runs = Path.of("star-positions");

    @Option(names = "--threads", description = "default: all processors")
    private int threads = Parallel.allProcessors();

    @Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new StarHalves(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(runs);
        Scan scan = ScanFiles.open(file);
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                "| modes | positions | loss, odd / even | corrections, odd / even (px rms) | FRC of the halves: mean up"
                        + " to half of Nyquist | crossing of 1/2, of Nyquist | 1/7 | half-bit |");
        out.println("|---|---|---|---|---|---|---|---|");
        for (int count : modes) {
            for (boolean refine : new boolean[] {false, true}) {
                Result odd = run(scan, count, refine, Half.ODD);
                Result even = run(scan, count, refine, Half.EVEN);
                Evaluation agreement = ResultsCompared.of("odd", odd, "even", even);
                out.printf(
                        "| %d | %s | %.5f / %.5f | %s | %.3f | %.3f | %.3f | %.3f |%n",
                        count,
                        refine ? "refined" : "as they are",
                        last(odd),
                        last(even),
                        refine ? moved(odd) + " / " + moved(even) : "",
                        agreement.value("object.frc.mean"),
                        agreement.value("object.frc.half"),
                        agreement.value("object.frc.seventh"),
                        agreement.value("object.frc.half_bit"));
                out.flush();
            }
        }
        return 0;
    }

    private static double last(Result result) {
        return result.losses()[result.losses().length - 1];
    }

    private static String moved(Result result) {
        return String.format(
                "%.2f",
                Corrections.of(
                                result.refinedFrom().orElseThrow(),
                                result.positions(),
                                result.specimen().pixelHeight(),
                                result.specimen().pixelWidth())
                        .rms());
    }

    private Result run(Scan scan, int count, boolean refine, Half half) {
        Path kept = runs.resolve(engine.replaceAll("[^a-z0-9]+", "-") + "-" + count + "-"
                + (refine ? "refined" : "plain") + "-" + half + ".h5");
        if (Files.exists(kept)) {
            return ProductFile.read(kept);
        }
        Map<String, String> all = new LinkedHashMap<>(refine ? settings : Map.of());
        all.put("probe.modes", String.valueOf(count));
        all.put("positions.refine", String.valueOf(refine));
        int[] chosen = half.indices(scan.frames().count());
        Reconstruction recipe =
                Reconstruction.with(engine, all, OptionalInt.empty(), half == Half.ODD ? 1 : 2, threads);
        Result result = recipe.run(
                recipe.prepare(scan.select(chosen), chosen),
                Optional.empty(),
                Optional.empty(),
                Observer.NONE,
                () -> false);
        ProductFile.write(kept, result);
        return result;
    }
}
