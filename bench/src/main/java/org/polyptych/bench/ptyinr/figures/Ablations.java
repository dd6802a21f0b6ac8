package org.polyptych.bench.ptyinr.figures;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.polyptych.bench.Program;
import org.polyptych.bench.cells.CellFolder;
import org.polyptych.bench.cells.Recipes;
import org.polyptych.bench.cells.Shard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What the parts of {@code ptyinr} are worth: starts and constraints of the probe, networks swapped, losses and noises,
 * first frequencies and steps, the model of a fly scan, and a near field. See {@code docs/ptyinr-ablations.md}.
 *
 * <p>Each run is kept in a file as soon as it is done, with its result beside it; started again, the program goes on with
 * those that are missing or whose recipe has changed.
 */
@Command(name = "Ablations", mixinStandardHelpOptions = true, description = "What the parts of ptyinr are worth.")
public final class Ablations implements Callable<Integer> {
    @Option(names = "--cells", paramLabel = "DIR", description = "where the runs are kept (default ptyinr-ablations)")
    private Path cells = Path.of("ptyinr-ablations");

    @Option(names = "--recipes", paramLabel = "FILE", description = "methods (default: ablations.yaml inside)")
    private Path recipes;

    @Option(names = "--data", paramLabel = "DIR", description = "the test data (default ../shared/data)")
    private Path data = Path.of("../shared/data");

    @Option(names = "--only", paramLabel = "REGEX", description = "runs whose name this finds")
    private Pattern only = Pattern.compile("");

    @Option(names = "--shard", paramLabel = "I/N", description = "part I of N of those, to share among processes")
    private String shard = "1/1";

    @Option(names = "--seed", description = "of noise and engines (default 1)")
    private long seed = 1;

    @Option(names = "--threads", description = "of a run (default 1)")
    private int threads = 1;

    @Option(names = "--commit", description = "of the code, kept with each run (bench/run says it)")
    private String commit = System.getProperty("polyptych.commit", "unknown");

    @Option(names = "--pictures", paramLabel = "DIR", description = "draw what was run")
    private Optional<Path> pictures = Optional.empty();

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new Ablations(), arguments);
    }

    /** The methods of the tables. */
    static Recipes standard() {
        return Recipes.resource(Ablations.class, "ablations.yaml");
    }

    @Override
    public Integer call() throws Exception {
        Recipes methods = recipes == null ? standard() : Recipes.read(recipes);
        Files.createDirectories(cells);
        AblationTask.Where where = new AblationTask.Where(data, cells, seed, threads, commit);
        List<AblationTask> chosen = Arrays.stream(Ablation.values())
                .flatMap(ablation -> ablation.cells(methods).stream())
                .filter(cell -> only.matcher(cell.id()).find())
                .map(cell -> new AblationTask(cell, where))
                .toList();
        CellFolder folder = new CellFolder(cells);
        folder.run(Shard.parse(shard).of(chosen), commit, spec.commandLine().getErr());
        AblationTable table = new AblationTable(folder, methods);
        spec.commandLine().getOut().println(table.markdown(List.of(Ablation.values())));
        if (pictures.isPresent()) {
            AblationPictures drawn = new AblationPictures(cells, methods, data, seed);
            for (Ablation ablation : Ablation.values()) {
                drawn.write(ablation, table, pictures.get());
            }
        }
        return 0;
    }
}
