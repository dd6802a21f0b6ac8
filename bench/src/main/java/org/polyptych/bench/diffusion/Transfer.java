package org.polyptych.bench.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.polyptych.bench.Program;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What a prior does with objects of a kind that it has never seen: one taught with circuits and one taught with blood cells, each
 * asked about both, beside engines without a prior. The networks are those of {@link Networks}, {@code prior-quick} and {@code
 * prior-circuits-quick}: {@code --model cells=FILE --model circuits=FILE}.
 */
@Command(
        name = "Transfer",
        mixinStandardHelpOptions = true,
        description = "Priors of circuits and of blood cells, each asked about both.")
public final class Transfer implements Callable<Integer> {
    @Mixin
    private CellOptions options;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "a recipe; repeatable (default: awf, awf-tv, diffusion-cells, diffusion-circuits)")
    private List<String> engines = List.of("awf", "awf-tv", "diffusion-cells", "diffusion-circuits");

    @Option(names = "--overlap", split = ",", description = "in percent (default 20,38)")
    private List<Integer> percents = List.of(20, 38);

    @Option(names = "--patches", description = "of each kind, 1 to 50 (default 20)")
    private int patches = 20;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new Transfer(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        CellOptions.pieces(Subject.CELLS, patches);
        Methods methods = Methods.only(options.recipes, engines, options.models());
        List<Overlap> overlaps = percents.stream().map(Overlap::of).toList();
        List<PatchCell> all = all(methods, overlaps, options.beam, patches);
        options.run(options.tasks(all), spec.commandLine().getErr());
        spec.commandLine().getOut().println(table(all, overlaps));
        return 0;
    }

    /** By turns one of each kind. */
    static List<PatchCell> all(Methods methods, List<Overlap> overlaps, Beam beam, int patches) {
        List<PatchCell> cells = new ArrayList<>();
        for (int number = 0; number < patches; number++) {
            for (Subject subject : Subject.values()) {
                for (Overlap overlap : overlaps) {
                    cells.addAll(methods.cells(overlap, Placement.CENTRED, beam, subject.piece(number)));
                }
            }
        }
        return cells;
    }

    private String table(List<PatchCell> cells, List<Overlap> overlaps) {
        MeansTable table =
                new MeansTable(options.folder(), List.of("asked about", "overlap", "method"), MeansTable.USUAL);
        for (Subject subject : Subject.values()) {
            for (Overlap overlap : overlaps) {
                for (String name : cells.stream()
                        .map(cell -> cell.recipe().name())
                        .distinct()
                        .toList()) {
                    table.add(
                            List.of(subject.text(), overlap.percent() + "%", name),
                            cells.stream()
                                    .filter(cell -> cell.patch().subject() == subject
                                            && cell.overlap().equals(overlap)
                                            && cell.recipe().name().equals(name))
                                    .toList());
                }
            }
        }
        return table.markdown();
    }
}
