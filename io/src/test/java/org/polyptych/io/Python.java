package org.polyptych.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Other programs that judge our files. Where they are absent a test is skipped, but with the environment variable
 * CI=true it fails.
 */
public final class Python {
    private static final List<String> INTERPRETERS = List.of("/usr/bin/python3", "python3");
    private static final Optional<String> WITH_H5PY = find("import h5py, numpy");
    private static final Optional<String> WITH_NUMPY = find("import numpy");
    private static final Optional<String> WITH_PILLOW = find("import PIL, numpy");

    private Python() {}

    /** Runs a script that needs h5py and NumPy; its arguments are in {@code sys.argv[1:]}. Gives what it prints. */
    public static String withH5py(String script, Object... arguments) {
        return script(WITH_H5PY, "python3 with h5py", script, arguments);
    }

    /** Runs a script that needs NumPy. */
    public static String withNumpy(String script, Object... arguments) {
        return script(WITH_NUMPY, "python3 with NumPy", script, arguments);
    }

    /** Runs a script that needs Pillow and NumPy; skipped where they are absent, in CI too. */
    public static String withPillow(String script, Object... arguments) {
        Assumptions.assumeTrue(WITH_PILLOW.isPresent(), "python3 with Pillow is absent");
        return script(WITH_PILLOW, "python3 with Pillow", script, arguments);
    }

    /** Runs {@code h5dump} and gives what it prints. */
    public static String h5dump(Object... arguments) {
        need(run("h5dump", "--version").isPresent(), "h5dump (package hdf5-tools)");
        return run(command(List.of("h5dump"), arguments)).orElseThrow(() -> new AssertionError("h5dump failed"));
    }

    private static String script(Optional<String> python, String what, String script, Object... arguments) {
        need(python.isPresent(), what);
        return run(command(List.of(python.get(), "-c", script), arguments))
                .orElseThrow(() -> new AssertionError("the Python script failed; see above"));
    }

    private static void need(boolean there, String what) {
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("in CI this test needs " + what);
        }
        Assumptions.assumeTrue(there, what + " is absent");
    }

    private static Optional<String> find(String imports) {
        return INTERPRETERS.stream()
                .filter(python -> run(python, "-c", imports).isPresent())
                .findFirst();
    }

    private static String[] command(List<String> first, Object... arguments) {
        List<String> command = new ArrayList<>(first);
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command.toArray(String[]::new);
    }

    private static Optional<String> run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                System.out.println(output);
                return Optional.empty();
            }
            return Optional.of(output.strip());
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
