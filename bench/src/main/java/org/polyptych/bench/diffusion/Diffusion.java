package org.polyptych.bench.diffusion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.polyptych.bench.Program;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
    @Mixin
    private CellOptions options;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "a recipe, engine or chain beside rpie and awf; repeatable")
    private List<String> engines = new ArrayList<>();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "settings of engines that have no recipe")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--iterations", description = "of every engine but chains (default: the recipe's)")
    private int iterations;

    @Option(names = "--patches", description = "only the first so many of the 50 objects (default 50)")
    private int patches = TestPatch.COUNT;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new Diffusion(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        CellOptions.pieces(Subject.CELLS, patches);
        Methods methods = Methods.of(options.recipes, engines, iterations, settings, options.models());
        List<PatchCell> all = all(methods, options.beam, patches);
        options.run(options.tasks(all), spec.commandLine().getErr());
        spec.commandLine().getOut().println(new DiffusionTable(options.cells, all).markdown());
        return 0;
    }

    /** Patch by patch, so that a table that is not finished is of the same patches for all. */
    static List<PatchCell> all(Methods methods, Beam beam, int patches) {
        List<PatchCell> cells = new ArrayList<>();
        for (Piece patch : Subject.CELLS.pieces(patches)) {
            for (Overlap overlap : Overlap.ALL) {
                cells.addAll(methods.cells(overlap, Placement.CENTRED, beam, patch));
            }
        }
        return cells;
    }
}
