package org.polyptych.bench;

import java.util.concurrent.Callable;
import org.polyptych.core.BadInputException;
import picocli.CommandLine;

/** How a program of this room runs from the command line: bad input is one line and exit code 2, as everywhere. */
public final class Program {
    private Program() {}

    /** Runs a picocli command and leaves Java with its exit code. */
    public static void run(Callable<Integer> program, String[] arguments) {
        System.exit(commandLine(program).execute(arguments));
    }

    static CommandLine commandLine(Callable<Integer> program) {
        return new CommandLine(program)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    if (!(e instanceof BadInputException)) {
                        throw e;
                    }
                    line.getErr().println(e.getMessage());
                    return 2;
                });
    }
}
