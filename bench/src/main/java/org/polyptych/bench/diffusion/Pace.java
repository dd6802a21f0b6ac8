package org.polyptych.bench.diffusion;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.DoubleSupplier;
import org.polyptych.bench.Program;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Median;
import org.polyptych.core.Parallel;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.engines.Version;
import org.polyptych.io.NpyFile;
import org.polyptych.neural.diffusion.DiffusionPrior;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.throughput.PriorConvolutions;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.train.Trainer;
import org.polyptych.neural.train.TrainerProvider;
import org.polyptych.neural.train.Trainers;
import org.polyptych.neural.train.TrainingConditions;
import org.polyptych.neural.train.TrainingData;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.protocol.Protocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How long preset {@code quick} learns, and how long engine {@code diffusion} takes with it for an object of 128 x 128 pixels,
 * beside the convolutions that neither can do without, measured by turns in one run. A round of training is its steps, what
 * judges, and samples; a reconstruction is from frames in memory to the object, the network's file read.
 */
@Command(
        name = "Pace",
        mixinStandardHelpOptions = true,
        description = "Times the training and the use of a quick prior beside their convolutions.")
public final class Pace implements Callable<Integer> {
    private static final String TRAINER = "diffusion";
    private static final int BOUNDS = 3;

    /** Patches that the engine gives to the network at a time. */
    private static final int BATCH = 8;

    @Option(names = "--data", paramLabel = "DIR", description = "the test data (default ${DEFAULT-VALUE})")
    private Path data = Path.of("../shared/data");

