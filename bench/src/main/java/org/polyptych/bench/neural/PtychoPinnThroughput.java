package org.polyptych.bench.neural;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.polyptych.bench.Program;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.engines.Version;
import org.polyptych.neural.ptychonn.Learned;
import org.polyptych.neural.ptychopinn.Pooling;
import org.polyptych.neural.ptychopinn.PtychoPinn;
import org.polyptych.neural.throughput.InferenceThroughput;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.NoiseSpec;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.Disc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Patterns a second of engine {@code ptychopinn}: its convolutions alone, the network alone, and from frames in memory to the
 * stitched object, in one run, with the paper's network of random weights.
 *
 * <pre>bench/run neural.PtychoPinnThroughput --threads 2</pre>
 */
@Command(name = "PtychoPinnThroughput", mixinStandardHelpOptions = true)
public final class PtychoPinnThroughput implements Callable<Integer> {
    private static final double PIXEL = 1e-8;

    /** The paper's beam, in pixels of a frame of 64. */
    private static final double RADIUS = 10.94 / 64;

    @Option(names = "--side", defaultValue = "64", description = "Side of a pattern in pixels.")
    private int side;

    @Option(names = "--raster", defaultValue = "32", description = "Frames along each side of the scan.")
    private int raster;

    @Option(names = "--step", defaultValue = "4", description = "Pixels between frames.")
    private double step;

    @Option(names = "--group", defaultValue = "4", description = "Patterns of a group.")
    private int group;

    @Option(names = "--width", defaultValue = "256", description = "Channels of the network's deepest block.")
    private int width;

    @Option(names = "--set", description = "Settings of the engine, such as ptychopinn.numbers=bfloat16.")
    private Map<String, String> settings = new HashMap<>();

    @Option(names = "--threads", description = "One a processor if not given.")
    private Integer threads;

    @Option(names = "--rounds", defaultValue = "3", description = "That count; one more warms up.")
    private int rounds;

    private PtychoPinnThroughput() {}

    public static void main(String[] arguments) {
        Program.run(new PtychoPinnThroughput(), arguments);
    }

    @Override
    public Integer call() {
        int used = threads == null ? Parallel.allProcessors() : threads;
        PtychoPinn.Settings network = new PtychoPinn.Settings(
                Learned.BOTH, group, width, PtychoPinn.Settings.blocksFor(side), Pooling.AVERAGE, false, false);
        InferenceThroughput.Plan plan = new InferenceThroughput.Plan(scan(), network, settings, used, rounds);
        print(used, InferenceThroughput.measure(plan, System.err::println));
        return 0;
    }

    private Scan scan() {
        XrayGeometry geometry = new XrayGeometry(side, side, PIXEL, PIXEL, 8800, 1);
        Positions positions = new Raster(raster, raster, step, step).positions(geometry);
        int[] needed = SpecimenPlacement.needed(geometry, positions);
        ComplexImage image = TestObjects.parse("grf:blur=1,phase=tanh").image(needed[0], needed[1], 1, 1);
        Specimen object = SpecimenPlacement.under(image, geometry, positions);
        Probe probe = Probe.of(new Disc(RADIUS * side, 1).image(geometry));
        return Simulation.of(geometry, object, probe, positions)
                .noise(NoiseSpec.parse("poisson:perframe=1e9"))
                .seed(1)
                .startingProbe(probe)
                .run();
    }

    private void print(int used, InferenceThroughput found) {
        PrintStream out = System.out;
        out.println(Version.machine(used) + "; " + settings);
        out.printf(
                Locale.ROOT,
                "%d patterns of %d x %d pixels, %d groups of %d, %.2f GFLOP a pattern%n%n",
                found.frames(),
                side,
                side,
                found.groups(),
                group,
                1e-9 * found.operations());
        out.println("| | patterns/s | of the network's time | of its processor time |");
        out.println("|---|---|---|---|");
        out.printf(
                Locale.ROOT,
                "| convolutions alone | %.0f | %.2f | |%n",
                found.bound(),
                found.network() / found.bound());
        line("network alone", found.network(), 1, 1);
        line("prepared, answered, stitched, scaled", found.step(), found.stepRatio(), found.stepWork());
        line("frames in memory to object, start included", found.whole(), found.wholeRatio(), found.wholeWork());
    }

    private static void line(String what, double rate, double ratio, double work) {
        System.out.printf(Locale.ROOT, "| %s | %.0f | %.2f | %.2f |%n", what, rate, ratio, work);
    }
}
