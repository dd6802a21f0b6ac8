package org.polyptych.bench.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.polyptych.bench.Program;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What a method keeps of its error where a scan is another than the one it was taught or tried with (the paper's section 4.2):
 * the same objects at the same overlap from {@linkplain Placement other positions}, and U-Nets asked at an overlap that they
 * were not taught at. Methods that were taught nothing about the scan tell how much of a difference is the scan's own.
 */
@Command(
        name = "NewPositions",
        mixinStandardHelpOptions = true,
        description = "Other scan positions at the same overlap, and U-Nets at an overlap of others.")
public final class NewPositions implements Callable<Integer> {
    /** Those of the paper's table 2 that are trained here. */
    private static final List<Overlap> TAUGHT = List.of(Overlap.of(20), Overlap.of(38));

    private static final List<String> NETWORKS = List.of("unet", "unet-elsewhere");

    @Mixin
    private CellOptions options;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "a recipe asked at other positions; repeatable (default: rpie, awf, diffusion, unet)")
    private List<String> engines = List.of("rpie", "awf", "diffusion", "unet");

    @Option(names = "--overlap", description = "of the scans with other positions, in percent (default 20)")
    private int percent = 20;

    @Option(names = "--patches", description = "only the first so many of the 50 objects (default 50)")
    private int patches = TestPatch.COUNT;

    @Option(names = "--no-swap", description = "leaves out the U-Nets at an overlap of others")
    private boolean notSwapped;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new NewPositions(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        List<Piece> pieces = CellOptions.pieces(Subject.CELLS, patches);
        Methods methods = Methods.only(options.recipes, engines, options.models());
        List<PatchCell> placed = placed(methods, Overlap.of(percent), options.beam, pieces);
        List<PatchCell> swapped = notSwapped
                ? List.of()
                : swapped(Methods.only(options.recipes, NETWORKS, options.models()), options.beam, pieces);
        List<PatchCell> all = new ArrayList<>(placed);
        swapped.stream().filter(cell -> !placed.contains(cell)).forEach(all::add);
        options.run(options.tasks(all), spec.commandLine().getErr());
        spec.commandLine().getOut().println(positions(placed));
        if (!notSwapped) {
            spec.commandLine().getOut().println(overlaps(swapped));
        }
        return 0;
    }

    /** Object by object, so that a table that is not finished is of the same objects for all. */
    static List<PatchCell> placed(Methods methods, Overlap overlap, Beam beam, List<Piece> pieces) {
        List<PatchCell> cells = new ArrayList<>();
        for (Piece piece : pieces) {
            for (Placement placement : Placement.values()) {
                cells.addAll(methods.cells(overlap, placement, beam, piece));
            }
        }
        return cells;
    }

    /** U-Nets at the overlap that they were taught at, and at the other's. */
    static List<PatchCell> swapped(Methods methods, Beam beam, List<Piece> pieces) {
        List<PatchCell> cells = new ArrayList<>();
        for (Piece piece : pieces) {
            for (Overlap overlap : TAUGHT) {
                cells.addAll(methods.cells(overlap, Placement.CENTRED, beam, piece));
            }
        }
        return cells;
    }

    private String positions(List<PatchCell> cells) {
        List<String> figures = new ArrayList<>(MeansTable.USUAL);
        figures.add("NRMSE / that of the protocol's positions");
        MeansTable table = new MeansTable(options.folder(), List.of("method", "positions"), figures);
        for (String name : names(cells)) {
            double old = Double.NaN;
            for (Placement placement : Placement.values()) {
                List<PatchCell> these = cells.stream()
                        .filter(cell -> cell.recipe().name().equals(name) && cell.placement() == placement)
                        .toList();
                List<String> row = new ArrayList<>(table.figures(these));
                double now = table.mean(these, "object.nrmse");
                old = placement == Placement.CENTRED ? now : old;
                row.add(Double.isNaN(now / old) ? "" : String.format(Locale.ROOT, "%.3f", now / old));
                table.row(List.of(name, placement.text()), row);
            }
        }
        return "Other positions at " + percent
                + "% of overlap (the paper: diffusion 0.116 -> 0.117, U-Net 0.135 -> 0.157)" + "\n\n"
                + table.markdown();
    }

    private String overlaps(List<PatchCell> cells) {
        MeansTable table = new MeansTable(options.folder(), List.of("overlap", "network taught at"), MeansTable.USUAL);
        for (Overlap overlap : TAUGHT) {
            for (String name : names(cells)) {
                int taught = name.equals(NETWORKS.getFirst())
                        ? overlap.percent()
                        : TAUGHT.stream()
                                .mapToInt(Overlap::percent)
                                .filter(other -> other != overlap.percent())
                                .findFirst()
                                .orElseThrow();
                table.add(
                        List.of(overlap.percent() + "%", taught + "%"),
                        cells.stream()
                                .filter(cell -> cell.recipe().name().equals(name)
                                        && cell.overlap().equals(overlap))
                                .toList());
            }
        }
        return "U-Nets off the overlap of their training (the paper: asked at 20% 0.135 by that of 20%, 0.186 by that of 38%;"
                + " asked at 38% 0.119 by that of 20%, 0.085 by that of 38%)\n\n" + table.markdown();
    }

    private static List<String> names(List<PatchCell> cells) {
        return cells.stream().map(cell -> cell.recipe().name()).distinct().toList();
    }
}
