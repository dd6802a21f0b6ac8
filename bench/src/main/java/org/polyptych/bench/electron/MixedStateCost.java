package org.polyptych.bench.electron;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.polyptych.app.bench.EngineBenchmark;
import org.polyptych.bench.Program;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.engines.EngineSession;
import org.polyptych.engines.MemoryEstimate;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Scan;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What mixed-state multislice costs on a simulated bilayer: seconds an iteration beside the bound of Fourier transforms of the
 * same run, and memory, for the whole scan and, on a part of it, for fewer slices and modes.
 */
@Command(
        name = "MixedStateCost",
        mixinStandardHelpOptions = true,
        description = "Times an engine with slices and modes on a simulated bilayer of WSe2.")
public final class MixedStateCost implements Callable<Integer> {
    private static final double MB = 1e6;

    @Option(names = "--engine", description = "one that takes slices (default ${DEFAULT-VALUE})")
    private String engine = "ad";

    @Option(names = "--frame", description = "pixels along each side of a frame (default ${DEFAULT-VALUE})")
    private int frame = 128;

    @Option(names = "--side", description = "frames along each side of the scan (default ${DEFAULT-VALUE})")
    private int side = 48;

    @Option(
            names = "--slices",
            split = ",",
            description = "two numbers or more; the whole scan has most (default ${DEFAULT-VALUE})")
    private List<Integer> slices = List.of(16, 12, 8, 4, 2);

    @Option(names = "--modes", split = ",", description = "of the probe, likewise (default ${DEFAULT-VALUE})")
    private List<Integer> modes = List.of(6, 4, 3, 2, 1);

    @Option(
            names = "--part",
            description = "frames along each side of the part on which slices and modes are counted down, 0 for none"
                    + " (default ${DEFAULT-VALUE})")
    private int part = 10;

    @Option(names = "--threads", description = "default: all processors")
    private int threads = Parallel.allProcessors();

    @Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new MixedStateCost(), arguments);
    }

    @Override
    public Integer call() {
        if (slices.size() < 2 || modes.size() < 2) {
            throw new BadInputException(
                    "--slices and --modes: two numbers or more are needed for a line, such as 16,8");
        }
        PrintWriter out = spec.commandLine().getOut();
        int mostSlices = Collections.max(slices);
        int mostModes = Collections.max(modes);
        out.println(
                "| frames | slices | modes | s an iteration | ms a frame | transforms a mode and frame | share of their"
                        + " bound | live heap, MB | of it for the engine, estimated |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        row(out, BilayerScan.of(frame, side, threads), mostSlices, mostModes);
        if (part == 0) {
            return 0;
        }
        Scan few = BilayerScan.of(frame, part, threads);
        List<double[]> bySlices = new ArrayList<>();
        List<double[]> byModes = new ArrayList<>();
        for (int count : slices) {
            bySlices.add(new double[] {count, row(out, few, count, mostModes)});
        }
        for (int count : modes) {
            byModes.add(new double[] {count, row(out, few, mostSlices, count)});
        }
        out.printf(Locale.ROOT, "%nby slices: %s%nby modes: %s%n", StraightLine.of(bySlices), StraightLine.of(byModes));
        out.flush();
        return 0;
    }

    /** Returns milliseconds a frame. */
    private double row(PrintWriter out, Scan scan, int sliceCount, int modeCount) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("probe.modes", String.valueOf(modeCount));
        if (sliceCount > 1) {
            settings.put("object.slices", String.valueOf(sliceCount));
            settings.put("object.sliceSpacing", String.valueOf(BilayerScan.DEPTH / sliceCount));
        }
        EngineBenchmark.Timing timing = EngineBenchmark.run(engine, settings, scan, "whole", threads);
        double seconds = timing.frames() / timing.framesPerSecond();
        Reconstruction recipe = Reconstruction.with(engine, settings, 1, 1, threads);
        MemoryEstimate estimate = MemoryEstimate.of(scan, recipe);
        out.printf(
                Locale.ROOT,
                "| %d | %d | %d | %.3g | %.3g | %d | %.2f | %.0f | %.0f |%n",
                timing.frames(),
                sliceCount,
                modeCount,
                seconds,
                1e3 * seconds / timing.frames(),
                timing.transforms(),
                timing.shareOfOwn(),
                liveHeap(scan, recipe) / MB,
                estimate.engine() / MB);
        out.flush();
        return 1e3 * seconds / timing.frames();
    }

    /** Bytes in use after an iteration, the scan's frames among them. */
    private static double liveHeap(Scan scan, Reconstruction recipe) {
        try (EngineSession session = recipe.begin(scan)) {
            session.step();
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }
}
