package org.polyptych.app.commands;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.polyptych.app.ScanSource;
import org.polyptych.app.job.Interrupt;
import org.polyptych.app.job.Job;
import org.polyptych.app.job.JobEnd;
import org.polyptych.app.job.ResultFolder;
import org.polyptych.app.plan.Plan;
import org.polyptych.physics.protocol.Evaluation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job with no input. */
@Command(
        name = "demo",
        description = "Simulate a small scan, reconstruct it and write the result folder, replacing the one of the last"
                + " demo. Needs no data.")
final class DemoCommand implements Callable<Integer> {
    private static final String ENGINE = "rpie";

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = "polyptych-demo",
            description = "The result folder to write. Default: ${DEFAULT-VALUE}.")
    private Path output;

    @Option(names = "--iterations", paramLabel = "N", defaultValue = "100", description = "Default: ${DEFAULT-VALUE}.")
    private int iterations;

    @Override
    public Integer call() {
        ResultFolder folder = ResultFolder.at(output, true);
        Plan plan = Plan.of(ScanSource.DEMO, ENGINE).withIterations(iterations);
        Job job = Job.open(plan);
        spec.commandLine().getErr().println("scan: " + job.scan().source());
        try (Interrupt interrupt = new Interrupt(() -> Ending.announce(spec.commandLine()))) {
            JobEnd end = job.run(folder, "polyptych demo", spec.commandLine().getErr(), interrupt);
            int code = Ending.tell(end.outcome(), job, output, spec.commandLine());
            end.scores().ifPresent(this::tell);
            return code;
        }
    }

    private void tell(Evaluation evaluation) {
        if (evaluation.has("object.nrmse")) {
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "error    %.4f (NRMSE against the truth, weighted by the illumination; shift, ramp and scale"
                                    + " removed)%n",
                            evaluation.value("object.nrmse"));
        }
    }
}
