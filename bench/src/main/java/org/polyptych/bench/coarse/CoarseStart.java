package org.polyptych.bench.coarse;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.polyptych.bench.Program;
import org.polyptych.core.Parallel;
import org.polyptych.engines.AmplitudeError;
import org.polyptych.engines.EngineState;
import org.polyptych.engines.Link;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.engines.RunControl;
import org.polyptych.engines.StepReport;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.Scan;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Whether a start on coarser pixels pays: the loss of the whole frames against the work done, for several chains on one
 * scan, as a Markdown table. Work is counted in iterations over whole frames, one on pixels k times as large as 1 / k^2:
 * that does not depend on how busy the machine is; the seconds of each chain stand beside it.
 */
@Command(
        name = "CoarseStart",
        mixinStandardHelpOptions = true,
        description = "Compares chains that begin on coarser pixels with plain ones.")
public final class CoarseStart implements Callable<Integer> {
    private static final double[] WORK = {1, 2, 3, 5, 10, 20, 40, 80};

    @Parameters(index = "0", paramLabel = "SCAN")
    private Path file;

    @Parameters(index = "1..*", paramLabel = "CHAIN", description = "such as rpie*40 or rpie/2*20,rpie*35")
    private List<String> chains;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "settings of all of them")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--threads", description = "default: all processors")
    private int threads = Parallel.allProcessors();

    @Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new CoarseStart(), arguments);
    }

    /** A point of a curve: the loss of the whole frames after so much work. */
    public record Point(double work, double seconds, double loss) {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Scan scan = ScanFiles.open(file);
        StringBuilder head = new StringBuilder("| chain |");
        StringBuilder line = new StringBuilder("|---|");
        for (double work : WORK) {
            head.append(String.format(Locale.ROOT, " %.0f |", work));
            line.append("---|");
        }
        out.println(head.append(" seconds |"));
        out.println(line.append("---|"));
        for (String chain : chains) {
            out.println(row(chain, curve(scan, chain, settings, threads)));
            out.flush();
        }
        return 0;
    }

    private static String row(String chain, List<Point> curve) {
        StringBuilder row = new StringBuilder("| `" + chain + "` |");
        double last = curve.getLast().work();
        for (double work : WORK) {
            row.append(work > last + 0.5 ? " |" : String.format(Locale.ROOT, " %.5f |", after(curve, work)));
        }
        return row.append(String.format(Locale.ROOT, " %.1f |", curve.getLast().seconds()))
                .toString();
    }

    /** The loss when at most so much work is done; NaN before the first iteration is. */
    public static double after(List<Point> curve, double work) {
        return curve.stream()
                .filter(point -> point.work() <= work + 1e-9)
                .reduce((first, second) -> second)
                .map(Point::loss)
                .orElse(Double.NaN);
    }

    /** The loss after each iteration of a chain. */
    public static List<Point> curve(Scan scan, String chain, Map<String, String> settings, int threads) {
        Reconstruction recipe = Reconstruction.with(chain, settings, OptionalInt.empty(), 1, threads);
        Scan prepared = recipe.prepare(scan);
        List<Point> curve = new ArrayList<>();
        try (Parallel parallel = new Parallel(threads)) {
            AmplitudeError error =
                    new AmplitudeError(prepared, recipe.run().positions().round(), parallel);
            Observer watching = new Observer() {
                @Override
                public void stepped(StepReport report, int total, double seconds) {}

                @Override
                public void paused(int iteration, int total, double seconds, EngineState state) {
                    curve.add(new Point(work(recipe, iteration), seconds, error.of(state.specimen(), state.probe())));
                }
            };
            recipe.run(prepared, Optional.empty(), Optional.empty(), RunControl.of(watching, () -> false));
        }
        return curve;
    }

    private static double work(Reconstruction recipe, int iterations) {
        double work = 0;
        int left = iterations;
        for (Link link : recipe.links()) {
            int count = Math.min(left, link.iterations());
            work += count / (double) (link.coarser() * link.coarser());
            left -= count;
        }
        return work;
    }
}
