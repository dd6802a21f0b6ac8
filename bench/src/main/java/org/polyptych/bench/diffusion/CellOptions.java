package org.polyptych.bench.diffusion;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.polyptych.bench.cells.CellFolder;
import org.polyptych.bench.cells.Shard;
import org.polyptych.core.BadInputException;
import picocli.CommandLine.Option;

/** What the programs of this protocol are told alike. They may share one folder: what one has run the others have. */
final class CellOptions {
    @Option(names = "--data", paramLabel = "DIR", description = "the test data (default ../shared/data)")
    Path data = Path.of("../shared/data");

    @Option(names = "--cells", paramLabel = "DIR", description = "where the runs are kept (default diffusion)")
    Path cells = Path.of("diffusion");

    @Option(
            names = "--recipes",
            paramLabel = "FILE",
            description = "methods and settings (default: methods.yaml inside)")
    Path recipes;

    @Option(
            names = "--model",
            paramLabel = "NAME=FILE",
            description =
                    "a trained network that recipes name: prior, quick, unet20, unet38, cells, circuits; repeatable")
    private Map<String, Path> models = new LinkedHashMap<>();

    @Option(names = "--beam", description = "nano (default) or broad", converter = Beam.Name.class)
    Beam beam = Beam.NANO;

    @Option(names = "--only", paramLabel = "REGEX", description = "runs whose name this finds")
    private Pattern only = Pattern.compile("");

    @Option(names = "--shard", paramLabel = "I/N", description = "part I of N of those, to share among processes")
    private String shard = "1/1";

    @Option(names = "--seed", description = "of noise and engines; patch k takes this plus k (default 1)")
    private long seed = 1;

    @Option(names = "--commit", description = "of the code, kept with each run (bench/run says it)")
    private String commit = System.getProperty("polyptych.commit", "unknown");

    @Option(names = "--print", description = "runs nothing: prints what there is")
    private boolean print;

    ModelFiles models() {
        return new ModelFiles(models);
    }

    PatchTask.Where where() {
        return new PatchTask.Where(data, seed, commit, models());
    }

    CellFolder folder() {
        return new CellFolder(cells);
    }

    List<PatchTask> tasks(List<PatchCell> all) {
        return all.stream().map(cell -> new PatchTask(cell, where())).toList();
    }

    /** The pieces to be tested with; so many at most. */
    static List<Piece> pieces(Subject subject, int count) {
        if (count < 1 || count > TestPatch.COUNT) {
            throw new BadInputException("--patches must be 1 to " + TestPatch.COUNT + ", got " + count);
        }
        return subject.pieces(count);
    }

    /** Runs what is missing of what was asked for. */
    void run(List<? extends SeededTask> all, PrintWriter err) throws IOException {
        Files.createDirectories(cells);
        if (print) {
            return;
        }
        List<? extends SeededTask> chosen =
                all.stream().filter(task -> only.matcher(task.id()).find()).toList();
        requireSeed(chosen);
        folder().run(Shard.parse(shard).of(chosen), commit, err);
    }

    /** Runs of several seeds are several tables. */
    private void requireSeed(List<? extends SeededTask> chosen) {
        for (SeededTask task : chosen) {
            folder().result(task.id(), task.recipe())
                    .filter(found -> !found.failed() && found.seed() != task.seed())
                    .ifPresent(found -> {
                        throw new BadInputException("--cells " + cells + ": holds runs of another seed than " + seed
                                + " (" + found.id() + "); take another folder for seed " + seed);
                    });
        }
    }
}
