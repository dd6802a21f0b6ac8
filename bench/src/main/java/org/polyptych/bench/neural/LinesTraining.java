package org.polyptych.bench.neural;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.polyptych.bench.Program;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.core.Parallel;
import org.polyptych.io.ScanFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Trains PtychoNN on <i>Lines</i> and scores it on an object that it never saw ({@link LinesProtocol}). Scans, model, its
 * losses, figures and a picture are kept in a folder; started again, it goes on from its last round.
 */
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

    @Option(names = "--commit", description = "of the code, kept with the figures (bench/run says it)")
    private String commit = System.getProperty("polyptych.commit", "unknown");

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
        double radius = Double.parseDouble(trained.model().facts().get("radius"));
        LinesTest test = LinesTest.of(run.model(), ScanFiles.open(run.test()), radius, seed, threads);
        CellResult result =
                LinesFigures.of(run, trained, TwinLimit.of(ScanFiles.open(run.judge()), radius), test, commit);
        result.write(out.resolve(protocol + ".json"));
        test.picture(out.resolve(protocol + ".png"));
        spec.commandLine().getOut().println(LinesFigures.markdown(result));
        return 0;
    }
}
