package org.polyptych.bench.ptyinr;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.polyptych.bench.Program;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Recipes;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How good methods of the tables are after so many seconds, on the scans of {@link PtyInr} with little overlap, object and
 * probe unknown. A run is scored while it goes on, and its clock stands meanwhile. Each curve is kept in a file of its own:
 * a file that is there is not made again. Ends with the figures at equal seconds, and draws the curves.
 */
@Command(name = "Curves", mixinStandardHelpOptions = true, description = "Draws dB against seconds.")
public final class Curves implements Callable<Integer> {
    private static final List<Integer> TIMES = List.of(10, 30, 60, 120, 300, 600, 900);

    @Option(names = "--cells", paramLabel = "DIR", description = "where the curves are kept (default ptyinr-curves)")
    private Path cells = Path.of("ptyinr-curves");

    @Option(
            names = "--methods",
            split = ",",
            description =
                    "names of the recipes, with NAME*ITERATIONS where not as many as there (default ${DEFAULT-VALUE})")
    private List<String> methods = List.of("ptyinr-fast", "ad-long", "ad", "ml", "raar");

    @Option(names = "--object", description = "default ${DEFAULT-VALUE}")
    private TestObject object = TestObject.TUNGSTEN;

    @Option(names = "--steps", split = ",", description = "of the rasters (default ${DEFAULT-VALUE})")
    private List<Integer> steps = List.of(32, 45);

    @Option(names = "--seconds", description = "after which a run ends (default ${DEFAULT-VALUE})")
    private int seconds = 900;

    @Option(names = "--recipes", paramLabel = "FILE", description = "methods and settings (default: tuned.yaml inside)")
    private Optional<Path> recipes = Optional.empty();

    @Option(names = "--threads", description = "of a run (default ${DEFAULT-VALUE})")
    private int threads = 1;

    @Option(names = "--picture", paramLabel = "FILE", description = "draws the curves there")
    private Optional<Path> picture = Optional.empty();

    @Option(names = "--print", description = "runs nothing: prints and draws what there is")
    private boolean print;

    @Mixin
    private PtyInr.Common common;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new Curves(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(cells);
        List<Cell> all = all();
        if (!print) {
            for (Cell cell : common.chosen(all)) {
                run(cell, spec.commandLine().getErr());
            }
        }
        Map<Cell, Curve> curves = new LinkedHashMap<>();
        all.forEach(cell -> read(cell).ifPresent(curve -> curves.put(cell, curve)));
        spec.commandLine().getOut().println(table(curves));
        if (picture.isPresent() && !curves.isEmpty()) {
            CurvesPicture.write(picture.get(), curves);
        }
        return 0;
    }

    private List<Cell> all() {
        Recipes tuned = recipes.map(Recipes::read).orElseGet(PtyInr::tuned);
        List<Cell> all = new ArrayList<>();
        for (int step : steps) {
            Setup setup = Setup.clean(object, step, Setup.Known.NOTHING);
            for (String asked : methods) {
                String method = asked.replaceFirst("\\*.*", "");
                Recipe recipe = tuned.recipe(method, setup.traits())
                        .orElseThrow(() -> new BadInputException("--methods: there is no '" + method + "' at step "
                                + step + "; there are " + String.join(", ", tuned.names())));
                Recipe lasting = asked.equals(method) ? recipe : recipe.lasting(iterations(asked));
                all.add(new Cell(
                        setup,
                        Start.OWN,
                        lasting.with(Recipe.nameOf(asked), Map.of("stop.seconds", String.valueOf(seconds)))));
            }
        }
        return all;
    }

    private static int iterations(String asked) {
        try {
            return Integer.parseInt(asked.substring(asked.indexOf('*') + 1));
        } catch (NumberFormatException e) {
            throw new BadInputException(
                    "--methods: expected NAME or NAME*ITERATIONS, such as raar*50000, got " + asked, e);
        }
    }

    private Path file(Cell cell) {
        return cells.resolve(cell.id() + ".csv");
    }

    private Optional<Curve> read(Cell cell) {
        return Curve.read(file(cell), cell.recipe().text());
    }

    private void run(Cell cell, PrintWriter out) {
        if (read(cell).isPresent()) {
            return;
        }
        CellTask task = new CellTask(cell, common.where(threads, Optional.empty()));
        try {
            task.check();
        } catch (BadInputException e) {
            out.println(cell.id() + ": left out: " + e.getMessage());
            return;
        }
        Scan scan = task.scan();
        CurveWatch watch = new CurveWatch(new CellScores(scan, cell.setup().known()));
        String made = "commit " + task.where().commit() + ", " + LocalDate.now();
        try {
            Result result = task.run(scan, watch);
            Result.Provenance provenance = result.provenance();
            watch.add(provenance.iterations(), provenance.seconds(), result.specimen(), result.probe());
            made += ", " + provenance.machine();
        } catch (BadInputException e) {
            made += ", " + e.getMessage();
        }
        if (!watch.points().isEmpty()) {
            new Curve(cell.recipe().text(), made, watch.points()).write(file(cell));
        }
        out.println(cell.id() + ": " + watch.points().size() + " points, " + made);
        out.flush();
    }

    /** With the raster's factor removed: object amplitude, its phase without ramp, probe amplitude. */
    private static String table(Map<Cell, Curve> curves) {
        StringBuilder text = new StringBuilder("| scan | method | "
                + TIMES.stream().map(time -> time + " s").collect(Collectors.joining(" | "))
                + " | end | s | iterations |\n"
                + "|---".repeat(TIMES.size() + 5) + "|\n");
        curves.forEach((cell, curve) -> {
            text.append("| ")
                    .append(cell.setup().scan())
                    .append(" | ")
                    .append(cell.recipe().name())
                    .append(" | ");
            TIMES.forEach(time -> text.append(
                            curve.end().seconds() < time
                                    ? ""
                                    : curve.at(time).map(Curves::figures).orElse("-"))
                    .append(" | "));
            text.append(String.format(
                    Locale.ROOT,
                    "%s | %.0f | %d |%n",
                    figures(curve.end()),
                    curve.end().seconds(),
                    curve.end().iterations()));
        });
        text.append('\n');
        curves.values().stream()
                .map(Curve::made)
                .distinct()
                .forEach(made -> text.append(made).append('\n'));
        return text.toString();
    }

    private static String figures(Curve.Point point) {
        return Curve.FIGURES.stream()
                .map(figure -> {
                    Map<String, Double> found = point.figures();
                    Double value = found.getOrDefault(CellScores.REMOVED + figure, found.get(figure));
                    return value == null ? "-" : String.format(Locale.ROOT, "%.1f", value);
                })
                .collect(Collectors.joining(" / "));
    }
}
