package org.polyptych.bench.star;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.polyptych.bench.Program;
import org.polyptych.bench.cells.CellFolder;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Recipes;
import org.polyptych.bench.cells.Shard;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.SpecimenFiles;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The measured Siemens star from raw frames, probe unknown: with fewer frames, chosen so that each is as far as can be from
 * the others, and with fewer counts, drawn from the measured ones. Every method has its settings in {@code recipes.yaml}
 * beside this class.
 *
 * <p>Each run is kept as a product and a file of figures; started again, the program goes on with the runs that are missing
 * or whose recipe has changed, and prints tables of those that are there.
 */
@Command(
        name = "StarStudy",
        mixinStandardHelpOptions = true,
        description = "Reconstructs the Siemens star from fewer frames and fewer counts; prints tables.")
public final class StarStudy implements Callable<Integer> {
    private static final String SCAN = "real/siemens_star_aps_para.hdf5";

    private static final String PEER = "real/siemens_star_reference_ptychi_lsqml60.npz";

    /** Metres; of a NumPy file only the pixels are looked at. */
    private static final double NO_SIZE = 1;

    @Option(names = "--scan", paramLabel = "FILE", description = "default: that of the test data in --data")
    private Path file;

    @Option(names = "--data", paramLabel = "DIR", description = "the test data (default ../shared/data)")
    private Path data = Path.of("../shared/data");

    @Option(names = "--cells", paramLabel = "DIR", description = "where the runs are kept (default star)")
    private Path folder = Path.of("star");

    @Option(
            names = "--recipes",
            paramLabel = "FILE",
            description = "methods and settings (default: recipes.yaml inside)")
    private Path recipes;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "for every method, such as data.region=-1:1,-1:1")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--iterations", description = "of every method but chains (default: the recipe's)")
    private int iterations;

    @Option(names = "--parts", split = ",", description = "frames used: one in so many (default 1,4,9,16)")
    private List<Integer> parts = List.of(1, 4, 9, 16);

    @Option(
            names = "--doses",
            split = ",",
            description = "mean counts a frame, 0 for all that were measured (default 0,100000,10000,1000,100)")
    private List<Integer> doses = List.of(StarCell.MEASURED, 100_000, 10_000, 1000, 100);

    @Option(names = "--dose-parts", split = ",", description = "the parts that are run at every dose (default 1,4,9)")
    private List<Integer> doseParts = List.of(1, 4, 9);

    @Option(names = "--only", paramLabel = "REGEX", description = "runs whose name this finds; none to print only")
    private Pattern only = Pattern.compile("");

    @Option(names = "--shard", paramLabel = "I/N", description = "part I of N of those, to share among processes")
    private String shard = "1/1";

    @Option(names = "--threads", description = "of a run (default ${DEFAULT-VALUE}); they do not change the result")
    private int threads = 1;

    @Option(names = "--seed", description = "of thinning and engines (default 1)")
    private long seed = 1;

    @Option(names = "--size", description = "side of the middle that is compared, in pixels (default 256)")
    private int size = 256;

    @Option(names = "--radii", split = ",", description = "of the line profiles, in pixels (default 40,80)")
    private double[] radii = {40, 80};

    @Option(
            names = "--against",
            split = ",",
            description = "recipes whose full result everything is compared with (default rpie,ptyinr)")
    private List<String> against = List.of("rpie", "ptyinr");

    @Option(names = "--peer", paramLabel = "FILE", description = "another program's result (default: that in --data)")
    private Path peer;

    @Option(names = "--pictures", paramLabel = "DIR", description = "writes pictures of what is there")
    private Path pictures;

    @Option(names = "--commit", description = "of the code, kept with each run (bench/run says it)")
    private String commit = System.getProperty("polyptych.commit", "unknown");

    @Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new StarStudy(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        check();
        Files.createDirectories(folder);
        List<StarCell> all = cells();
        StarScans scans = new StarScans(file == null ? data.resolve(SCAN) : file, seed);
        StarTask.Where where = new StarTask.Where(scans, folder, seed, threads, commit);
        List<StarTask> chosen = all.stream()
                .filter(cell -> only.matcher(cell.id()).find())
                .map(cell -> new StarTask(cell, where))
                .toList();
        new CellFolder(folder)
                .run(Shard.parse(shard).of(chosen), commit, spec.commandLine().getErr());
        StarResults results = new StarResults(folder, all, size, peer());
        PrintWriter out = spec.commandLine().getOut();
        out.println(new SparseTable(results, against, radii).markdown());
        out.println(new DoseTable(results, against.getFirst()).markdown());
        out.println(Provenance.of(results));
        out.flush();
        if (pictures != null) {
            Files.createDirectories(pictures);
            new StarPictures(results, against.getFirst(), radii).write(pictures);
        }
        return 0;
    }

    /** The one in the test data belongs to the scan there. */
    private Optional<ComplexImage> peer() {
        Path result = peer == null && file == null ? data.resolve(PEER) : peer;
        return result != null && (peer != null || Files.exists(result))
                ? Optional.of(SpecimenFiles.open(result, NO_SIZE, NO_SIZE, 0, 0).image())
                : Optional.empty();
    }

    private void check() {
        if (parts.stream().anyMatch(part -> part < 1) || doses.stream().anyMatch(dose -> dose < 0)) {
            throw new BadInputException(
                    "--parts must be 1 or more and --doses 0 or more, got " + parts + " and " + doses);
        }
        if (size < 64) {
            throw new BadInputException("--size must be 64 or more, got " + size);
        }
    }

    /** First all counts, then fewer and fewer. */
    private List<StarCell> cells() {
        Recipes methods = recipes == null ? Recipes.resource(StarStudy.class, "recipes.yaml") : Recipes.read(recipes);
        List<StarCell> cells = new ArrayList<>();
        for (int dose : doses) {
            for (int part : dose == StarCell.MEASURED ? parts : doseParts) {
                for (String name : methods.names()) {
                    methods.recipe(name, StarCell.traits(part, dose))
                            .map(this::changed)
                            .ifPresent(recipe -> cells.add(new StarCell(part, dose, recipe)));
                }
            }
        }
        return cells;
    }

    private Recipe changed(Recipe recipe) {
        Recipe set = recipe.with(recipe.name(), settings);
        return iterations > 0 ? set.lasting(iterations) : set;
    }
}
