package org.polyptych.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** One run of the program, from its arguments to its exit code, with what it printed. */
public record Cli(int code, String out, String err) {

    /** Arguments may be anything that says itself as text, such as a {@link Path}. */
    public static Cli run(Object... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Arrays.stream(args).map(String::valueOf).toArray(String[]::new));
        return new Cli(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** True for exit code 2, nothing on standard output and exactly one line on standard error. */
    public boolean isRefusedInOneLine() {
        return code == 2 && out.isEmpty() && err.lines().count() == 1 && err.startsWith("polyptych: ");
    }
}
