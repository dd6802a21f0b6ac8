package org.polyptych.bench.diffusion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.polyptych.bench.cells.CellFolder;
import org.polyptych.bench.cells.Shard;
import org.polyptych.core.BadInputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The protocol of the diffusion-prior paper for pixel engines: objects of 128 x 128 pixels, a known probe of 32 x 32, seven
 * overlaps, 1e5 photons at the brightest pixel; rPIE, AWF and whatever else is named, on 50 fixed pieces of the right
 * halves of the blood smears. The paper's 50 test images are not public and are other ones, so that its figures beside
 * ours are no more than a yardstick.
 *
 * <p>Each run is kept in a file of its own as soon as it is done; started again, the program goes on with the runs that
 * are missing or whose recipe has changed. All runs of a process share one Java machine, one after the other on one thread;
 * {@code --shard 1/2} and {@code --shard 2/2} share the work between two.
 *
 * <p>Methods with a trained network are recipes too ({@code diffusion}, {@code diffusion-polished}, {@code unet}, {@code dps}),
 * run where they are named with {@code --engine} and their networks with {@code --model}.
 */
@Command(name = "Diffusion", mixinStandardHelpOptions = true, description = "Runs and prints the diffusion protocol.")
public final class Diffusion implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", description = "the test data (default ../shared/data)")
    private Path data = Path.of("../shared/data");

    @Option(names = "--cells", paramLabel = "DIR", description = "where the runs are kept (default diffusion)")
    private Path cells = Path.of("diffusion");

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "a recipe, engine or chain beside rpie and awf; repeatable")
    private List<String> engines = new ArrayList<>();

    @Option(
            names = "--recipes",
            paramLabel = "FILE",
            description = "methods and settings (default: methods.yaml inside)")
    private Path recipes;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "settings of engines that have no recipe")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--model",
            paramLabel = "NAME=FILE",
            description = "a trained network that recipes name: prior, unet20, unet38; repeatable")
    private Map<String, Path> models = new LinkedHashMap<>();

    @Option(names = "--iterations", description = "of every engine but chains (default: the recipe's)")
    private int iterations;

    @Option(names = "--patches", description = "only the first so many of the 50 objects (default 50)")
    private int patches = TestPatch.COUNT;

    @Option(names = "--beam", description = "nano (default) or broad", converter = BeamName.class)
    private Beam beam = Beam.NANO;

    @Option(names = "--only", paramLabel = "REGEX", description = "runs whose name this finds")
    private Pattern only = Pattern.compile("");

    @Option(names = "--shard", paramLabel = "I/N", description = "part I of N of those, to share among processes")
    private String shard = "1/1";

    @Option(names = "--seed", description = "of noise and engines; patch k takes this plus k (default 1)")
    private long seed = 1;

    @Option(names = "--commit", description = "of the code, kept with each run (bench/run says it)")
    private String commit = System.getProperty("polyptych.commit", "unknown");

    @Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Diffusion()).execute(arguments));
    }

    /** A beam as typed. */
    static final class BeamName implements CommandLine.ITypeConverter<Beam> {
        @Override
        public Beam convert(String value) {
            for (Beam beam : Beam.values()) {
                if (beam.name().equalsIgnoreCase(value)) {
                    return beam;
                }
            }
            throw new CommandLine.TypeConversionException("expected nano or broad, got '" + value + "'");
        }
    }

    @Override
    public Integer call() throws Exception {
        if (patches < 1 || patches > TestPatch.COUNT) {
            throw new BadInputException("--patches must be 1 to " + TestPatch.COUNT + ", got " + patches);
        }
        Files.createDirectories(cells);
        ModelFiles files = new ModelFiles(models);
        List<PatchCell> all = all(Methods.of(recipes, engines, iterations, settings, files), beam, patches);
        PatchTask.Where where = new PatchTask.Where(data, seed, commit, files);
        List<PatchTask> chosen = all.stream()
                .filter(cell -> only.matcher(cell.id()).find())
                .map(cell -> new PatchTask(cell, where))
                .toList();
        requireSeed(chosen);
        new CellFolder(cells)
                .run(Shard.parse(shard).of(chosen), commit, spec.commandLine().getErr());
        spec.commandLine().getOut().println(new DiffusionTable(cells, all).markdown());
        return 0;
    }

    /** Runs of several seeds are several tables. */
    private void requireSeed(List<PatchTask> chosen) {
        CellFolder folder = new CellFolder(cells);
        for (PatchTask task : chosen) {
            folder.result(task.id(), task.recipe())
                    .filter(found -> found.seed() != seed)
                    .ifPresent(found -> {
                        throw new BadInputException("--cells " + cells + ": holds runs of seed " + found.seed()
                                + "; take another folder for seed " + seed);
                    });
        }
    }

    /** Patch by patch, so that a table that is not finished is of the same patches for all. */
    static List<PatchCell> all(Methods methods, Beam beam, int patches) {
        List<PatchCell> cells = new ArrayList<>();
        for (TestPatch patch : TestPatch.all().subList(0, patches)) {
            for (Overlap overlap : Overlap.ALL) {
                for (String name : methods.names()) {
                    methods.recipe(name, overlap, beam, patch)
                            .ifPresent(recipe -> cells.add(new PatchCell(overlap, beam, patch, recipe)));
                }
            }
        }
        return cells;
    }
}
