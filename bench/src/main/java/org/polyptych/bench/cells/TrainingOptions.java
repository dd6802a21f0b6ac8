package org.polyptych.bench.cells;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.polyptych.core.Parallel;
import picocli.CommandLine.Option;

/** What programs that train networks and score them are told alike. */
public final class TrainingOptions {
    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "where cells and networks are kept")
    private Path out;

    @Option(names = "--data", paramLabel = "DIR", description = "the test data (default ../shared/data)")
    private Path data = Path.of("../shared/data");

    @Option(names = "--threads", description = "of libtorch (default: all processors)")
    private int threads = Parallel.allProcessors();

    @Option(names = "--commit", description = "of the code, kept with each cell (bench/run says it)")
    private String commit = System.getProperty("polyptych.commit", "unknown");

    @Option(names = "--print", description = "runs nothing: prints the tables of what there is")
    private boolean print;

    public Path out() {
        return out;
    }

    public Path data() {
        return data;
    }

    public int threads() {
        return threads;
    }

    public String commit() {
        return commit;
    }

    /** Runs what is missing, unless only what there is was asked for. */
    public void run(List<? extends Task> tasks, PrintWriter err) throws IOException {
        Files.createDirectories(out);
        if (!print) {
            new CellFolder(out).run(tasks, commit, err);
        }
    }
}
