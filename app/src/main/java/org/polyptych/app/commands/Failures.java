package org.polyptych.app.commands;

import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.core.NearestName;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What goes wrong, as one line on standard error and an exit code. */
public final class Failures {
    private static final int BAD_INPUT = 2;
    private static final int OTHER = 1;

    private Failures() {}

    /** Arguments that do not fit: one line, with what was probably meant. */
    public static int ofArguments(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        err.println("polyptych: " + oneLine(message(failure)) + " ('" + name + " --help' explains)");
        if (isDebug(command)) {
            failure.printStackTrace(err);
        }
        return BAD_INPUT;
    }

    /** A command that failed. */
    public static int ofExecution(Exception failure, CommandLine command, ParseResult result) {
        PrintWriter err = command.getErr();
        boolean debug = isDebug(command);
        if (failure instanceof BadInputException) {
            err.println("polyptych: " + oneLine(failure.getMessage()));
        } else {
            err.println("polyptych: " + oneLine(unexpected(failure)) + (debug ? "" : " (--debug shows where)"));
        }
        if (debug) {
            failure.printStackTrace(err);
        }
        return exitCode(failure);
    }

    /** Also of what is thrown past the commands. */
    public static int exitCode(Throwable failure) {
        return failure instanceof BadInputException || failure instanceof ParameterException ? BAD_INPUT : OTHER;
    }

    private static String message(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String argument = unmatched.getUnmatched().getFirst();
            CommandLine command = failure.getCommandLine();
            boolean option = argument.startsWith("-");
            boolean wantsCommand = !command.getSubcommands().isEmpty();
            String what = option ? "option" : wantsCommand ? "command" : "argument";
            String typed = argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
            List<String> known = option
                    ? optionNames(command)
                    : new ArrayList<>(command.getSubcommands().keySet());
            String nearest = NearestName.of(typed, known);
            return "unknown " + what + " '" + typed + "'"
                    + (nearest.isEmpty() ? "" : ": did you mean '" + nearest + "'?");
        }
        return failure.getMessage();
    }

    private static List<String> optionNames(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .flatMap(option -> List.of(option.names()).stream())
                .filter(name -> name.startsWith("--"))
                .toList();
    }

    /** Exceptions of the file system have no message but the path. */
    private static String unexpected(Throwable failure) {
        return switch (failure) {
            case java.nio.file.NoSuchFileException e -> e.getFile() + ": there is no such file or folder";
            case java.nio.file.AccessDeniedException e -> e.getFile() + ": no permission";
            case FileSystemException e -> e.getFile() + ": " + e.getReason();
            case java.io.UncheckedIOException e -> unexpected(e.getCause());
            default ->
                failure.getClass().getSimpleName() + (failure.getMessage() == null ? "" : ": " + failure.getMessage());
        };
    }

    private static String oneLine(String message) {
        return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    private static boolean isDebug(CommandLine command) {
        CommandLine root = command;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return root.getCommand() instanceof PolyptychCommand program && program.debug();
    }
}
