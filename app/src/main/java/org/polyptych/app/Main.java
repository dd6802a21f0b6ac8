package org.polyptych.app;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.polyptych.app.commands.Failures;
import org.polyptych.app.commands.PolyptychCommand;
import picocli.CommandLine;

/** The program's entry. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        int code = run(System.out, System.err, args);
        System.out.flush();
        System.err.flush();
        System.exit(code);
    }

    /**
     * Runs one command.
     *
     * @param out results go here, and nothing else
     * @param err progress, notes and errors go here
     * @return the exit code
     */
    public static int run(PrintStream out, PrintStream err, String... args) {
        CommandLine line = commandLine();
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        int code = line.execute(args);
        line.getOut().flush();
        line.getErr().flush();
        return code;
    }

    /** All commands, not yet tied to any stream. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new PolyptychCommand());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(false);
        line.setUsageHelpWidth(100);
        line.setParameterExceptionHandler(Failures::ofArguments);
        line.setExecutionExceptionHandler(Failures::ofExecution);
        line.setExitCodeExceptionMapper(Failures::exitCode);
        return line;
    }
}
