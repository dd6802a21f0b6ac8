package org.polyptych.app.commands;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.polyptych.app.plan.PlanCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a plan and says everything that is wrong with it. */
@Command(name = "validate", description = "Check a plan: every mistake, with its line.")
final class ValidateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PLAN.yaml", description = "The plan.")
    private Path plan;

    @Override
    public Integer call() {
        PlanCheck.Outcome outcome = PlanCheck.of(plan);
        outcome.mistakes()
                .forEach(mistake ->
                        spec.commandLine().getErr().println(plan + ":" + mistake.line() + ": " + mistake.message()));
        if (!outcome.mistakes().isEmpty()) {
            return 2;
        }
        spec.commandLine().getOut().println(plan + " is valid");
        return 0;
    }
}
