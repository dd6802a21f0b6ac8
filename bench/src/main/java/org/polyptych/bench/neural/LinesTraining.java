package org.polyptych.bench.neural;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.polyptych.bench.Program;
import org.polyptych.core.Parallel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains PtychoNN on <i>Lines</i> and scores it on an object that it never saw. */
@Command(
        name = "LinesTraining",
        mixinStandardHelpOptions = true,
        description = "Trains PtychoNN on Lines and scores it on an object that it never saw.")
public final class LinesTraining implements Callable<Integer> {
    @Option(names = "--protocol", description = "lines-tiny, lines-small or lines (default lines-small)")
    private String protocol = "lines-small";

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "where model and figures are kept")
    private Path out;

    @Option(names = "--seed", description = "of the trainer (default 1)")
    private long seed = 1;

    @Option(names = "--threads", description = "of libtorch (default: all processors)")
    private int threads = Parallel.allProcessors();

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new LinesTraining(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(out);
        PrintWriter err = spec.commandLine().getErr();
        LinesRun run = new LinesRun(LinesProtocol.named(protocol), out, seed, threads);
        LinesRun.Trained trained = run.train(err);
        spec.commandLine().getOut().println(trained.model().facts());
        return 0;
    }
}
