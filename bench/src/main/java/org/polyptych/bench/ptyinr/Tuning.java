package org.polyptych.bench.ptyinr;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.polyptych.bench.Program;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Recipes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Looks for settings on an object that the tables do not score: the scans of {@link PtyInr} of {@link TestObject#CELLS},
 * each with every candidate of {@code candidates.yaml} beside this class, on one thread and for a limited time. Prints
 * the best of each engine on each scan, and over the three noises together. What was found goes into {@code tuned.yaml}
 * by hand.
 *
 * <p>Resumable as {@link PtyInr} is; several processes may work on one folder ({@code --only}, {@code --shard}).
 */
@Command(name = "Tuning", mixinStandardHelpOptions = true, description = "Looks for settings on a third object.")
public final class Tuning implements Callable<Integer> {
    @Option(names = "--cells", paramLabel = "DIR", description = "where the runs are kept (default ptyinr-tuning)")
    private Path cells = Path.of("ptyinr-tuning");

    @Option(names = "--candidates", paramLabel = "FILE", description = "what to try (default: candidates.yaml inside)")
    private Path candidates;

    @Option(names = "--recipes", paramLabel = "FILE", description = "how long methods run (default: tuned.yaml inside)")
    private Path recipes;

    @Option(
            names = "--share",
            description = "part of those iterations that a candidate gets; chains keep theirs (default 0.5)")
    private double share = 0.5;

    @Option(names = "--seconds", description = "most that a candidate takes; 0: no limit (default 40)")
    private int seconds = 40;

    @Option(names = "--threads", description = "of a run (default 1)")
    private int threads = 1;

    @Mixin
    private PtyInr.Common common;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new Tuning(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        Recipes tuned = recipes == null ? PtyInr.tuned() : Recipes.read(recipes);
        Candidates tried = candidates == null ? Candidates.standard() : Candidates.read(candidates);
        List<Cell> all = tried.cells(tuned, share).stream().map(this::limited).toList();
        common.run(all, cells, threads, Optional.empty(), spec.commandLine().getErr());
        spec.commandLine().getOut().println(new TuningTable(cells, all).markdown());
        return 0;
    }

    private Cell limited(Cell cell) {
        Recipe recipe = cell.recipe();
        Map<String, String> limit = seconds > 0 ? Map.of("stop.seconds", String.valueOf(seconds)) : Map.of();
        return new Cell(cell.setup(), cell.start(), recipe.with(recipe.name(), limit));
    }
}
