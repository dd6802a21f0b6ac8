package org.polyptych.bench.ptychopinn;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.polyptych.bench.Program;
import org.polyptych.bench.cells.Shard;
import org.polyptych.bench.cells.Task;
import org.polyptych.bench.cells.TrainingOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The tables of PtychoPINN's paper: trains the arms of {@code arms.yaml} for equal times and scores them. Every training up to
 * a time and every score is a cell, kept in a file as soon as it is done; started again, the program goes on with what is
 * missing, within a training from its last checkpoint. It ends with the tables of what there is, and pictures beside the
 * cells.
 */
@Command(
        name = "Tables",
        mixinStandardHelpOptions = true,
        description = "Trains and scores the arms of PtychoPINN's tables.")
public final class Tables implements Callable<Integer> {
    @Mixin
    private TrainingOptions options;

    @Option(names = "--protocol", description = "tiny, quick, short, half or paper (default ${DEFAULT-VALUE})")
    private String protocol = "short";

    @Option(
            names = "--tables",
            split = ",",
            description =
                    "of table2, fields, apart, doses, robust (default: all but those that need trainings of their own)")
    private List<Plan.Table> tables = List.of(Plan.Table.TABLE2, Plan.Table.FIELDS, Plan.Table.ROBUST);

    @Option(
            names = "--lines-seconds",
            description =
                    "of training of an arm on Lines (default: 1500 of protocol short, 3000 of half; of tiny and paper 0, until all"
                            + " rounds are done; a training of theirs that ended by the clock goes on where it is given more)")
    private Integer linesSeconds;

    @Option(
            names = "--other-seconds",
            description = "on the other fields (default: 750 where the clock ends them, else 0)")
    private Integer otherSeconds;

    @Option(names = "--dose-seconds", description = "at each dose (default: 600 likewise)")
    private Integer doseSeconds;

    @Option(names = "--only", paramLabel = "REGEX", description = "trainings whose name this finds")
    private Pattern only = Pattern.compile("");

    @Option(names = "--shard", paramLabel = "I/N", description = "part I of N of those, to share among processes")
    private String shard = "1/1";

    @Option(names = "--seed", description = "of the trainers (default ${DEFAULT-VALUE})")
    private long seed = 1;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new Tables(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        TrainingTask.Where where =
                new TrainingTask.Where(options.out(), options.data(), options.threads(), options.commit(), err);
        Design design = Design.named(protocol);
        Plan plan = new Plan(
                design,
                seconds(linesSeconds, design.linesSeconds(), design),
                seconds(otherSeconds, 750, design),
                seconds(doseSeconds, 600, design),
                seed);
        List<List<Task>> groups = plan.groups(tables, where).stream()
                .filter(group -> only.matcher(group.getFirst().id()).find())
                .toList();
        options.run(Shard.parse(shard).of(groups).stream().flatMap(List::stream).toList(), err);
        Report report = new Report(plan, where);
        spec.commandLine().getOut().println(report.markdown(tables));
        report.pictures(tables);
        return 0;
    }

    private static int seconds(Integer typed, int usual, Design design) {
        if (typed != null) {
            return typed;
        }
        return design.timed() ? usual : 0;
    }
}
