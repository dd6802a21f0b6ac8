package org.polyptych.bench.ptyinr;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.polyptych.app.bench.EngineBenchmark;
import org.polyptych.bench.Program;
import org.polyptych.core.Median;
import org.polyptych.core.Parallel;
import org.polyptych.engines.EngineSession;
import org.polyptych.engines.Reconstruction;
import org.polyptych.neural.siren.SirenShape;
import org.polyptych.neural.throughput.NetworkThroughput;
import org.polyptych.neural.throughput.StepTiming;
import org.polyptych.physics.Scan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Seconds of an iteration of {@code ptyinr} on the protocol's scan of 64 frames beside what bounds them, in one run: the
 * matrix products of its network, in the fastest way known, and two Fourier transforms a frame. The network alone stands
 * beside it.
 */
@Command(
        name = "StepTime",
        mixinStandardHelpOptions = true,
        description = "Times an iteration of ptyinr beside its matrix products and transforms.")
public final class StepTime implements Callable<Integer> {
    private static final String ENGINE = "ptyinr";
    private static final int STEP = 32;
    private static final int FRAME = 64;
    private static final int TRANSFORMS = 2;
    private static final double WARM_UP_SECONDS = 5;

    @Option(names = "--preset", description = "fast or default (default ${DEFAULT-VALUE})")
    private String preset = "fast";

    @Option(names = "--data", paramLabel = "DIR", description = "the test data (default ../shared/data)")
    private Path data = Path.of("../shared/data");

    @Option(names = "--threads", description = "default: all processors")
    private int threads = Parallel.allProcessors();

    @Option(names = "--iterations", description = "that are timed (default ${DEFAULT-VALUE})")
    private int iterations = 60;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new StepTime(), arguments);
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Scan scan = CellScan.simulate(Setup.clean(TestObject.TUNGSTEN, STEP, Setup.Known.NOTHING), data, 1);
        Reconstruction recipe =
                Reconstruction.with(ENGINE, Map.of("ptyinr.preset", preset, "ptyinr.trials", "1"), 1, 1, threads);
        double transform = EngineBenchmark.run("ad", Map.of(), FRAME, FRAME, false, threads)
                        .microsecondsPerTransform()
                * 1e-6;
        double[] taken = new double[iterations];
        int side;
        try (EngineSession session = recipe.begin(scan)) {
            side = session.state().specimen().rows();
            warmUp(session);
            for (int k = 0; k < iterations; k++) {
                long begin = System.nanoTime();
                session.step();
                taken[k] = (System.nanoTime() - begin) * 1e-9;
            }
        }
        StepTiming network = NetworkThroughput.sine(shape(recipe.settings()), 1, side, threads, err::println);
        double transforms = TRANSFORMS * scan.frames().count() * transform / threads;
        double bound = network.boundSeconds() + transforms;
        double step = Median.of(taken);
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "| preset | object | iteration, s | its network alone, s | products, s | transforms, s | iteration / (products + transforms) | network / products |%n"
                                + "|---|---|---|---|---|---|---|---|%n"
                                + "| %s | %d x %d | %.3f | %.3f | %.3f | %.4f | %.2f | %.2f |%n",
                        preset,
                        side,
                        side,
                        step,
                        network.seconds(),
                        network.boundSeconds(),
                        transforms,
                        step / bound,
                        network.ratio());
        return 0;
    }

    private static void warmUp(EngineSession session) {
        long begin = System.nanoTime();
        while ((System.nanoTime() - begin) * 1e-9 < WARM_UP_SECONDS) {
            session.step();
        }
    }

    /** One network that makes both parts of the object. */
    private static SirenShape shape(Map<String, String> settings) {
        return new SirenShape(
                2,
                Integer.parseInt(settings.get("ptyinr.width")),
                Integer.parseInt(settings.get("ptyinr.hidden")),
                2,
                Double.parseDouble(settings.get("ptyinr.firstW0")),
                Double.parseDouble(settings.get("ptyinr.hiddenW0")));
    }
}
