package org.polyptych.bench.dgp;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.polyptych.bench.cells.CellFolder;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Recipes;
import org.polyptych.bench.cells.Shard;
import org.polyptych.bench.cells.Task;
import org.polyptych.bench.cells.TrainingOptions;
import org.polyptych.core.BadInputException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the programs of this package are told alike. */
final class DgpOptions {
    @Mixin
    private TrainingOptions common;

    @Option(
            names = "--recipes",
            paramLabel = "FILE",
            description = "methods and settings (default: methods.yaml inside)")
    private Optional<Path> recipes = Optional.empty();

    @Option(names = "--only", paramLabel = "REGEX", description = "runs whose name this finds")
    private Pattern only = Pattern.compile("");

    @Option(names = "--shard", paramLabel = "I/N", description = "part I of N of those, to share among processes")
    private String shard = "1/1";

    @Option(names = "--seed", description = "of the engines (default ${DEFAULT-VALUE})")
    private long seed = 1;

    /** The same for all runs of a program. */
    Where where() {
        return new Where(common.out(), common.data(), common.threads(), common.commit());
    }

    long seed() {
        return seed;
    }

    Path out() {
        return common.out();
    }

    CellFolder folder() {
        return new CellFolder(common.out());
    }

    /**
     * A recipe for each method that is for such a scan, in their order.
     *
     * @throws BadInputException if there is none, or the scan cannot be read
     */
    List<Recipe> recipes(Trial trial, Where where) {
        trial.require(where);
        return recipes(trial);
    }

    List<Recipe> recipes(Trial trial) {
        Recipes all = recipes.map(Recipes::read).orElseGet(() -> Recipes.resource(DgpOptions.class, "methods.yaml"));
        List<Recipe> found = all.names().stream()
                .flatMap(name -> all.recipe(name, trial.traits()).stream())
                .toList();
        if (found.isEmpty()) {
            throw new BadInputException("--recipes: none of " + all.names() + " is for " + trial.traits());
        }
        return found;
    }

    /** Those recipes as runs of a trial. */
    List<Run> runs(JudgedTrial trial, Where where) {
        return recipes(trial, where).stream()
                .map(recipe -> new Run(trial, recipe, seed, where))
                .toList();
    }

    /** Runs what is missing of what was asked for, unless only what there is was. */
    void run(List<? extends Task> tasks, PrintWriter err) throws IOException {
        List<Task> chosen = new ArrayList<>(
                tasks.stream().filter(task -> only.matcher(task.id()).find()).toList());
        common.run(Shard.parse(shard).of(chosen), err);
    }
}
