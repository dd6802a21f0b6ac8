package org.polyptych.bench.neural;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.polyptych.app.ScanSource;
import org.polyptych.bench.Program;
import org.polyptych.core.Parallel;
import org.polyptych.engines.EngineState;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.engines.StepReport;
import org.polyptych.engines.Version;
import org.polyptych.io.ReaderSettings;
import org.polyptych.physics.Illumination;
import org.polyptych.physics.Scan;
import org.polyptych.physics.protocol.AlignedProtocol;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.protocol.Placement;
import org.polyptych.physics.protocol.Subject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Seconds that a trained network takes for a simulated scan, and those of classical engines until the object is as near to the
 * truth (error of the complex object, protocol aligned), in one run. All are given the same probe. Every engine warms up first;
 * the clock stands still while errors are computed.
 *
 * <pre>bench/run neural.PtychoPinnSpeedUp scan.h5 --model model.safetensors --threads 2</pre>
 */
@Command(name = "PtychoPinnSpeedUp", mixinStandardHelpOptions = true)
public final class PtychoPinnSpeedUp implements Callable<Integer> {
    private static final int MOST = 100_000;

    @Parameters(index = "0", description = "A simulated scan that the network was not taught with.")
    private Path file;

    @Option(names = "--model", required = true, description = "The trained network.")
    private Path model;

    @Option(
            names = "--engines",
            split = ",",
            defaultValue = "rpie,wasp,awf,lsqml,dm",
            description = "Classical ones (default: ${DEFAULT-VALUE}).")
    private List<String> engines;

    @Option(names = "--set", description = "Settings for all, such as probe.known=false.")
    private Map<String, String> settings = new HashMap<>();

    @Option(names = "--threads", description = "One a processor if not given.")
    private Integer threads;

    @Option(names = "--seconds", defaultValue = "120", description = "After which an engine is given up.")
    private double limit;

    @Option(names = "--seed", defaultValue = "1")
    private long seed;

    private PtychoPinnSpeedUp() {}

    public static void main(String[] arguments) {
        Program.run(new PtychoPinnSpeedUp(), arguments);
    }

    @Override
    public Integer call() {
        int used = threads == null ? Parallel.allProcessors() : threads;
        settings.putIfAbsent("probe.known", "true");
        Scan scan = ScanSource.open(file.toString(), ReaderSettings.of(Map.of()));
        Run network = run(scan, "ptychopinn", 1, used, 0);
        System.out.println(Version.machine(used) + "; " + settings);
        System.out.printf(
                "%d patterns of %d x %d pixels%n%n",
                scan.frames().count(), scan.frames().rows(), scan.frames().columns());
        System.out.println("| engine | iterations | seconds | error | times the network's |");
        System.out.println("|---|---|---|---|---|");
        print("ptychopinn", network, network);
        for (String engine : engines) {
            print(engine, run(scan, engine, MOST, used, network.error), network);
        }
        return 0;
    }

    private static void print(String engine, Run run, Run network) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.2f | %.4f | %s%.1f |%n",
                engine,
                run.iterations,
                run.seconds,
                run.error,
                run.error > network.error ? "given up at " : "",
                run.seconds / network.seconds);
    }

    private Run run(Scan scan, String engine, int iterations, int used, double target) {
        Map<String, String> all = new HashMap<>(settings);
        if (engine.equals("ptychopinn")) {
            all.put("ptychopinn.model", model.toString());
        } else {
            all.keySet().removeIf(key -> key.startsWith("ptychopinn."));
        }
        Reconstruction.with(engine, all, Math.min(3, iterations), seed, used).run(scan, Observer.NONE);
        Reconstruction recipe = Reconstruction.with(engine, all, iterations, seed, used);
        Run run = new Run(scan, target);
        recipe.run(recipe.prepare(scan), Optional.empty(), Optional.empty(), run, run::over);
        return run;
    }

    /** Looks at the object after every iteration, until it is good enough or the time is over. */
    private final class Run implements Observer {
        private final Scan scan;
        private final double target;
        private int iterations;
        private double seconds;
        private double error = Double.POSITIVE_INFINITY;

        Run(Scan scan, double target) {
            this.scan = scan;
            this.target = target;
        }

        @Override
        public void stepped(StepReport report, int total, double so) {}

        @Override
        public void paused(int iteration, int total, double so, EngineState state) {
            iterations = iteration;
            seconds = so;
            Subject found = new Subject(
                    "the object",
                    state.specimen(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Illumination.of(
                            state.specimen(), scan.truth().orElseThrow().probe(), scan.positions())));
            Subject truth = Subject.of("the truth", scan.truth().orElseThrow());
            error = new AlignedProtocol()
                    .evaluate(Comparison.of(found, truth, Placement.AUTOMATIC))
                    .value("object.nrmse");
        }

        boolean over() {
            return error <= target || seconds > limit;
        }
    }
}
