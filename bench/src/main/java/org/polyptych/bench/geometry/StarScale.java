package org.polyptych.bench.geometry;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
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
import org.polyptych.engines.Outcome;
import org.polyptych.engines.Reconstruction;
import org.polyptych.engines.RunControl;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.Scan;
import org.polyptych.physics.protocol.Evaluation;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The scale that is found in the halves of a real far-field scan, from its nominal geometry and from ones made wrong. */
@Command(
        name = "StarScale",
        mixinStandardHelpOptions = true,
        description = "Refines the pixel of a real far-field scan in its odd and even frames.")
public final class StarScale implements Callable<Integer> {
    @Parameters(paramLabel = "SCAN", description = "such as siemens_star_aps_para.hdf5")
    private Path file;

    @Option(names = "--engines", split = ",", description = "default ${DEFAULT-VALUE}")
    private List<String> engines = List.of("rpie*60", "lsqml*60");

    @Option(names = "--wrong", split = ",", description = "said too long by (default ${DEFAULT-VALUE})")
    private List<Double> wrong = List.of(0.0, 0.03);

    @Option(names = "--set", description = "a setting")
    private Map<String, String> settings = new LinkedHashMap<>(Map.of("probe.modes", "2", "stop.holdOut", "10"));

    @Option(names = "--threads", description = "default: all processors")
    private int threads = Parallel.allProcessors();

    @Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new StarScale(), arguments);
    }

    @Override
    public Integer call() {
        Scan scan = ScanFiles.open(file);
        PrintWriter out = spec.commandLine().getOut();
        out.println("| engine | said too long by | distance | pixel of the nominal one, odd / even | +- |"
                + " held-out loss, odd / even | FRC of the halves: mean up to half of Nyquist | crossing of 1/2, of Nyquist"
                + " | 1/7 | half-bit |");
        out.println("|---|---|---|---|---|---|---|---|---|---|");
        for (String engine : engines) {
            for (double error : wrong) {
                Scan said = said(scan, 1 + error);
                for (boolean refine : new boolean[] {false, true}) {
                    Outcome odd = run(said, Half.ODD, engine, refine);
                    Outcome even = run(said, Half.EVEN, engine, refine);
                    row(out, engine, error, refine, odd, even);
                }
            }
        }
        return 0;
    }

    private static void row(PrintWriter out, String engine, double error, boolean refined, Outcome odd, Outcome even) {
        Evaluation agreement = ResultsCompared.of("odd", odd.result(), "even", even.result());
        out.printf(
                "| %s | %.0f %% | %s | %.5f / %.5f | %.5f | %.5f / %.5f | %.3f | %.3f | %.3f | %.3f |%n",
                engine.replaceAll("\\*\\d+", ""),
                100 * error,
                refined ? "refined" : "as said",
                pixel(odd, error),
                pixel(even, error),
                refined
                        ? odd.result().found().getFirst().deviation()
                                / odd.result().found().getFirst().said()
                        : 0,
                least(odd.heldOutLosses()),
                least(even.heldOutLosses()),
                agreement.value("object.frc.mean"),
                agreement.value("object.frc.half"),
                agreement.value("object.frc.seventh"),
                agreement.value("object.frc.half_bit"));
        out.flush();
    }

    private static double pixel(Outcome outcome, double error) {
        return outcome.result().found().stream()
                .findFirst()
                .map(found -> found.found() / found.said() * (1 + error))
                .orElse(1 + error);
    }

    private static double least(double[] losses) {
        return Arrays.stream(losses).min().orElse(Double.NaN);
    }

    static Scan said(Scan scan, double ratio) {
        return new Scan(
                scan.name(),
                scan.source(),
                scan.geometry().atDistance(ratio),
                scan.frames(),
                scan.mask(),
                scan.positions(),
                scan.probe(),
                scan.specimen(),
                scan.truth(),
                scan.notes());
    }

    private Outcome run(Scan scan, Half half, String engine, boolean refine) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        if (refine) {
            all.put("geometry.distance", "true");
        } else {
            all.keySet().removeIf(key -> key.startsWith("geometry."));
        }
        int[] chosen = half.indices(scan.frames().count());
        Reconstruction recipe =
                Reconstruction.with(engine, all, OptionalInt.empty(), half == Half.ODD ? 1 : 2, threads);
        return recipe.run(
                recipe.prepare(scan.select(chosen), chosen),
                Optional.empty(),
                Optional.empty(),
                RunControl.of(Observer.NONE, () -> false));
    }
}
