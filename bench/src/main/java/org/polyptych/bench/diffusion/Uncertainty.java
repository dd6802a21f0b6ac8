package org.polyptych.bench.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.polyptych.bench.Program;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.core.Median;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Whether eight samples differ where they are wrong: the rank correlation of the map of their deviation with the true error, over
 * the illuminated pixels of objects that nothing was taught with; median, least and greatest over objects. A pixel's error is
 * one draw, and no map of how large errors are tells which they are: so beside it stand the correlation of both maps' root mean
 * squares over squares of 5 x 5 pixels, and that of a pixel's error with the true error around it. {@code size} is how large the
 * deviation is beside the error, which is not the question of a rank: 1 would be right.
 */
@Command(
        name = "Uncertainty",
        mixinStandardHelpOptions = true,
        description = "How the deviation of samples goes with the true error.")
public final class Uncertainty implements Callable<Integer> {
    private static final List<String> FIGURES = List.of(
            "rank correlation, median",
            "least",
            "greatest",
            "over 5 x 5 pixels",
            "error known around",
            "size, median",
            "NRMSE, illuminated",
            "patches",
            "s");

    @Mixin
    private CellOptions options;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description =
                    "a recipe of several samples; repeatable (default: diffusion-samples, diffusion-samples-kept)")
    private List<String> engines = List.of("diffusion-samples", "diffusion-samples-kept");

    @Option(names = "--overlap", split = ",", description = "in percent (default 20,38)")
    private List<Integer> percents = List.of(20, 38);

    @Option(names = "--patches", description = "only the first so many of the 50 objects (default 20)")
    private int patches = 20;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new Uncertainty(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        Methods methods = Methods.only(options.recipes, engines, options.models());
        List<Overlap> overlaps = percents.stream().map(Overlap::of).toList();
        List<PatchCell> all = new ArrayList<>();
        for (Piece piece : CellOptions.pieces(Subject.CELLS, patches)) {
            overlaps.forEach(overlap -> all.addAll(methods.cells(overlap, Placement.CENTRED, options.beam, piece)));
        }
        options.run(options.tasks(all), spec.commandLine().getErr());
        spec.commandLine().getOut().println(table(all, overlaps));
        return 0;
    }

    private String table(List<PatchCell> cells, List<Overlap> overlaps) {
        MeansTable table = new MeansTable(options.folder(), List.of("overlap", "method"), FIGURES);
        for (Overlap overlap : overlaps) {
            for (String name : engines) {
                List<CellResult> results = table.results(cells.stream()
                        .filter(cell -> cell.overlap().equals(overlap)
                                && cell.recipe().name().equals(name))
                        .toList());
                table.row(List.of(overlap.percent() + "%", name), figures(results));
            }
        }
        return table.markdown();
    }

    static List<String> figures(List<CellResult> results) {
        double[] ranks = values(results, Deviation.RANK);
        if (ranks.length == 0) {
            return List.of("not run", "", "", "", "", "", "", "", "");
        }
        return List.of(
                number(Median.of(ranks)),
                number(ranks[0]),
                number(ranks[ranks.length - 1]),
                median(results, Deviation.AROUND),
                median(results, Deviation.BOUND),
                median(results, Deviation.SIZE),
                Spread.of(results, "object.nrmse.illuminated").toString(),
                String.valueOf(ranks.length),
                MeansTable.seconds(results));
    }

    /** In order. */
    private static double[] values(List<CellResult> results, String key) {
        return results.stream()
                .flatMapToDouble(result -> result.score(key).stream())
                .sorted()
                .toArray();
    }

    private static String median(List<CellResult> results, String key) {
        double[] values = values(results, key);
        return values.length == 0 ? "" : number(Median.of(values));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
