package org.polyptych.bench.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.polyptych.bench.Program;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Seconds of an iteration against the number of frames, probe modes, slices, or any setting that takes whole numbers; the
 * share of the bound that the transforms set; the exponent with which the cost grows. What is measured is kept in a table
 * beside the plot, so that a run that is broken off goes on where it was.
 */
@Command(name = "linear-cost")
public final class LinearCost implements Callable<Integer> {
    private static final String HEAD = "engine,axis,value,seconds,share,us_transform";

    @Option(names = "--engine", split = ",", defaultValue = "awf,ad")
    private List<String> engines;

    @Option(names = "--axis", description = "KEY=N,N,...; frames, or a setting")
    private List<String> axes = List.of("frames=100,200,400,800,1600,3200,6400", "probe.modes=1,2,3,4,6,8");

    @Option(names = "--set")
    private Map<String, String> settings = new HashMap<>();

    @Option(names = "--size", defaultValue = "128")
    private int size;

    @Option(names = "--frames", defaultValue = "200")
    private int frames;

    @Option(names = "-o", defaultValue = "linear-cost")
    private Path out;

    public static void main(String[] arguments) {
        Program.run(new LinearCost(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(out);
        Path table = out.resolve("linear-cost.csv");
        List<String> lines = new ArrayList<>(Files.exists(table) ? Files.readAllLines(table) : List.of(HEAD));
        Map<String, CostCurve> curves = new LinkedHashMap<>();
        for (String text : axes) {
            CostAxis axis = CostAxis.parse(text);
            for (String engine : engines) {
                CostPoint[] points = new CostPoint[axis.values().length];
                try {
                    for (int k = 0; k < points.length; k++) {
                        points[k] = point(table, lines, engine, axis, axis.values()[k]);
                    }
                } catch (BadInputException refused) {
                    System.err.println(engine + " is left out on " + axis.key() + ": " + refused.getMessage());
                    continue;
                }
                curves.put(engine + ", " + axis.key(), CostCurve.of(axis, points, frames));
                say(engine, axis, points);
            }
        }
        CostPlot.write(out.resolve("linear-cost.png"), curves);
        return 0;
    }

    private CostPoint point(Path table, List<String> lines, String engine, CostAxis axis, int value)
            throws IOException {
        String start = engine + "," + axis.key() + "," + value + ",";
        for (String line : lines) {
            if (line.startsWith(start)) {
                String[] parts = line.split(",");
                return new CostPoint(
                        value,
                        Double.parseDouble(parts[3]),
                        Double.parseDouble(parts[4]),
                        Double.parseDouble(parts[5]));
            }
        }
        CostPoint point = axis.measure(engine, settings, value, size, frames, Parallel.allProcessors());
        lines.add(start
                + String.format(Locale.ROOT, "%.6g,%.4f,%.1f", point.seconds(), point.share(), point.transform()));
        Files.write(table, lines);
        return point;
    }

    private static void say(String engine, CostAxis axis, CostPoint[] points) {
        double[] n = Arrays.stream(points).mapToDouble(CostPoint::value).toArray();
        double[] seconds = Arrays.stream(points).mapToDouble(CostPoint::seconds).toArray();
        double[] transforms =
                Arrays.stream(points).mapToDouble(p -> axis.work(p.value(), 1)).toArray();
        double[] work = Arrays.stream(points)
                .mapToDouble(p -> axis.work(p.value(), 1) / p.share())
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "%s %s: seconds grow as n^%.2f, as transforms^%.2f; in units of the bound measured beside, ^%.2f%n",
                engine,
                axis.key(),
                CostFit.of(n, seconds).exponent(),
                CostFit.of(transforms, seconds).exponent(),
                CostFit.of(transforms, work).exponent());
        for (CostPoint p : points) {
            System.out.printf(
                    Locale.ROOT,
                    "  %5d  %9.4f s  %5.1f%% of the bound  (%.1f us a transform)%n",
                    p.value(),
                    p.seconds(),
                    100 * p.share(),
                    p.transform());
        }
    }
}
