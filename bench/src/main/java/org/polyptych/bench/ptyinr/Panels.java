package org.polyptych.bench.ptyinr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.polyptych.app.report.PngFile;
import org.polyptych.bench.Program;
import org.polyptych.bench.cells.CellFolder;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipes;
import org.polyptych.physics.Scan;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Draws what every method of the tables has found of a scan, object and probe unknown, beside the truth, from the images
 * that {@link PtyInr} has kept; the raster's factor is removed. The figures in the captions are dB: object amplitude, its
 * phase without ramp, probe amplitude.
 */
@Command(name = "Panels", mixinStandardHelpOptions = true, description = "Draws what the methods have found.")
public final class Panels implements Callable<Integer> {
    @Option(names = "--cells", paramLabel = "DIR", description = "where the cells are kept (default ptyinr)")
    private Path cells = Path.of("ptyinr");

    @Option(names = "--data", paramLabel = "DIR", description = "the test data (default ../shared/data)")
    private Path data = Path.of("../shared/data");

    @Option(names = "--recipes", paramLabel = "FILE", description = "methods and settings (default: tuned.yaml inside)")
    private Optional<Path> recipes = Optional.empty();

    @Option(names = "--object", description = "default ${DEFAULT-VALUE}")
    private TestObject object = TestObject.TUNGSTEN;

    @Option(names = "--steps", split = ",", description = "default ${DEFAULT-VALUE}")
    private List<Integer> steps = Setup.STEPS;

    @Option(
            names = "--random",
            paramLabel = "SEED",
            description =
                    "draws the runs from the random probe of this seed, 1 to 3 (default: those from each engine's start)")
    private Optional<Long> random = Optional.empty();

    @Option(names = "--pictures", paramLabel = "DIR", description = "where they go (default docs/images)")
    private Path pictures = Path.of("docs/images");

    @Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new Panels(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(pictures);
        Start start = random.map(seed -> new Start(Start.Kind.RANDOM, seed)).orElse(Start.OWN);
        for (int step : steps) {
            Setup setup = Setup.clean(object, step, Setup.Known.NOTHING);
            Scan scan = CellScan.simulate(setup, data, start.seed());
            Scan.Truth truth = scan.truth().orElseThrow();
            CellImages images =
                    CellImages.of(new CellScores(scan, setup.known()).comparison(truth.specimen(), truth.probe()));
            Map<String, PanelTile> tiles = tiles(setup, start, images);
            Path file = pictures.resolve(
                    "ptyinr-panels-" + object.name().toLowerCase(Locale.ROOT) + "-step" + step + start.id() + ".png");
            PngFile.write(file, new PanelsPicture(PanelTile.of(images, images)).draw(tiles));
            spec.commandLine().getOut().println(file + ": " + tiles.size() + " methods");
        }
        return 0;
    }

    private Map<String, PanelTile> tiles(Setup setup, Start start, CellImages truth) {
        Recipes methods = recipes.map(Recipes::read).orElseGet(PtyInr::tuned);
        CellFolder folder = new CellFolder(cells);
        Map<String, PanelTile> tiles = new LinkedHashMap<>();
        for (String name : methods.names()) {
            methods.recipe(name, setup.traits())
                    .map(recipe -> new Cell(setup, start, recipe))
                    .ifPresent(cell -> {
                        Optional<CellResult> result = folder.result(cell.id(), cell.recipe());
                        Optional<CellImages> found = CellImages.read(cells, cell.id());
                        if (result.isPresent() && found.isPresent()) {
                            tiles.put(caption(name, result.get()), PanelTile.of(found.get(), truth));
                        }
                    });
        }
        return tiles;
    }

    private static String caption(String name, CellResult result) {
        return name + "\n"
                + String.join(
                        " / ",
                        Curve.FIGURES.stream()
                                .map(figure -> {
                                    var removed = result.score(CellScores.REMOVED + figure);
                                    return String.format(
                                            Locale.ROOT,
                                            "%.1f",
                                            removed.isPresent()
                                                    ? removed.getAsDouble()
                                                    : result.score(figure).orElse(Double.NaN));
                                })
                                .toList())
                + " dB";
    }
}
