package org.polyptych.bench.ptyinr;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.polyptych.core.BadInputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The PtyINR protocol (three overlaps, what is known, three noises) for the classical engines on two objects. Each cell
 * is kept in a file as soon as it is done; started again, the program goes on with the cells that are missing. It ends
 * with the tables of {@code docs/benchmarks.md}.
 */
@Command(name = "PtyInr", mixinStandardHelpOptions = true, description = "Runs and prints the PtyINR protocol.")
public final class PtyInr implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", description = "the test data (default ../shared/data)")
    private Path data = Path.of("../shared/data");

    @Option(names = "--cells", paramLabel = "DIR", description = "where the cells are kept (default ptyinr)")
    private Path cells = Path.of("ptyinr");

    @Option(names = "--only", paramLabel = "REGEX", description = "cells whose name this finds")
    private Pattern only = Pattern.compile("");

    @Option(names = "--commit", description = "of the code, kept with each cell (bench/run says it)")
    private String commit = System.getProperty("polyptych.commit", "unknown");

    @Option(names = "--seed", description = "of noise and engines (default 1)")
    private long seed = 1;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PtyInr()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        Files.createDirectories(cells);
        CellRun runner = new CellRun(data, seed, commit);
        List<Cell> chosen = Cell.all().stream()
                .filter(cell -> only.matcher(cell.id()).find())
                .toList();
        int done = 0;
        for (Cell cell : chosen) {
            Path file = CellResult.file(cells, cell);
            done++;
            if (Files.exists(file)) {
                continue;
            }
            try {
                CellResult result = runner.run(cell);
                result.write(file);
                err.printf("%d/%d %s: %.1f s%n", done, chosen.size(), cell.id(), result.seconds());
            } catch (BadInputException e) {
                // A diverged cell is a finding; the others still count.
                err.printf("%d/%d %s: %s%n", done, chosen.size(), cell.id(), e.getMessage());
            }
        }
        spec.commandLine().getOut().println(new PtyInrTable(cells).markdown());
        return 0;
    }
}
