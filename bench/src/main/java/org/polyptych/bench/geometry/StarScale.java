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
import java.util.stream.IntStream;
import org.polyptych.bench.Program;
import org.polyptych.core.Parallel;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Outcome;
import org.polyptych.engines.Reconstruction;
import org.polyptych.engines.RunControl;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.FoundNumber;
import org.polyptych.physics.Scan;
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
        out.println("| engine | said too long by | frames | pixel found, of the nominal one | standard deviation |"
                + " held-out loss, as said | refined |");
        out.println("|---|---|---|---|---|---|---|");
        for (String engine : engines) {
            for (double error : wrong) {
                for (int odd = 1; odd >= 0; odd--) {
                    int first = odd;
                    Scan half = said(
                            scan.select(IntStream.range(0, scan.frames().count())
                                    .filter(j -> j % 2 == first)
                                    .toArray()),
                            1 + error);
                    var plain = run(half, engine, false);
                    var refined = run(half, engine, true);
                    FoundNumber found = refined.result().found().getFirst();
                    out.printf(
                            "| %s | %.0f %% | %s | %.5f | %.5f | %.5f | %.5f |%n",
                            engine.replaceAll("\\*\\d+", ""),
                            100 * error,
                            odd == 1 ? "odd" : "even",
                            found.found() / found.said() * (1 + error),
                            found.deviation() / found.said(),
                            least(plain.heldOutLosses()),
                            least(refined.heldOutLosses()));
                    out.flush();
                }
            }
        }
        return 0;
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

    private Outcome run(Scan scan, String engine, boolean refine) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        if (refine) {
            all.put("geometry.distance", "true");
        } else {
            all.keySet().removeIf(key -> key.startsWith("geometry."));
        }
        return Reconstruction.with(engine, all, OptionalInt.empty(), 1, threads)
                .run(scan, Optional.empty(), Optional.empty(), RunControl.of(Observer.NONE, () -> false));
    }
}
