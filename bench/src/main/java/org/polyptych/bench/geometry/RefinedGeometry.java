package org.polyptych.bench.geometry;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.polyptych.bench.Program;
import org.polyptych.core.Parallel;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.FoundNumber;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Errors of a simulated geometry, found by engines with a refinement of group {@code geometry}: the table of {@code
 * docs/refine-geometry.md}.
 */
@Command(
        name = "RefinedGeometry",
        mixinStandardHelpOptions = true,
        description = "Finds errors of a simulated geometry with each engine.")
public final class RefinedGeometry implements Callable<Integer> {
    @Option(names = "--engines", split = ",", description = "engines with their iterations (default ${DEFAULT-VALUE})")
    private List<String> engines = List.of("rpie*100", "lsqml*100");

    @Option(names = "--cases", split = ",", description = "default ${DEFAULT-VALUE}")
    private List<String> cases = List.of(
            "DEFOCUS:0.2",
            "DEFOCUS:0.5",
            "DEFOCUS:-0.5",
            "DEFOCUS_OF_A_FREE_PROBE:0.5",
            "FAR_DISTANCE:0.02",
            "FAR_DISTANCE:0.05",
            "FAR_DISTANCE:-0.05",
            "NEAR_DISTANCE:0.05",
            "NEAR_DISTANCE:-0.05");

    @Option(names = "--set", description = "a setting for all of them")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--across", description = "frames in a line, and lines (default ${DEFAULT-VALUE})")
    private int across = 12;

    @Option(names = "--threads", description = "default: all processors")
    private int threads = Parallel.allProcessors();

    @Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new RefinedGeometry(), arguments);
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                "| what is wrong | by | engine | error left | its standard deviation | NRMSE of the object, as said |"
                        + " refined | with the truth | s |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        for (String name : cases) {
            WrongGeometry wrong = WrongGeometry.valueOf(name.substring(0, name.indexOf(':')));
            double error = Double.parseDouble(name.substring(name.indexOf(':') + 1));
            Scan scan = wrong.said(across, error);
            Scan right = wrong.said(across, 0);
            for (String engine : engines) {
                Result plain = run(wrong, scan, engine, false);
                Result refined = run(wrong, scan, engine, true);
                Result best = run(wrong, right, engine, false);
                FoundNumber found = refined.found().getFirst();
                double unit = wrong.ofProbe() ? wrong.off(1) : found.said() / (1 + error);
                out.printf(
                        "| %s | %+.0f %% | %s | %+.3f %% | %.3f %% | %.3f | %.3f | %.3f | %.0f |%n",
                        wrong.name().toLowerCase().replace('_', ' '),
                        100 * error,
                        engine.replaceAll("\\*\\d+", ""),
                        100 * wrong.left(error, found.said(), found.found()),
                        100 * found.deviation() / unit,
                        OnTrueGrid.nrmse(plain, scan),
                        OnTrueGrid.nrmse(refined, scan),
                        OnTrueGrid.nrmse(best, right),
                        refined.provenance().seconds());
                out.flush();
            }
        }
        return 0;
    }

    private Result run(WrongGeometry wrong, Scan scan, String engine, boolean refine) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        if (refine) {
            all.put(wrong.ofProbe() ? "geometry.defocus" : "geometry.distance", "true");
        } else {
            all.keySet().removeIf(key -> key.startsWith("geometry."));
        }
        if (wrong == WrongGeometry.DEFOCUS) {
            all.put("probe.known", "true");
        }
        return Reconstruction.with(engine, all, OptionalInt.empty(), 1, threads).run(scan, Observer.NONE);
    }
}