    @Option(
            names = "--rounds",
            description = "of training that are run and timed (default 0: all that the preset has, ten minutes or so)")
    private int rounds;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "a quick prior that is there; nothing is trained then")
    private Path model;

    @Option(
            names = "--times",
            description = "reconstructions that are timed; the first warms up (default ${DEFAULT-VALUE})")
    private int times = 4;

    @Option(names = "--overlap", description = "of the scan, in percent (default ${DEFAULT-VALUE})")
    private int percent = 20;

    @Option(names = "--teach", paramLabel = "KEY=VALUE", description = "settings of the training beside its preset")
    private Map<String, String> teach = new LinkedHashMap<>();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "settings of the engine, such as diffusion.polish=off")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--threads", description = "default: all processors")
    private int threads = Parallel.allProcessors();

    @Option(names = "--seed", description = "default ${DEFAULT-VALUE}")
    private long seed = 1;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new Pace(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        if (rounds < 0 || times < 2) {
            throw new BadInputException("--rounds must be 0 or more, --times 2 or more");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(Version.machine(threads));
        if (model != null) {
            reconstruct(model, out);
            return 0;
        }
        Path folder = Files.createTempDirectory("pace");
        Path file = folder.resolve("quick.safetensors");
        try {
            train(folder, file, out);
            reconstruct(file, out);
        } finally {
            for (Path each : Subject.CELLS.lessons(folder, data)) {
                Files.deleteIfExists(each);
            }
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
        return 0;
    }

    private void train(Path folder, Path file, PrintWriter out) {
        TrainerProvider provider = Trainers.named(TRAINER);
        Map<String, String> typed = new LinkedHashMap<>(teach);
        typed.put("preset", "quick");
        Record settings = SettingsReader.read(provider.settingsType(), TRAINER, typed);
        Map<String, String> all = SettingsReader.write(settings);
        int batch = Integer.parseInt(all.get("batch"));
        int steps = Integer.parseInt(all.get("steps"));
        List<TrainingData.Image> images = Subject.CELLS.lessons(folder, data).stream()
                .map(lesson -> TrainingData.Image.of(
                        lesson.toString(), NpyFile.read(lesson).complexImages()[0]))
                .toList();
        try (Trainer trainer = provider.create(
                        settings,
                        new TrainingData(List.of(), images),
                        new TrainingConditions(seed, threads, Device.CPU));
                PriorConvolutions convolutions =
                        new PriorConvolutions(batch, Integer.parseInt(all.get("side")), threads)) {
            int count = rounds == 0 ? trainer.rounds() : Math.min(rounds, trainer.rounds());
            double[] bound = new double[count];
            double[] taken = new double[count];
            convolutions.stepSeconds();
            for (int round = 0; round < count; round++) {
                bound[round] = steps * median(convolutions::stepSeconds);
                taken[round] = seconds(trainer::step);
                spec.commandLine().getErr().printf("round %d of %d: %.1f s%n", round + 1, count, taken[round]);
                spec.commandLine().getErr().flush();
            }
            ModelFile.write(file, trainer.model());
            double sum = Arrays.stream(taken).sum();
            out.printf(
                    Locale.ROOT,
                    "training: %d of %d rounds of %d steps of %d patches in %.0f s, so all in %.0f s%n",
                    count,
                    trainer.rounds(),
                    steps,
                    batch,
                    sum,
                    sum / count * trainer.rounds());
            ratio(out, taken, bound, convolutions.stepOperations() * steps);
        }
    }

    private void reconstruct(Path file, PrintWriter out) {
        PatchCell cell = new PatchCell(
                Overlap.of(percent), Beam.NANO, Subject.CELLS.piece(0), new Recipe("pace", TRAINER, 0, Map.of()));
        Scan scan = new PatchTask(cell, new PatchTask.Where(data, seed, "")).scan();
        Scan.Truth truth = scan.truth().orElseThrow();
        Map<String, String> settings = new LinkedHashMap<>(set);
        settings.put("diffusion.model", file.toString());
        settings.put("probe.known", "true");
        Reconstruction reconstruction = Reconstruction.with(TRAINER, settings, OptionalInt.empty(), seed, threads);
        double[] bound = new double[times - 1];
        double[] taken = new double[times - 1];
        Result result = null;
        int side = side(file);
        int passes = 0;
        double operations = 0;
        try (PriorConvolutions convolutions = new PriorConvolutions(BATCH, side, threads)) {
            for (int k = 0; k < times; k++) {
                double pass = median(convolutions::passSeconds);
                long began = System.nanoTime();
                result = reconstruction.run(
                        scan, Optional.of(truth.probe()), Optional.empty(), Observer.NONE, () -> false);
                double seconds = (System.nanoTime() - began) * 1e-9;
                passes = passes(result, side);
                operations = passes * convolutions.passOperations();
                if (k > 0) {
                    taken[k - 1] = seconds;
                    bound[k - 1] = passes * pass;
                }
            }
        }
        out.printf(
                Locale.ROOT,
                "reconstruction: %d frames at %d%% of overlap, %d iterations, the network asked about %d patches of %d x %d:"
                        + " %.1f s (median of %d), NRMSE %.3f%n",
                scan.frames().count(),
                percent,
                result.provenance().iterations(),
                passes,
                side,
                side,
                Median.of(taken),
                taken.length,
                Protocol.named("diffusion").evaluate(Comparison.of(result, truth)).scores().stream()
                        .filter(score -> score.key().equals("object.nrmse"))
                        .findFirst()
                        .orElseThrow()
                        .value());
        ratio(out, taken, bound, operations);
    }

    /** On how many patches the network was asked: on each level those that cover the object, over each other by a quarter. */
    private static int passes(Result result, int side) {
        int levels = Integer.parseInt(result.provenance().settings().get("diffusion.levels"));
        return levels
                * axis(result.specimen().rows(), side)
                * axis(result.specimen().columns(), side);
    }

    private static int axis(int length, int side) {
        return length <= side ? 1 : (int) Math.ceil((length - side) / (0.75 * side)) + 1;
    }

    /** Pixels along a side of the patches that a quick prior knows. */
    private static int side(Path file) {
        Model read = ModelFile.read(file, TRAINER);
        if (!"quick".equals(read.facts().get("preset"))) {
            throw new BadInputException(file + ": is no prior of preset quick, whose convolutions are timed");
        }
        try (DiffusionPrior prior = DiffusionPrior.read(file, Device.CPU)) {
            return prior.side();
        }
    }

    /** @param operations of what bounds each */
    private static void ratio(PrintWriter out, double[] taken, double[] bound, double operations) {
        double[] ratios = new double[taken.length];
        Arrays.setAll(ratios, k -> taken[k] / bound[k]);
        out.printf(
                Locale.ROOT,
                "  its convolutions alone: %.2f s for each of %d (%.0f GFLOP/s); ratio %.2f (median; %.2f to %.2f)%n",
                Median.of(bound),
                bound.length,
                1e-9 * operations / Median.of(bound),
                Median.of(ratios),
                Arrays.stream(ratios).min().orElseThrow(),
                Arrays.stream(ratios).max().orElseThrow());
        out.flush();
    }

    private static double median(DoubleSupplier timed) {
        double[] all = new double[BOUNDS];
        Arrays.setAll(all, k -> timed.getAsDouble());
        return Median.of(all);
    }

    private static double seconds(Runnable thing) {
        long began = System.nanoTime();
        thing.run();
        return (System.nanoTime() - began) * 1e-9;
    }
}
