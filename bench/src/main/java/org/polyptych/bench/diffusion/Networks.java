package org.polyptych.bench.diffusion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.polyptych.bench.Program;
import org.polyptych.bench.cells.CellFolder;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Shard;
import org.polyptych.bench.cells.TrainingOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Trains the networks of the diffusion protocol's tables, by what the command {@code train} does, each a cell: {@code
 * prior-quick}, {@code prior-default}, {@code prior-circuits-quick}, {@code unet20}, {@code unet38}. They lie in the folder as
 * {@code NAME.safetensors}. Nothing but left halves of blood smears, and circuits drawn for it, is learned from.
 *
 * <p>Killed and started again, it goes on from the last checkpoint. Ended by {@code --seconds}, a training goes on where it is
 * given more; its rate falls to the end that its rounds have, so that one ended by the clock is not the best of its time.
 */
@Command(
        name = "Networks",
        mixinStandardHelpOptions = true,
        description = "Trains the networks of the diffusion protocol.")
public final class Networks implements Callable<Integer> {
    @Mixin
    private TrainingOptions options;

    @Option(
            names = "--beam",
            description = "of the scans that U-Nets learn for: nano or broad",
            converter = Beam.Name.class)
    private Beam beam = Beam.NANO;

    @Option(names = "--only", paramLabel = "REGEX", description = "networks whose name this finds, such as '^unet'")
    private Pattern only = Pattern.compile("");

    @Option(
            names = "--seconds",
            description = "of training, if its rounds are not done before (default 0: until they are)")
    private int seconds;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "settings of the trainers, such as unet.rounds=40; other settings are other networks, and need"
                            + " another folder")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--shard", paramLabel = "I/N", description = "part I of N of those, to share among processes")
    private String shard = "1/1";

    @Option(names = "--seed", description = "of the trainers (default ${DEFAULT-VALUE})")
    private long seed = 1;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new Networks(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        NetworkTask.Where where = new NetworkTask.Where(
                options.out(),
                options.data(),
                beam,
                seed,
                options.threads(),
                options.commit(),
                spec.commandLine().getErr());
        List<NetworkTask> all = Arm.all().stream()
                .filter(arm -> only.matcher(arm.text()).find())
                .map(arm -> new NetworkTask(arm, seconds, settings, where))
                .toList();
        options.run(Shard.parse(shard).of(all), spec.commandLine().getErr());
        spec.commandLine().getOut().println(table(all));
        return 0;
    }

    private String table(List<NetworkTask> tasks) {
        StringBuilder text = new StringBuilder(
                "| network | rounds | of the best | its validation | s | settings |\n" + "|---|---|---|---|---|---|\n");
        List<String> machines = new ArrayList<>();
        for (NetworkTask task : tasks) {
            new CellFolder(options.out()).result(task.id(), task.recipe()).ifPresent(found -> {
                text.append(row(task, found));
                machines.add(found.machine() + ", commit " + found.commit() + ", " + found.date());
            });
        }
        machines.stream()
                .filter(line -> !line.startsWith(","))
                .distinct()
                .forEach(line -> text.append('\n').append(line));
        return text.toString();
    }

    private static String row(NetworkTask task, CellResult found) {
        if (found.failed()) {
            return "| " + task.id() + " | " + found.failure() + " | | | | |\n";
        }
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.4f | %.0f | %s |%n",
                task.id(),
                found.iterations(),
                found.score("rounds.best").orElse(Double.NaN),
                found.score("validation").orElse(Double.NaN),
                found.seconds(),
                task.recipe().text());
    }
}
