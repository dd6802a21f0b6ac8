package org.polyptych.bench.ptyinr;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.polyptych.bench.Program;
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
 * The PtyINR protocol (three overlaps, what is known, three noises) for every engine, on two objects. Settings were sought
 * on a third object ({@link Tuning}) and stand in {@code tuned.yaml} beside this class.
 *
 * <p>Cells: with nothing known, both objects at three steps, and with three noises at the step of 3; with the probe known,
 * and with the object known, the tungsten at three steps; and the tungsten at the step of 32 in partly coherent light,
 * simulated on finer pixels. At the steps of 32 and 45 with nothing known, pixel engines start from probes made at random
 * too, and what depends on the start is run with three seeds ({@link Start}). Every run is scored as it is and without the
 * factor that the raster leaves free ({@link CellScores}), and what it found is kept for pictures.
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

    @Option(names = "--print", description = "runs nothing: prints the tables of what there is")
    private boolean print;

    @Mixin
    private Common common;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    /** What the programs of this package have in common. */
    static final class Common {
        @Option(names = "--data", paramLabel = "DIR", description = "the test data (default ../shared/data)")
        private Path data = Path.of("../shared/data");

        @Option(names = "--only", paramLabel = "REGEX", description = "cells whose name this finds")
        private Pattern only = Pattern.compile("");

        @Option(names = "--shard", paramLabel = "I/N", description = "part I of N of those, to share among processes")
        private String shard = "1/1";

        @Option(names = "--commit", description = "of the code, kept with each cell (bench/run says it)")
        private String commit = System.getProperty("polyptych.commit", "unknown");

        /**
         * Runs those of the cells that are chosen and missing.
         *
         * @param images where what was found is kept, if anywhere
         */
        void run(List<Cell> all, Path folder, int threads, Optional<Path> images, PrintWriter out)
                throws java.io.IOException {
            Files.createDirectories(folder);
            CellTask.Where where = where(threads, images);
            List<CellTask> chosen =
                    chosen(all).stream().map(cell -> new CellTask(cell, where)).toList();
            new CellFolder(folder).run(chosen, commit, out);
        }

        /** Those whose names were asked for, of this process's part. */
        List<Cell> chosen(List<Cell> all) {
            return Shard.parse(shard)
                    .of(all.stream()
                            .filter(cell -> only.matcher(cell.id()).find())
                            .toList());
        }

        CellTask.Where where(int threads, Optional<Path> images) {
            return new CellTask.Where(data, threads, commit, images);
        }
    }

    public static void main(String[] arguments) {
        Program.run(new PtyInr(), arguments);
    }

    /** The methods of the tables. */
    static Recipes tuned() {
        return Recipes.resource(PtyInr.class, "tuned.yaml");
    }

    @Override
    public Integer call() throws Exception {
        List<Cell> all = Cell.all(recipes == null ? tuned() : Recipes.read(recipes));
        if (!print) {
            common.run(
                    all, cells, threads, Optional.of(cells), spec.commandLine().getErr());
        }
        spec.commandLine().getOut().println(new PtyInrTable(cells, all).markdown());
        return 0;
    }
}
