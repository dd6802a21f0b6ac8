package org.polyptych.bench.electron;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.polyptych.bench.Program;
import org.polyptych.core.BadInputException;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.Result;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which columns of atoms reconstructions show: {@code Columns --atoms atoms.csv lsqml=out/result.h5}. */
@Command(
        name = "Columns",
        mixinStandardHelpOptions = true,
        description = "Counts the columns of atoms that reconstructions show.")
public final class Columns implements Callable<Integer> {
    @Option(names = "--atoms", description = "lines of x,y,z,Z in Å (default ${DEFAULT-VALUE})")
    private Path atoms = Path.of("../shared/data/electron/ducky_atoms_xyzZ.csv");

    @Option(
            names = "--origin",
            split = ",",
            arity = "1",
            description =
                    "where in their coordinates the scan's zero lies, down and to the right, in Å (default 40,40, that of"
                            + " ducky, whose simulation begins at 20 and whose scan begins 20 further)")
    private double[] origin = {40, 40};

    @Parameters(arity = "1..*", paramLabel = "NAME=FILE", description = "results, such as lsqml=out/result.h5")
    private Map<String, Path> results = new LinkedHashMap<>();

    @Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new Columns(), arguments);
    }

    @Override
    public Integer call() {
        if (origin.length != 2) {
            throw new BadInputException("--origin: expected two numbers, such as 40,40");
        }
        List<Column> there = AtomColumns.read(atoms, origin);
        PrintWriter out = spec.commandLine().getOut();
        out.println("| result | engine | iterations | columns there | peaks | precision | recall | pairs, rms (Å) |"
                + " shift taken out, down / right (Å) | stretch, down / right | s |");
        out.println("|---|---|---|---|---|---|---|---|---|---|---|");
        results.forEach((name, file) -> out.println(row(name, ProductFile.read(file), there)));
        return 0;
    }

    private static String row(String name, Result result, List<Column> there) {
        ColumnMatch match = match(result, there);
        if (match.there() == 0) {
            throw new BadInputException(name
                    + ": none of the atoms lies in the rectangle of its positions; check --atoms and" + " --origin");
        }
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %d | %.3f | %.3f | %.3f | %.2f / %.2f | %.4f / %.4f | %.0f |",
                name,
                result.provenance().engine(),
                result.losses().length,
                match.there(),
                match.found(),
                match.precision(),
                match.recall(),
                match.rms(),
                match.shiftY(),
                match.shiftX(),
                match.stretchY(),
                match.stretchX(),
                result.provenance().seconds());
    }

    /** The columns that a result shows, beside those that are there. */
    public static ColumnMatch match(Result result, List<Column> there) {
        Window window = Window.of(result.positions());
        return ColumnMatch.of(PhasePeaks.in(result.specimen(), window), there, window);
    }
}
