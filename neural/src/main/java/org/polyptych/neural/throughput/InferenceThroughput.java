package org.polyptych.neural.throughput;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.Median;
import org.polyptych.core.Parallel;
import org.polyptych.engines.EngineSession;
import org.polyptych.engines.Reconstruction;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.ptychopinn.Groups;
import org.polyptych.neural.ptychopinn.PtychoPinn;
import org.polyptych.neural.ptychopinn.PtychoPinnModel;
import org.polyptych.neural.ptychopinn.UntaughtModel;
import org.polyptych.neural.torch.KernelThreads;
import org.polyptych.neural.torch.Libtorch;
import org.polyptych.neural.torch.Scope;
import org.polyptych.physics.Scan;

/**
 * Patterns a second of engine {@code ptychopinn} with a network of random weights: its convolutions alone, the network alone,
 * and from frames in memory to the stitched object, all on the same threads and measured by turns in one run.
 *
 * @param frames of the scan
 * @param groups that the network is asked about
 * @param operations floating-point operations of the convolutions, a pattern
 * @param bound patterns a second if there were nothing but convolutions, median of the rounds like the others
 * @param network of the network alone, on prepared patterns
 * @param step from checked frames to the object with its loss: what an iteration takes
 * @param whole from frames in memory: the model read, frames checked, the starting probe scaled, and the step
 * @param stepRatio seconds of a step over those of the network alone, median of the rounds
 * @param wholeRatio seconds of the whole over those of the network alone, median of the rounds
 * @param stepWork the same of seconds that processors worked, which others on the machine disturb less
 * @param wholeWork the same of the whole
 */
public record InferenceThroughput(
        int frames,
        int groups,
        double operations,
        double bound,
        double network,
        double step,
        double whole,
        double stepRatio,
        double wholeRatio,
        double stepWork,
        double wholeWork) {

    /** Seconds on the clock, and those that all processors worked for this process. */
    private record Spent(double clock, double work) {
        static Spent on(Runnable thing) {
            double before = worked();
            double clock = Turns.seconds(thing);
            return new Spent(clock, worked() - before);
        }

        private static double worked() {
            return 1e-9 * ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        }
    }

    /**
     * One round.
     *
     * @param bound seconds of the convolutions
     */
    private record Round(double bound, Spent network, Spent step, Spent whole) {}

    /**
     * What is measured.
     *
     * @param scan frames in memory, with its probe
     * @param settings of the network
     * @param engine settings of the engine beside the model, such as {@code ptychopinn.numbers=bfloat16}
     * @param rounds that count, 1 or more; one more warms up
     */
    public record Plan(Scan scan, PtychoPinn.Settings settings, Map<String, String> engine, int threads, int rounds) {
        private int batch() {
            return Integer.parseInt(engine.getOrDefault("ptychopinn.batch", "4"));
        }

        private torch.ScalarType type() {
            return engine.getOrDefault("ptychopinn.numbers", "float32").equals("float32")
                    ? torch.ScalarType.Float
                    : torch.ScalarType.BFloat16;
        }
    }

    /** @param progress is told what is being measured, a line each time */
    public static InferenceThroughput measure(Plan plan, Consumer<String> progress) {
        Libtorch.load();
        Path file = null;
        try {
            file = Files.createTempFile("untaught", ".safetensors");
            ModelFile.write(
                    file,
                    UntaughtModel.of(
                            plan.settings,
                            plan.scan.geometry(),
                            plan.scan.probe().orElseThrow(),
                            1));
            return measure(plan, file, progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (file != null) {
                file.toFile().delete();
            }
        }
    }

    private static InferenceThroughput measure(Plan plan, Path file, Consumer<String> progress) {
        int side = plan.scan.frames().rows();
        int count = plan.scan.frames().count();
        int groups = groups(plan);
        Map<String, String> settings = new HashMap<>(plan.engine);
        settings.put("ptychopinn.model", file.toString());
        Reconstruction recipe = Reconstruction.with("ptychopinn", settings, 1, 1, plan.threads);
        List<Round> rounds = new ArrayList<>();
        double operations;
        try (Parallel parallel = new Parallel(plan.threads);
                ForwardConvolutions convolutions =
                        new ForwardConvolutions(plan.settings, plan.batch(), side, plan.type());
                PtychoPinnModel model = PtychoPinnModel.read(file)) {
            operations = convolutions.operations() * groups / count;
            model.network().to(plan.type());
            model.network().channelsTogether();
            // as many as all threads together do in some tenths of a second
            int batches = plan.threads * Math.max(1, Math.min(8, 32 / plan.batch()));
            for (int round = 0; round <= plan.rounds; round++) {
                progress.accept(round == 0 ? "warming up" : "round " + round + " of " + plan.rounds);
                Spent[] step = new Spent[1];
                double bound = groups * convolutions.seconds(parallel, batches);
                Spent network = network(plan, model.network(), parallel, groups);
                Spent whole = Spent.on(() -> step[0] = step(recipe, plan.scan));
                if (round > 0) {
                    rounds.add(new Round(bound, network, step[0], whole));
                }
            }
        }
        return new InferenceThroughput(
                count,
                groups,
                operations,
                count / median(rounds, Round::bound),
                count / median(rounds, round -> round.network.clock),
                count / median(rounds, round -> round.step.clock),
                count / median(rounds, round -> round.whole.clock),
                median(rounds, round -> round.step.clock / round.network.clock),
                median(rounds, round -> round.whole.clock / round.network.clock),
                median(rounds, round -> round.step.work / round.network.work),
                median(rounds, round -> round.whole.work / round.network.work));
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> of) {
        return Median.of(rounds.stream().mapToDouble(of).toArray());
    }

    /** As many as the engine asks about. */
    private static int groups(Plan plan) {
        int size = plan.settings.frames();
        Groups all = Groups.of(
                plan.scan.source(),
                plan.scan.positions(),
                plan.scan.geometry().pixelHeight(),
                plan.scan.geometry().pixelWidth(),
                plan.scan.frames().rows() / 2.0,
                Groups.Rule.of(size),
                0);
        boolean few = plan.engine.getOrDefault("ptychopinn.groups", "few").equals("few");
        return (few ? all.covering() : all).count();
    }

    private static Spent network(Plan plan, PtychoPinn network, Parallel parallel, int groups) {
        int side = plan.scan.frames().rows();
        int batches = Math.ceilDiv(groups, plan.batch());
        try (Scope scope = Scope.open()) {
            List<Tensor> batch = List.of(patterns(plan, plan.batch(), side), patterns(plan, last(plan, groups), side));
            return Spent.on(() -> KernelThreads.forEach(
                    parallel, batches, (worker, k) -> network.forward(batch.get(k < batches - 1 ? 0 : 1))));
        }
    }

    /** Groups of the last batch. */
    private static int last(Plan plan, int groups) {
        return groups - (Math.ceilDiv(groups, plan.batch()) - 1) * plan.batch();
    }

    private static Tensor patterns(Plan plan, int groups, int side) {
        return torch.rand(groups, plan.settings.frames(), side, side)
                .to(plan.type())
                .contiguous(torch.MemoryFormat.ChannelsLast);
    }

    /** Begins and ends a run; what its one iteration takes. */
    private static Spent step(Reconstruction recipe, Scan scan) {
        try (EngineSession session = recipe.begin(scan)) {
            return Spent.on(session::step);
        }
    }
}
