package org.polyptych.app.commands;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program without a command: says what there is. */
@Command(
        name = "polyptych",
        description = "Turns diffraction patterns into images: ptychographic reconstruction.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:success",
            "1:something went wrong that is not the input's fault",
            "2:bad input or settings, said in one line",
            "130:interrupted, with a valid result so far"
        },
        subcommands = {
            DemoCommand.class,
            DoctorCommand.class,
            InspectCommand.class,
            ValidateCommand.class,
            ReconstructCommand.class,
            SimulateCommand.class,
            EvaluateCommand.class,
            CompareCommand.class,
            StreamCommand.class,
            TrainCommand.class,
            EnginesCommand.class,
            CiteCommand.class,
            ExportCommand.class,
            BenchCommand.class
        })
public final class PolyptychCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Print the stack trace when something goes wrong.")
    private boolean debug;

    /** Whether stack traces are wanted. */
    boolean debug() {
        return debug;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut(), CommandLine.Help.Ansi.OFF);
    }
}
