package org.polyptych.bench.ptyinr;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.polyptych.bench.cells.CellFolder;
import org.polyptych.bench.cells.Recipes;
import org.polyptych.bench.cells.Shard;
import org.polyptych.core.Parallel;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The PtyINR protocol (three overlaps, what is known, three noises) for every classical engine and for chains of them, on
 * two objects. Settings were sought on a third object ({@link Tuning}) and stand in {@code tuned.yaml} beside this class;
 * each run takes at most a minute on two cores.
 *
 * <p>Cells: with nothing known, both objects at three steps, and with three noises at the step of 3; with the probe known,
 * the tungsten at three steps. At the steps of 32 and 45 with nothing known each method runs once more with the removal
 * of the raster null space. (With the object known, every engine finds the probe at every step, with 61 to 130 dB in
 * phase: that was shown once, with default settings, and is no part of the tables any more.)
 *
 * <p>Each cell is kept in a file as soon as it is done; started again, the program goes on with the cells that are missing
 * or whose recipe has changed. It ends with the tables of {@code docs/benchmarks.md}.
 */
@Command(name = "PtyInr", mixinStandardHelpOptions = true, description = "Runs and prints the PtyINR protocol.")
public final class PtyInr implements Callable<Integer> {
    @Option(names = "--cells", paramLabel = "DIR", description = "where the cells are kept (default ptyinr)")
    private Path cells = Path.of("ptyinr");

    @Option(names = "--recipes", paramLabel = "FILE", description = "methods and settings (default: tuned.yaml inside)")
    private Path recipes;

    @Option(names = "--threads", description = "of a run (default: all processors)")
    private int threads = Parallel.allProcessors();

    @Mixin
    private Common common;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    /** What this program and {@link Tuning} have in common. */
    static final class Common {
        @Option(names = "--data", paramLabel = "DIR", description = "the test data (default ../shared/data)")
        private Path data = Path.of("../shared/data");

        @Option(names = "--only", paramLabel = "REGEX", description = "cells whose name this finds")
        private Pattern only = Pattern.compile("");

        @Option(names = "--shard", paramLabel = "I/N", description = "part I of N of those, to share among processes")
        private String shard = "1/1";

        @Option(names = "--seed", description = "of noise and engines (default 1)")
        private long seed = 1;

        @Option(names = "--commit", description = "of the code, kept with each cell (bench/run says it)")
        private String commit = System.getProperty("polyptych.commit", "unknown");

        /** Runs those of the cells that are chosen and missing. */
        void run(List<Cell> all, Path folder, int threads, PrintWriter out) throws java.io.IOException {
            Files.createDirectories(folder);
            CellTask.Where where = new CellTask.Where(data, seed, threads, commit);
            List<CellTask> chosen = all.stream()
                    .filter(cell -> only.matcher(cell.id()).find())
                    .map(cell -> new CellTask(cell, where))
                    .toList();
            new CellFolder(folder).run(Shard.parse(shard).of(chosen), commit, out);
        }
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PtyInr()).execute(arguments));
    }

    /** The methods of the tables. */
    static Recipes tuned() {
        return Recipes.resource(PtyInr.class, "tuned.yaml");
    }

    @Override
    public Integer call() throws Exception {
        List<Cell> all = Cell.all(recipes == null ? tuned() : Recipes.read(recipes));
        common.run(all, cells, threads, spec.commandLine().getErr());
        spec.commandLine().getOut().println(new PtyInrTable(cells, all).markdown());
        return 0;
    }
}
