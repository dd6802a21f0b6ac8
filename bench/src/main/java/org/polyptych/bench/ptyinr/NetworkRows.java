package org.polyptych.bench.ptyinr;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.polyptych.bench.Program;
import org.polyptych.bench.cells.CellFolder;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Shard;
import org.polyptych.bench.cells.Task;
import org.polyptych.bench.cells.TrainingOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * PtychoNN and PINN by the PtyINR protocol with the probe known, as in Fig. 2 of PtyINR's paper, and PtychoPINN beside them.
 * PtychoNN is taught with another object in the same light (the left half of the blood smear; the right half and the tungsten
 * are scored), the other two on the very patterns that they reconstruct, since they need no object. Every training and every
 * score is a cell kept in a file; started again, the program goes on.
 */
@Command(
        name = "NetworkRows",
        mixinStandardHelpOptions = true,
        description = "Trains PtychoNN, PINN and PtychoPINN for the PtyINR protocol and scores them.")
public final class NetworkRows implements Callable<Integer> {
    @Mixin
    private TrainingOptions options;

    @Option(names = "--taught-seconds", description = "of the supervised training (default ${DEFAULT-VALUE})")
    private int taughtSeconds = 600;

    @Option(names = "--own-seconds", description = "of each training on a scan itself (default ${DEFAULT-VALUE})")
    private int ownSeconds = 300;

    @Option(names = "--objects", split = ",", description = "of tungsten, bloodsmear (default ${DEFAULT-VALUE})")
    private List<TestObject> objects = List.of(TestObject.TUNGSTEN);

    @Option(names = "--arms", split = ",", description = "of ptychonn, pinn, ptychopinn (default ${DEFAULT-VALUE})")
    private List<String> arms = List.of("ptychonn", "pinn");

    @Option(names = "--only", paramLabel = "REGEX", description = "cells whose name this finds")
    private Pattern only = Pattern.compile("");

    @Option(names = "--shard", paramLabel = "I/N", description = "part I of N of the trainings")
    private String shard = "1/1";

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new NetworkRows(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        NetworkTraining.Where where =
                new NetworkTraining.Where(options.out(), options.data(), options.threads(), options.commit(), err);
        List<List<Task>> groups = groups(where);
        List<Task> tasks = Shard.parse(shard).of(groups).stream()
                .flatMap(List::stream)
                .filter(task -> only.matcher(task.id()).find())
                .toList();
        options.run(tasks, err);
        spec.commandLine().getOut().println(markdown(groups));
        return 0;
    }

    /** A training, and the scores of its network. */
    private List<List<Task>> groups(NetworkTraining.Where where) {
        List<List<Task>> groups = new ArrayList<>();
        for (String arm : arms) {
            if (arm.equals(NetworkTraining.TAUGHT)) {
                NetworkTraining training = new NetworkTraining(arm, Optional.empty(), taughtSeconds, where);
                List<Task> group = new ArrayList<>(List.of(training));
                setups().forEach(setup -> group.add(new NetworkScore(training, setup)));
                groups.add(group);
            } else {
                for (Setup setup : setups()) {
                    NetworkTraining training = new NetworkTraining(arm, Optional.of(setup), ownSeconds, where);
                    groups.add(List.of(training, new NetworkScore(training, setup)));
                }
            }
        }
        return groups;
    }

    private List<Setup> setups() {
        List<Setup> setups = new ArrayList<>();
        for (TestObject object : objects) {
            Setup.STEPS.forEach(step -> setups.add(Setup.clean(object, step, Setup.Known.PROBE)));
        }
        return setups;
    }

    private String markdown(List<List<Task>> groups) {
        CellFolder cells = new CellFolder(options.out());
        StringBuilder text =
                new StringBuilder("| object | scan | method | object amplitude (dB) | object phase (dB): as is /"
                        + " ramp removed | rounds | s of training |\n|---|---|---|---|---|---|---|\n");
        for (List<Task> group : groups) {
            Optional<CellResult> trained =
                    cells.result(group.getFirst().id(), group.getFirst().recipe());
            for (Task task : group) {
                if (task instanceof NetworkScore score) {
                    cells.result(score.id(), score.recipe())
                            .ifPresent(result -> text.append(row(score, result, trained)));
                }
            }
        }
        return text.toString();
    }

    private static String row(NetworkScore score, CellResult result, Optional<CellResult> trained) {
        String start = "| " + score.setup().object().name().toLowerCase(Locale.ROOT) + " | "
                + score.setup().scan() + " | " + score.training().arm() + " | ";
        if (result.failed()) {
            return start + result.failure() + " | | | |\n";
        }
        return start
                + String.format(
                        Locale.ROOT,
                        "%.1f | %.1f / %.1f | %s | %s |%n",
                        result.scores().get("object.amplitude.psnr"),
                        result.scores().get("object.phase.psnr"),
                        result.scores().get("object.phase.psnr.ramp_removed"),
                        trained.map(t -> String.valueOf(t.iterations())).orElse(""),
                        trained.map(t -> String.format(Locale.ROOT, "%.0f", t.seconds()))
                                .orElse(""));
    }
}
