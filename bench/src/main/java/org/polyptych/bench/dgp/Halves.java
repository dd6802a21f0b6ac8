package org.polyptych.bench.dgp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.polyptych.app.plan.Half;
import org.polyptych.bench.Program;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.physics.Mosaic;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Result;
import org.polyptych.physics.metrics.Region;
import org.polyptych.physics.phase.PhaseRamp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Real scans at low dose by the deep generative prior and by classical engines: frozen viruses as they were measured, and the
 * Siemens star with a thousand counts a frame. What can be said without a truth: how far two reconstructions from disjoint frames
 * agree. {@code cells} is the simulated scan of {@link Depth}.
 */
@Command(
        name = "Halves",
        mixinStandardHelpOptions = true,
        description = "Agreement of halves of real scans at low dose.")
public final class Halves implements Callable<Integer> {
    private static final String FIGURE = "halves";
    private static final int SHOWN = 400;
    /** Share of the pixels that are black, and of those that are white. */
    private static final double BEYOND = 0.01;

    @Mixin
    private DgpOptions options;

    @Option(
            names = "--scans",
            split = ",",
            description = "of rotavirus, star, star-probe (known), cells (default ${DEFAULT-VALUE})")
    private List<String> scans = List.of("rotavirus", "star", "star-probe");

    @Option(names = "--rotavirus-side", description = "frames along each side, of 48 (default ${DEFAULT-VALUE})")
    private int rotavirusSide = 48;

    @Option(names = "--star-counts", description = "a frame in the mean (default ${DEFAULT-VALUE})")
    private int starCounts = 1000;

    @Option(names = "--cells-side", description = "frames along each side (default ${DEFAULT-VALUE})")
    private int cellsSide = 16;

    @Option(names = "--cells-dose", description = "electrons a square A (default ${DEFAULT-VALUE})")
    private double cellsDose = 49;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new Halves(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        Where where = options.where();
        List<HalvesRun> runs = new ArrayList<>();
        for (String scan : scans) {
            Trial trial = trial(scan);
            options.recipes(trial, where)
                    .forEach(recipe -> runs.add(new HalvesRun(trial, recipe, options.seed(), where)));
        }
        options.run(runs, spec.commandLine().getErr());
        Map<HalvesRun, CellResult> cells = new LinkedHashMap<>();
        runs.forEach(run -> options.folder().result(run.id(), run.recipe()).ifPresent(cell -> cells.put(run, cell)));
        spec.commandLine().getOut().println(markdown(cells) + Provenance.of(runs, List.copyOf(cells.values())));
        pictures(options.out().resolve("halves-phases.png"), cells);
        return 0;
    }

    private Trial trial(String scan) {
        return switch (scan) {
            case "rotavirus" -> new Rotavirus(FIGURE, rotavirusSide);
            case "star" -> new ThinnedStar(FIGURE, starCounts, false);
            case "star-probe" -> new ThinnedStar(FIGURE, starCounts, true);
            case "cells" -> new CellsTrial(FIGURE, cellsDose, cellsSide);
            default ->
                throw new BadInputException(
                        "--scans: expected rotavirus, star, star-probe or cells, got '" + scan + "'");
        };
    }

    private static String markdown(Map<HalvesRun, CellResult> cells) {
        StringBuilder text =
                new StringBuilder("| scan | method | halves agree to half a period of 1/2; 1/7 (nm) | mean ring"
                        + " correlation to half of Nyquist | iterations of each | s of both | x pixels' |\n"
                        + "|---|---|---|---|---|---|---|\n");
        cells.forEach((run, cell) -> {
            text.append(String.format(
                    Locale.ROOT, "| %s | %s | ", run.trial().id(), run.recipe().name()));
            if (cell.failed()) {
                text.append("failed: ").append(cell.failure()).append(" | | | | |\n");
                return;
            }
            text.append(String.format(
                    Locale.ROOT,
                    "%s; %s | %s | %d | %.1f | %s |%n",
                    figure(cell, "object.resolution.half", "%.3g"),
                    figure(cell, "object.resolution.seventh", "%.3g"),
                    figure(cell, "object.frc.mean", "%.3f"),
                    cell.iterations(),
                    seconds(cell),
                    ratio(run, cells)));
        });
        return text.toString();
    }

    private static String figure(CellResult cell, String key, String format) {
        OptionalDouble value = cell.score(key);
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "-";
    }

    private static double seconds(CellResult cell) {
        return cell.seconds() + cell.score(HalvesRun.SECONDS).orElse(0);
    }

    private static String ratio(HalvesRun run, Map<HalvesRun, CellResult> cells) {
        return cells.entrySet().stream()
                .filter(other -> other.getKey().trial().id().equals(run.trial().id()))
                .filter(other -> other.getKey().recipe().name().equals(Done.PIXELS))
                .filter(other -> !other.getValue().failed())
                .findFirst()
                .map(other -> String.format(Locale.ROOT, "%.1f", seconds(cells.get(run)) / seconds(other.getValue())))
                .orElse("-");
    }

    /** The odd half above the even one, a pair of rows for each scan; each picture on a scale of its own. */
    private static void pictures(Path file, Map<HalvesRun, CellResult> cells) throws IOException {
        Map<String, List<HalvesRun>> rows = cells.entrySet().stream()
                .filter(entry -> !entry.getValue().failed())
                .map(Map.Entry::getKey)
                .collect(Collectors.groupingBy(run -> run.trial().id(), LinkedHashMap::new, Collectors.toList()));
        if (rows.isEmpty()) {
            return;
        }
        Mosaic mosaic = new Mosaic(SHOWN);
        for (List<HalvesRun> row : rows.values()) {
            for (Half half : Half.values()) {
                mosaic.row();
                for (HalvesRun run : row) {
                    RealImage phase = phase(run.result(half));
                    float[] sorted = phase.values().clone();
                    Arrays.sort(sorted);
                    int beyond = (int) (BEYOND * sorted.length);
                    mosaic.add(
                            run.trial().id() + ", " + run.recipe().name() + ", " + half,
                            phase,
                            sorted[beyond],
                            Math.max(sorted[sorted.length - 1 - beyond], sorted[beyond] + 1e-6));
                }
            }
        }
        mosaic.write(file);
    }

    /** Of the scanned rectangle, without ramp and mean. */
    private static RealImage phase(Result result) {
        Region window = PhasePair.rectangle(result.specimen(), result.positions());
        ComplexImage shown = window.of(result.specimen().transmission());
        float[] even = new float[shown.size()];
        Arrays.fill(even, 1);
        return PhaseRamp.find(shown, even).removedFrom(shown).phase();
    }
}
